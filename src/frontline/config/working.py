"""The worker part: procrastinate, with the timers of config/recurring.py."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import procrastinate
from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.worker import Worker

from frontline.config import reconnecting, rescuing
from frontline.config.processes import Part

CONCURRENCY = 4
FINISH_WITHIN = 10.0  # seconds for jobs under way; a job that is cut off is taken up again by another worker
POLL_EVERY = 2.0  # seconds, for the rare job whose notification fell between two looks
CONNECT_WITHIN = 10.0  # seconds


def part(*, concurrency: int = CONCURRENCY, queues: list[str] | None = None) -> Part:
    """Work off jobs of `queues` (all if None), `concurrency` at a time, each in a thread."""
    before: list[int] = []

    async def work(stop: asyncio.Event, ready: asyncio.Event) -> None:
        await _work(stop, ready, concurrency, queues, before)

    return Part("worker", work)


async def _work(
    stop: asyncio.Event, ready: asyncio.Event, concurrency: int, queues: list[str] | None, before: list[int]
) -> None:
    """`before`: the numbers under which this part worked until it died."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(concurrency + 4, "jobs"))
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    came_back = asyncio.Event()
    came_back.set()
    async with _own_app(concurrency, came_back).open_async() as own:
        while came_back.is_set() and not stop.is_set():
            came_back.clear()
            # Timers are deferred on asgiref's own thread, whose connection may have died with the last worker.
            await sync_to_async(close_old_connections)()
            await _give_back(own, before)
            worker = Worker(
                app=own,
                queues=queues,
                concurrency=concurrency,
                fetch_job_polling_interval=POLL_EVERY,
                shutdown_graceful_timeout=FINISH_WITHIN,
                delete_jobs="successful",
                install_signal_handlers=False,
                task_middleware=[close_db_connections],
            )
            ready.set()
            await _run(worker, stop, came_back, before)


async def _run(worker: Worker, stop: asyncio.Event, came_back: asyncio.Event, before: list[int]) -> None:
    """Until it dies, is to stop, or has to begin anew, for the database was away and timers need a new connection."""
    working = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]
    ends = [asyncio.create_task(stop.wait()), asyncio.create_task(came_back.wait())]
    await asyncio.wait({working, *ends}, return_when=asyncio.FIRST_COMPLETED)
    for each in ends:
        each.cancel()
    worker.stop()  # type: ignore[no-untyped-call]
    try:
        await working
    finally:  # its jobs are over, but without a database nobody could write down how they ended
        before += [worker.worker_id] if worker.worker_id else []


async def _give_back(own: procrastinate.App, before: list[int]) -> None:
    """What this part had begun when it died goes on at once, and is not waited for as a stranger's would be."""
    manager = own.job_manager
    while before:
        await rescuing.give_back(manager, await manager.list_jobs_async(status="doing", worker_id=before[-1]))
        await manager.unregister_worker(before.pop())
    await rescuing.give_back(manager, await manager.get_stalled_jobs())


def _own_app(concurrency: int, came_back: asyncio.Event) -> procrastinate.App:
    """An app with a pool of connections of its own, for fetching and finishing jobs.

    Not `replace_connector`: that would take the connector of the pages in this process too, and with it their promise
    that a job is deferred in the transaction of what it follows from.
    """
    described = connection.get_connection_params()
    for ours in ("cursor_factory", "context"):
        described.pop(ours, None)
    own = procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            pool_factory=partial(reconnecting.pool, came_back),
            kwargs=described | {"application_name": "frontline worker"},
            min_size=1,
            max_size=concurrency + 2,
            timeout=CONNECT_WITHIN,
        )
    )
    own.tasks = app.tasks
    own.periodic_registry = app.periodic_registry
    return own
