"""`frontline web`"""

import click


@click.command()
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes share the port; as many as the machine has cores is plenty.",
)
@click.option("--descriptors", hidden=True, default="", help="The sockets that a parent process has bound.")
def command(processes: int, descriptors: str) -> None:
    """Start the pages, the live stream and the REST interface, without jobs and mail.

    For more than one process or machine: run `frontline migrate` once, then any number of `frontline web`,
    `frontline worker` and `frontline mail` with the same FRONTLINE_DATABASE_URL and FRONTLINE_SECRET_KEY.
    """
    import asyncio

    from frontline.config import environment, ports, starting

    env = environment.read()
    sockets = ports.adopt(descriptors) if descriptors else ports.listen(env.host, env.port, "FRONTLINE_PORT")
    starting.prepare(needs_migrations=True, patience=starting.PATIENCE)
    if processes > 1:
        from frontline.config import multiplying

        raise SystemExit(multiplying.run(processes, sockets))

    from frontline.config import processes as running
    from frontline.config import serving
    from frontline.config.commands import telling

    parts = [serving.part(sockets)]

    def say(sentence: str) -> None:
        if not descriptors:  # of several, the parent speaks
            telling.say(sentence)

    finished = asyncio.run(running.run(parts, when_ready=lambda: say(f"Pages at {env.url}"), say=say))
    running.end(finished)
