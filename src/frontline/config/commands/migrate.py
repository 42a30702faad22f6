"""`frontline migrate`"""

import click


@click.command()
def command() -> None:
    """Bring the database to this version of Frontline.

    Safe while Frontline runs: a change that can't have its table at once lets the others go first and tries again.
    Doing it twice, or on two machines at the same time, does no harm.
    """
    from frontline.config import starting

    starting.prepare()
    applied = starting.migrate(click.echo)
    click.echo(f"{applied} migrations applied." if applied else "The database is up to date.")
