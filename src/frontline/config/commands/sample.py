"""`frontline sample`"""

import click


@click.command()
def command() -> None:
    """Build the sample workspace in an empty database.

    It is Acme Cloud, a platform company, on a busy Monday. Nothing is built beside data of your own.
    """
    from frontline.config import starting

    starting.prepare()
    starting.migrate(click.echo)
    from frontline.config import sample

    sample.build(click.echo)
    click.echo(f"Sign in with the password {sample.PASSWORD} as")
    for email, who in sample.SIGN_INS:
        click.echo(f"  {email:20} {who}")
