"""`frontline mailbox`"""

import click


@click.group(name="mailbox")
def command() -> None:
    """Add, list, poll and remove mailboxes that mail is fetched from by IMAP.

    Nothing in a mailbox is changed: messages stay where they are, read or unread as they were.
    """


@command.command()
@click.option("--host", required=True, help="The IMAP server.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="993 for TLS, else 143, unless you say otherwise."
)
@click.option(
    "--security",
    type=click.Choice(["tls", "starttls", "none"]),
    default="tls",
    show_default=True,
    help="How the connection is encrypted.",
)
@click.option("--username", required=True, help="Whom to sign in as.")
@click.option(
    "--password",
    envvar="FRONTLINE_MAILBOX_PASSWORD",
    prompt=True,
    hide_input=True,
    help="Asked for if not given here or in FRONTLINE_MAILBOX_PASSWORD.",
)
@click.option("--folder", default="INBOX", show_default=True, help="The folder to read.")
@click.option("--only-new", is_flag=True, help="Leave alone what is in the folder already.")
def add(
    *, host: str, port: int | None, security: str, username: str, password: str, folder: str, only_new: bool
) -> None:
    """Have a mailbox polled each minute, after signing in once. A known one gets the password and the port given."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.channels.email import mailboxes

    try:
        mailbox = mailboxes.add(
            host,
            port or (993 if security == "tls" else 143),
            security=security,
            username=username,
            password=password,
            folder=folder,
            only_new=only_new,
        )
    except mailboxes.NotAdded as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"Mailbox {mailbox.pk} is polled each minute, as long as a worker runs.")


@command.command("list")
def list_mailboxes() -> None:
    """List the mailboxes: number, which, when last polled, what is wrong."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.channels.email.models import Mailbox

    found = Mailbox.objects.order_by("id")
    for mailbox in found:
        polled = f"{mailbox.polled_at:%Y-%m-%d %H:%M}" if mailbox.polled_at else "not yet polled"
        state = (
            f"failing since {mailbox.failing_since:%Y-%m-%d %H:%M}: {mailbox.last_error}"
            if mailbox.failing_since
            else "well"
        )
        click.echo(
            f"{mailbox.pk:>5}  {mailbox.username}@{mailbox.host}/{mailbox.folder}  {polled:<16}  {state}"
        )
    if not found:
        click.echo("No mailboxes. `frontline mailbox add` adds one.", err=True)


@command.command()
@click.argument("number", type=int)
def poll(number: int) -> None:
    """Poll the mailbox with this NUMBER (of `frontline mailbox list`) now, until nothing is left in it."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.channels.email import polling

    taken = skipped = 0
    while True:
        polled = polling.poll(number)
        if polled is None:
            raise click.ClickException(f"There is no mailbox {number}, or a worker is polling it just now.")
        if polled.error:
            raise click.ClickException(polled.error)
        taken, skipped = taken + polled.taken, skipped + polled.skipped
        if not polled.has_more:
            break
    click.echo(f"Taken in: {taken}. Not taken in: {skipped}.")


@command.command()
@click.argument("number", type=int)
def remove(number: int) -> None:
    """Poll the mailbox with this NUMBER no more, and forget its password. What was taken in stays."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.channels.email.models import Mailbox

    removed, _ = Mailbox.objects.filter(pk=number).delete()
    if not removed:
        raise click.ClickException(
            f"There is no mailbox {number}. `frontline mailbox list` shows those there are."
        )
    click.echo(f"Mailbox {number} is removed.")
