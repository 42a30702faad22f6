"""`frontline token`"""

import click

BY = "the command line"


@click.group(name="token")
def command() -> None:
    """Make, list and revoke tokens for the REST interface.

    A token acts as its teammate. Send it as `Authorization: Bearer TOKEN` to /api/v1/.
    """


@command.command()
@click.option("--teammate", "email", required=True, metavar="EMAIL", help="Whom the token acts as.")
@click.option("--name", default="", help="What it is for, to know it again in the list.")
def create(email: str, name: str) -> None:
    """Print a new token, alone, on standard output. It can't be shown again."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.people.finding import teammate_at
    from frontline.people.tokens import create_token

    teammate = teammate_at(email)
    if teammate is None:
        raise click.ClickException(f"There is no active teammate with the address {email}.")
    click.echo(create_token(teammate, name=name, by=BY))


@command.command("list")
@click.option("--teammate", "email", default="", metavar="EMAIL", help="Only those of this teammate.")
def list_tokens(email: str) -> None:
    """List the tokens that work, the newest first: number, teammate, made, last used, name."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.people.models import ApiToken

    found = ApiToken.objects.filter(revoked_at=None).select_related("teammate").order_by("-id")
    if email:
        found = found.filter(teammate__email=email.lower())
    for token in found:
        used = f"{token.last_used_at:%Y-%m-%d %H:%M}" if token.last_used_at else "never used"
        click.echo(
            f"{token.pk:>5}  {token.teammate.email:<32} {token.created_at:%Y-%m-%d %H:%M}  {used:<16}  {token.name}"
        )
    if not found:
        click.echo("No tokens. `frontline token create --teammate EMAIL` makes one.", err=True)


@command.command()
@click.argument("number", type=int)
def revoke(number: int) -> None:
    """End the token with this NUMBER (of `frontline token list`), at once and for good."""
    from frontline.config import starting

    starting.prepare(needs_migrations=True)
    from frontline.people.models import ApiToken
    from frontline.people.tokens import revoke as end

    token = ApiToken.objects.filter(pk=number).first()
    if token is None:
        raise click.ClickException(
            f"There is no token {number}. `frontline token list` shows those that work."
        )
    end(token, by=BY)
    click.echo(f"Token {number} is revoked.")
