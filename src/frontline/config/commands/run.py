"""`frontline run`"""

import os

import click


@click.command()
@click.option(
    "--empty", is_flag=True, help="Start without the sample workspace; the first visitor sets up their own."
)
def command(empty: bool) -> None:
    """Start everything in one process: pages, live stream, jobs, mail server.

    PostgreSQL is started too, in the data folder (FRONTLINE_DATA, ./data if absent), unless FRONTLINE_DATABASE_URL
    names one. The database is brought up to date. On the first start a sample workspace is built, so that there is
    something to see; everything is kept for the next start. Ctrl-C stops it.

    \b
    Settings most often changed:
      FRONTLINE_PORT       where the pages are (8000)
      FRONTLINE_SMTP_PORT  where mail comes in (2525)
      FRONTLINE_URL        the address that people open
      FRONTLINE_EMAIL_URL  where mail goes out; without it, into the outbox
    """
    import asyncio

    from frontline.config import environment, ports, starting
    from frontline.config.commands import telling

    os.environ.setdefault("FRONTLINE_LOG_LEVEL", "warning")
    env = environment.read()
    sockets = ports.listen(env.host, env.port, "FRONTLINE_PORT")
    ports.check(env.smtp_host, env.smtp_port, "FRONTLINE_SMTP_PORT")
    telling.title()
    telling.step("settings", f"data in {env.data}")
    telling.step("database", starting.prepare(patience=starting.PATIENCE, meanwhile=_load))
    applied = starting.migrate(telling.detail)
    telling.step("migrations", f"{applied} applied" if applied else "up to date")
    _sample(empty)

    from frontline.config import mailing, processes, serving, working

    parts = [serving.part(sockets), working.part(), mailing.part()]
    finished = asyncio.run(processes.run(parts, when_ready=telling.where(), say=telling.say))
    processes.end(finished)
    telling.say("Stopped.")


def _load() -> None:
    """What the parts will need, which takes a second too."""
    from frontline.config import asgi, urls  # noqa: F401


def _sample(empty: bool) -> None:
    from frontline.config.commands import telling
    from frontline.people.models import Teammate, Workspace

    if Teammate.objects.exists() or Workspace.objects.exists():
        return
    if empty:
        telling.step("workspace", "empty: the first visitor sets it up")
        return
    from frontline.config import sample

    sample.build(telling.detail)
    telling.step("workspace", "sample built")
