"""The worker part: procrastinate, with the timers of config/recurring.py."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import procrastinate
from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.worker import Worker

from frontline.config.processes import Part

CONCURRENCY = 4
FINISH_WITHIN = 10.0  # seconds for jobs under way; a job that is cut off is taken up again by another worker
POLL_EVERY = 2.0  # seconds, for the rare job whose notification fell between two looks
CONNECT_WITHIN = 10.0  # seconds


def part(*, concurrency: int = CONCURRENCY, queues: list[str] | None = None) -> Part:
    """Work off jobs of `queues` (all if None), `concurrency` at a time, each in a thread."""

    async def work(stop: asyncio.Event, ready: asyncio.Event) -> None:
        await _work(stop, ready, concurrency, queues)

    return Part("worker", work)


async def _work(
    stop: asyncio.Event, ready: asyncio.Event, concurrency: int, queues: list[str] | None
) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(concurrency + 4, "jobs"))
    # Timers are deferred on asgiref's own thread, whose connection may have died with the last worker.
    await sync_to_async(close_old_connections)()
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    async with _own_app(concurrency).open_async() as own:
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
        working = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]
        stopping = asyncio.create_task(stop.wait())
        ready.set()
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        worker.stop()  # type: ignore[no-untyped-call]
        await working


def _own_app(concurrency: int) -> procrastinate.App:
    """An app with a pool of connections of its own, for fetching and finishing jobs.

    Not `replace_connector`: that would take the connector of the pages in this process too, and with it their promise
    that a job is deferred in the transaction of what it follows from.
    """
    described = connection.get_connection_params()
    for ours in ("cursor_factory", "context"):
        described.pop(ours, None)
    own = procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            kwargs=described | {"application_name": "frontline worker"},
            min_size=1,
            max_size=concurrency + 2,
            timeout=CONNECT_WITHIN,
        )
    )
    own.tasks = app.tasks
    own.periodic_registry = app.periodic_registry
    return own
