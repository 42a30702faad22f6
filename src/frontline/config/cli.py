"""The `frontline` command. Each command is a module of its own, imported only when it is called or explained."""

import importlib
import signal
import sys
from types import FrameType

import click

COMMANDS = {
    "run": "Start everything in one process: pages, live stream, jobs, mail server.",
    "web": "Start the pages, the live stream and the REST interface.",
    "worker": "Start a worker: jobs and timers.",
    "mail": "Start the mail server: SMTP, and LMTP if it has a port.",
    "migrate": "Bring the database to this version of Frontline.",
    "check": "Look over settings, database, mail and storage.",
    "teammate": "Add and list teammates.",
    "token": "Make, list and revoke tokens for the REST interface.",
    "address": "Add, list and remove the addresses that customers write to.",
    "intake": "Look at what arrived, and replay what failed.",
    "mailbox": "Add and list mailboxes that mail is fetched from.",
    "oncall": "Say who is on, now or at another time.",
    "rotation": "Work out whose turn it is, from a file.",
    "study": "Sizes, estimates and comparisons of studies, from numbers.",
    "sla": "Explain how a conversation's clocks came to be.",
    "sample": "Build the sample workspace in an empty database.",
    "backup": "Write one archive of everything, while Frontline runs.",
    "restore": "Bring a backup back into an empty data folder.",
    "manage": "Run one of Django's own management commands.",
}
"""Each is `command` in frontline.config.commands.<name>."""


class _Commands(click.Group):
    """Finds commands by name, without importing the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"frontline.config.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Settings are taken from the environment (FRONTLINE_*). `frontline COMMAND --help` explains a command.",
)
@click.version_option(package_name="frontline", message="Frontline %(version)s")
def group() -> None:
    """Frontline: the support platform for teams whose engineers answer their customers."""


def main() -> None:
    """The entry point: a start that is refused is one sentence and an exit code, never a traceback.

    Exit codes: 0 done, 1 it could not be done, 2 wrong settings or arguments, 130 interrupted.
    """
    signal.signal(signal.SIGTERM, _terminated)
    try:
        ended = group.main(prog_name="frontline", standalone_mode=False)
        sys.exit(ended if isinstance(ended, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:
        said = _sentence(error)
        if said is None:
            raise
        click.echo(said[0], err=True)
        sys.exit(said[1])


def _terminated(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends a command as an exception would: the embedded PostgreSQL is left properly."""
    sys.exit(128 + number)


def _sentence(error: Exception) -> tuple[str, int] | None:
    """What to say for `error`, and the exit code; None for a mistake of our own."""
    from frontline.config.environment import CannotStart
    from frontline.kernel.refusal import Refusal

    if isinstance(error, CannotStart):
        return str(error), error.exit_code
    if isinstance(error, Refusal):
        return error.sentence, 1
    if "django" in sys.modules:
        from django.db import OperationalError

        if isinstance(error, OperationalError):
            from frontline.config.database import refusal

            return str(refusal(error)), 1
    return None


if __name__ == "__main__":
    main()
