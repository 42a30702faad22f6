"""`frontline worker`"""

import click


@click.command()
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="How many jobs at a time, each in a thread.",
)
@click.option(
    "--queues", default="", help="Only these, separated by commas, such as inbox,mail; all if absent."
)
def command(concurrency: int, queues: str) -> None:
    """Start a worker: jobs and timers.

    Any number may run, on any number of machines; at least one must serve each queue. A worker that is killed loses
    nothing: others take its jobs up within a minute.
    """
    import asyncio

    from frontline.config import environment, starting

    environment.read()
    starting.prepare(needs_migrations=True, patience=starting.PATIENCE)
    from frontline.config import processes, working
    from frontline.config.commands import telling

    wanted = [each.strip() for each in queues.split(",") if each.strip()] or None
    said = f"Working off {', '.join(wanted) if wanted else 'all queues'}, {concurrency} jobs at a time."
    parts = [working.part(concurrency=concurrency, queues=wanted)]
    finished = asyncio.run(processes.run(parts, when_ready=lambda: telling.say(said), say=telling.say))
    processes.end(finished)
