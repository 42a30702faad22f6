"""The live stream, `GET /live`: Server-Sent Events, so that open pages know what to fetch again.

    id: <cursor>
    data: {"id": 7, "kind": "message.received", "subject": "conversation", "subject_id": 1042}

A reader that comes back with `Last-Event-ID` (or `?since=<cursor>`) gets everything since; some of it perhaps twice,
nothing never. `event: reload` means: fetch all that is shown again. Served natively by the ASGI server, because a
stream that lasts for hours must not hold one of the threads that pages need.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from django.db import Error as DatabaseError

from frontline.events import admission, announcements, cursors
from frontline.events.listening import Listener, Unavailable, close_all, listener
from frontline.events.subscriptions import Subscription

__all__ = ["close_all", "live_app"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MOST_STREAMS = 500  # of one process
HEARTBEAT = 15.0  # seconds
ADMITTED_FOR = 30.0  # seconds; after these it is asked again whether the teammate may still listen
LAST_WORDS = 1.0  # seconds that a stream has to end
PATIENCE = 60.0  # seconds that a reader may take to read what was written
AWAY = "The database can't be reached now: the stream comes back with it."

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


async def live_app(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application of `/live`."""
    if scope["method"] != "GET":
        await _answer(send, 405, "Only GET is understood here.")
        return
    key = admission.session_key(scope["headers"])
    try:
        is_teammate = bool(key) and await admission.is_teammate(key)
    except DatabaseError:
        await _answer(send, 503, AWAY)
        return
    if not is_teammate:
        await _answer(send, 401, "Sign in first.")
        return
    listening = listener()
    if listening.is_closed:
        await _answer(send, 503, "Frontline is stopping.")
    elif len(listening) >= MOST_STREAMS:
        await _answer(
            send, 503, f"{MOST_STREAMS} streams are open, and more don't fit: close a page, or try later."
        )
    else:
        await _stream(listening, key, _came_to(scope), receive, send)


async def _stream(listening: Listener, key: str, came_to: str | None, receive: Receive, send: Send) -> None:
    subscription = listening.subscribe()
    try:
        try:
            begins = await _beginning(listening, came_to)
        except (Unavailable, DatabaseError):
            await _answer(send, 503, AWAY)
            return
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        async with asyncio.TaskGroup() as tasks:
            beside = [
                tasks.create_task(_end_when_gone(receive, subscription)),
                tasks.create_task(_end_when_dismissed(key, subscription)),
                tasks.create_task(_cut_when_over(subscription)),
            ]
            await _write(send, begins)
            await _tell(listening, subscription, send)
            for task in beside:
                task.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    except* TimeoutError:
        pass  # the reader sleeps: the server closes the connection, and a browser that wakes up comes back
    finally:
        listening.unsubscribe(subscription)


async def _beginning(listening: Listener, came_to: str | None) -> bytes:
    """What comes first. Subscribed before, so that what is not replayed here is told after."""
    present = await listening.present()
    if came_to is None:
        return announcements.greeting(present)
    cursor = cursors.parse(came_to)
    missed = await admission.missed(cursor) if cursor else announcements.reload(present)
    return announcements.greeting(None) + missed


async def _tell(listening: Listener, subscription: Subscription, send: Send) -> None:
    while not subscription.over.is_set():
        text = await subscription.take(within=HEARTBEAT)
        if not text and listening.position:
            text = announcements.heartbeat(listening.position)
        await _write(send, text)


async def _write(send: Send, text: bytes) -> None:
    async with asyncio.timeout(PATIENCE):
        await send({"type": "http.response.body", "body": text, "more_body": True})


async def _end_when_gone(receive: Receive, subscription: Subscription) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    subscription.end()


async def _cut_when_over(subscription: Subscription) -> None:
    """A stream that is over says what it has to say; one whose reader doesn't read must not hold up the stop."""
    await subscription.over.wait()
    await asyncio.sleep(LAST_WORDS)
    raise TimeoutError


async def _end_when_dismissed(key: str, subscription: Subscription) -> None:
    """A teammate who signed out or was deactivated is cut off; the next attempt is answered 401."""
    while True:
        await asyncio.sleep(ADMITTED_FOR)
        try:
            if not await admission.is_teammate(key):
                subscription.end()
                return
        except DatabaseError:
            continue  # nobody learns anything new from a database that is away


def _came_to(scope: Scope) -> str | None:
    """The cursor that the reader brings: the header of a browser that reconnects, else the page's own."""
    for name, value in scope["headers"]:
        if name == b"last-event-id":
            return str(value.decode("latin-1"))
    since = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True).get("since")
    return since[0] if since else None


async def _answer(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if status == 503:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{sentence}\n".encode()})
