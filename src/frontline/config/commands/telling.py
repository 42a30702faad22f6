"""What `frontline run` and its sisters say on the terminal."""

import sys
from collections.abc import Callable
from functools import partial

import click


def title() -> None:
    """The first line."""
    import frontline

    click.secho(f"Frontline {frontline.__version__}", bold=True)


def step(name: str, what: str) -> None:
    """One thing that is done."""
    click.echo(f"  {click.style(_mark(), fg='green')} {name:<11} {what}")


def detail(sentence: str) -> None:
    """How far something is that takes a while."""
    click.secho(f"    {sentence}", dim=True)


def say(sentence: str) -> None:
    """Something that happens while Frontline runs."""
    click.echo(sentence)
    sys.stdout.flush()


def where() -> Callable[[], None]:
    """Where to go; put together now, while the database may be asked, and said when everything has begun."""
    from frontline.config.settings import env

    lines = ["", _line("Open", click.style(env.url, fg="cyan", underline=True))]
    lines += _sign_ins()
    lines += _mail(f"by SMTP on {env.smtp_host}, port {env.smtp_port}")
    if not env.email_url:
        lines.append(_line("", "Outgoing mail stays in the outbox until FRONTLINE_EMAIL_URL is set."))
    lines += [_line("Stop", "Ctrl-C"), ""]
    return partial(say, "\n".join(lines))


def _sign_ins() -> list[str]:
    from frontline.people.models import Workspace

    if not Workspace.objects.filter(is_sample=True).exists():
        return []
    from frontline.config import sample

    people = [_line("", f"{email:<22} {click.style(who, dim=True)}") for email, who in sample.SIGN_INS]
    return [_line("Sign in", f"with the password {click.style(sample.PASSWORD, bold=True)} as"), *people]


def _mail(where: str) -> list[str]:
    """Whom to write to: mail to any other address is refused."""
    from frontline.channels.email.models import SupportAddress

    ours = SupportAddress.objects.order_by("-is_default", "id").values_list("address", flat=True)[:3]
    if ours:
        return [_line("Mail", f"to {' or '.join(ours)}, {where}")]
    return [
        _line("Mail", f"{where[:1].upper()}{where[1:]}; none is taken before an address is named:"),
        _line("", "open the page above, or run `frontline address add support@example.com`."),
    ]


def _line(name: str, what: str) -> str:
    return f"  {click.style(f'{name:<8}', bold=True)} {what}"


def _mark() -> str:
    try:
        "✓".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "-"
    return "✓"
