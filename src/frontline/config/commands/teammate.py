"""`frontline teammate`"""

import sys

import click

BY = "the command line"


@click.group(name="teammate")
def command() -> None:
    """Add and list teammates."""


@command.command()
@click.option("--email", required=True, help="Their address; they sign in with it.")
@click.option("--name", required=True, help="Their name, as customers see it.")
@click.option(
    "--role",
    type=click.Choice(["lead", "support", "engineer", "product"]),
    default="support",
    show_default=True,
    help="What they do. Leads may change everything.",
)
@click.option(
    "--password-stdin",
    is_flag=True,
    help="Read their password from standard input, up to the first line end.",
)
def create(email: str, name: str, role: str, password_stdin: bool) -> None:
    """Add a teammate, and print the link with which they choose their password.

    The link works once. With --password-stdin the password is set at once, and there is no link.
    """
    from frontline.config import starting

    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else ""
    if password_stdin and not given:
        raise click.UsageError("--password-stdin was given, but standard input has no password.")
    starting.prepare(needs_migrations=True)
    from django.conf import settings

    from frontline.people.adding import add_teammate, password_link

    _check(email, given)
    made = add_teammate(email, name, role=role, password=given, by=BY)
    click.echo(f"{made.name} <{made.email}> is a teammate now.")
    if given:
        click.echo(f"They sign in at {settings.PUBLIC_URL}/accounts/login/ with that password.")
    else:
        click.echo(f"They choose their password here (the link works once): {password_link(made)}")


def _check(email: str, password: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise click.BadParameter(f"{email!r} is no e-mail address.", param_hint="--email") from error
    try:
        if password:
            validate_password(password)
    except ValidationError as error:
        raise click.ClickException(f"That password won't do: {' '.join(error.messages)}") from error


@command.command("list")
def list_teammates() -> None:
    """List the teammates: address, role, name."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.people.models import Teammate

    for each in Teammate.objects.order_by("email"):
        click.echo(f"{each.email:<32} {each.role:<9} {each.name}{'' if each.is_active else ' (deactivated)'}")
