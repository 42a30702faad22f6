"""Reading the live stream in a test: the ASGI application, spoken to directly."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from frontline.events.listening import listener
from frontline.events.models import Event
from frontline.events.recording import record
from frontline.events.stream import live_app
from frontline.people.models import Teammate

R = TypeVar("R")


@dataclass
class Frame:
    """One block of the stream."""

    id: str = ""
    event: str = "message"
    data: Any = None
    retry: str = ""
    comment: str = ""

    @property
    def subject_id(self) -> int:
        return int(self.data["subject_id"])


class Reader:
    """A browser with an open stream; `pause` makes it stop reading."""

    def __init__(self, *, key: str, last: str = "", query: str = "", method: str = "GET") -> None:
        headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={key}".encode())] if key else []
        if last:
            headers.append((b"last-event-id", last.encode()))
        self._scope = {"type": "http", "method": method, "headers": headers, "query_string": query.encode()}
        self._reads = asyncio.Event()
        self._reads.set()
        self._left = asyncio.Event()
        self._started = asyncio.Event()
        self._frames: asyncio.Queue[Frame] = asyncio.Queue()
        self._rest = ""
        self.status = 0
        self.body = ""
        self.headers: dict[bytes, bytes] = {}
        self.last_id = last
        self.task = asyncio.create_task(live_app(self._scope, self._receive, self._send))

    async def started(self) -> int:
        await asyncio.wait_for(self._started.wait(), 20)
        return self.status

    async def next(self) -> Frame:
        """The next frame that says something: not the mere place of the reader, nor a heartbeat."""
        while True:
            frame = await self.frame()
            if frame.data is not None:
                return frame

    async def frame(self) -> Frame:
        return await asyncio.wait_for(self._frames.get(), 20)

    async def until(self, subject_id: int) -> list[int]:
        """The subjects of all that is told up to this one; reloads are left out."""
        told: list[int] = []
        while subject_id not in told:
            frame = await self.next()
            told += [frame.subject_id] if frame.event == "message" else []
        return told

    def pause(self) -> None:
        self._reads.clear()

    def go_on(self) -> None:
        self._reads.set()

    async def leave(self) -> None:
        self._left.set()
        self._reads.set()
        await asyncio.wait_for(self.task, 20)

    async def _receive(self) -> dict[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        await self._reads.wait()
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
            self._started.set()
            return
        self.body += message["body"].decode()
        self._rest += message["body"].decode()
        *blocks, self._rest = self._rest.split("\n\n")
        for block in blocks:
            self._keep(block)

    def _keep(self, block: str) -> None:
        frame = Frame()
        for line in block.splitlines():
            name, _, value = line.partition(": ")
            if name == "data":
                frame.data = json.loads(value)
            elif name:
                setattr(frame, name, value)
            else:
                frame.comment = value
        self.last_id = frame.id or self.last_id
        self._frames.put_nowait(frame)


@asynccontextmanager
async def reading(key: str, *, last: str = "", query: str = "") -> AsyncIterator[Reader]:
    """A reader whose stream has begun."""
    reader = Reader(key=key, last=last, query=query)
    try:
        assert await reader.started() == 200, reader.body
        yield reader
    finally:
        await reader.leave()


def signed_in(teammate: Teammate) -> str:
    """The session of a browser in which this teammate is signed in."""
    client = Client()
    client.force_login(teammate)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def happen(subject_id: int, *more: int) -> list[Event]:
    """One transaction in which conversations were closed."""
    with transaction.atomic():
        return [
            record("conversation.closed", ("conversation", one), by="a test") for one in (subject_id, *more)
        ]


async def apart(function: Callable[..., R], *args: Any) -> R:
    """Call what uses the database in a thread, which leaves no connection behind."""

    def called() -> R:
        try:
            return function(*args)
        finally:
            connection.close()

    return await sync_to_async(called, thread_sensitive=False)()


def run(scenario: Callable[[], Any]) -> None:
    """Run a scenario to its end, and close what listens."""

    async def whole() -> None:
        try:
            await asyncio.wait_for(scenario(), 60)
        finally:
            heard = listener()
            heard.close()
            if heard._task is not None:
                await asyncio.gather(heard._task, return_exceptions=True)

    asyncio.run(whole())
