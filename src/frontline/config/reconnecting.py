"""The worker's pool of connections: it is whole again as soon as its database is.

A pool of psycopg asks for a new connection after pauses that double, and who meets a broken one waits as long before
looking at the next. So after a restart of the database nothing was worked off for up to ten seconds.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Self

import psycopg
from psycopg_pool import AsyncConnectionPool

WITHIN = 10.0  # seconds that one connection waits for the database
ASK_EVERY = 0.25  # seconds


def pool(came_back: asyncio.Event, **given: Any) -> AsyncConnectionPool[Any]:
    """A pool whose connections wait for a database that is away; `came_back` is set when one had to."""
    cleaning: set[asyncio.Task[None]] = set()

    def clean() -> None:
        """Throw out the connections that broke, before anybody meets them."""
        task = asyncio.create_task(made.check())
        cleaning.add(task)
        task.add_done_callback(cleaning.discard)

    made = AsyncConnectionPool(connection_class=_patient(clean, came_back), **given)
    return made


def _patient(went_away: Callable[[], None], came_back: asyncio.Event) -> type[psycopg.AsyncConnection[Any]]:
    class Patient(psycopg.AsyncConnection[Any]):
        @classmethod
        async def connect(cls, conninfo: str = "", **given: Any) -> Self:
            began, is_away = time.monotonic(), False
            while True:
                try:
                    made = await super().connect(conninfo, **given)
                except psycopg.OperationalError:
                    if time.monotonic() - began > WITHIN:
                        raise
                else:
                    if is_away:
                        came_back.set()
                    return made
                if not is_away:
                    went_away()
                is_away = True
                await asyncio.sleep(ASK_EVERY)

    return Patient
