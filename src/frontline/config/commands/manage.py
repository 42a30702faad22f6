"""`frontline manage`"""

import click


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own management commands, with the database that Frontline uses.

    `frontline manage shell` opens a Python prompt; `frontline manage help` lists all commands.
    """
    from frontline.config import starting

    starting.prepare()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["frontline manage", *arguments])
