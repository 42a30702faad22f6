"""Listening: one connection a process hears of new events, and tells all open streams of that process.

A notification is only the nudge; what happened is read from the record, since the last snapshot. So nothing depends on
a notification arriving: after a lost connection the next read begins where the last one ended.
"""

import asyncio
from typing import Any

import psycopg
import structlog
from django.db import connection as django_connection

from frontline.events import announcements, cursors
from frontline.events.announcements import Happened
from frontline.events.cursors import Cursor
from frontline.events.recording import NOTIFY_CHANNEL
from frontline.events.subscriptions import Subscription

MOST_AT_ONCE = 500
TOGETHER = 0.02  # seconds: what happens within is read at once
ANYWAY_EVERY = 15.0  # seconds: the record is read even if nothing nudged
ANSWER_WITHIN = 10.0  # seconds: a database that takes longer is taken for lost
PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0)  # seconds between attempts to connect

log = structlog.get_logger(__name__)


class Unavailable(Exception):
    """The record can't be read now: the database is away, or this process is stopping."""


class Listener:
    """Hears of new events for one event loop. `position` is None until it has read for the first time."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.is_closed = False
        self.position: Cursor | None = None
        self._seen = ""
        self._subscriptions: set[Subscription] = set()
        self._is_ready = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._subscriptions)

    def subscribe(self) -> Subscription:
        """A new stream's subscription: it gets whatever is read from now on. Give it back with `unsubscribe`."""
        if self._task is None or self._task.done():
            self._task = self.loop.create_task(self._listen())
        subscription = Subscription()
        self._subscriptions.add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        self._subscriptions.discard(subscription)

    async def present(self) -> Cursor:
        """How far the listener has read. Raises Unavailable."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                await self._is_ready.wait()
        except TimeoutError:
            raise Unavailable from None
        if self.position is None:
            raise Unavailable
        return self.position

    def close(self) -> None:
        """End all streams, and the connection. Call it in the listener's own loop."""
        self.is_closed = True
        self._is_ready.set()
        for subscription in self._subscriptions:
            subscription.end()
        if self._task is not None:
            self._task.cancel()

    async def _listen(self) -> None:
        failures = 0
        while True:
            try:
                async with await self._connect() as connection:
                    await self._begin(connection)
                    failures = 0
                    while True:
                        await self._nudged(connection)
                        await self._read(connection)
            except (psycopg.Error, OSError, TimeoutError) as error:
                pause = PAUSES[min(failures, len(PAUSES) - 1)]
                failures += 1
                log.warning(
                    "The live stream lost the database; it tries again", error=str(error), pause=pause
                )
                await asyncio.sleep(pause)

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        described = django_connection.get_connection_params()
        for ours in ("cursor_factory", "context", "prepare_threshold"):
            described.pop(ours, None)
        described |= {"application_name": "frontline live", "connect_timeout": 5, "autocommit": True}
        return await psycopg.AsyncConnection.connect(**described)

    async def _begin(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Listen first, then find out where we are; after an interruption, tell what was missed."""
        async with asyncio.timeout(ANSWER_WITHIN):
            await connection.execute(f"LISTEN {NOTIFY_CHANNEL}")
            found = await (await connection.execute(cursors.PRESENT)).fetchone()
        assert found is not None
        snapshot, cluster = found
        if self.position is not None and self.position.cluster == cluster:
            await self._read(connection)
            return
        was_elsewhere = self.position is not None
        self._seen, self.position = snapshot, Cursor(cluster, cursors.oldest_running(snapshot))
        if was_elsewhere:
            self._tell(announcements.reload(self.position))
        self._is_ready.set()

    async def _nudged(self, connection: psycopg.AsyncConnection[Any]) -> None:
        async for _ in connection.notifies(timeout=ANYWAY_EVERY, stop_after=1):
            pass
        await asyncio.sleep(TOGETHER)

    async def _read(self, connection: psycopg.AsyncConnection[Any]) -> None:
        assert self.position is not None
        since = {"since": self.position.transaction, "seen": self._seen, "limit": MOST_AT_ONCE + 1}
        async with asyncio.timeout(ANSWER_WITHIN):
            rows = await (await connection.execute(cursors.READ, since)).fetchall()
        before, self._seen = self.position, rows[0][0]
        self.position = Cursor(before.cluster, cursors.oldest_running(self._seen))
        events = [Happened(*row[1:]) for row in rows if row[1] is not None]
        if len(events) > MOST_AT_ONCE:
            self._tell(announcements.reload(self.position))
        elif events:
            self._tell(announcements.batch(events, before=before, after=self.position))

    def _tell(self, text: bytes) -> None:
        assert self.position is not None
        for subscription in self._subscriptions:
            subscription.offer(text, after=self.position)


_listener: Listener | None = None


def listener() -> Listener:
    """The listener of the running event loop, made when it is first asked for."""
    global _listener  # noqa: PLW0603
    if _listener is None or _listener.loop is not asyncio.get_running_loop():
        _listener = Listener()
    return _listener


def close_all() -> None:
    """End all streams of this process and take no new ones. Safe from any thread, a signal handler too, and twice."""
    if _listener is not None and not _listener.loop.is_closed():
        _listener.loop.call_soon_threadsafe(_listener.close)


def position() -> str | None:
    """How far this process has read the record, as a cursor; None before its first stream. From any thread.

    A page that is made after this was asked shows everything up to it, so its stream can begin there.
    """
    known = _listener.position if _listener is not None else None
    return str(known) if known is not None else None


def open_streams() -> int:
    """How many streams are open in this process. From any thread."""
    return len(_listener) if _listener is not None else 0
