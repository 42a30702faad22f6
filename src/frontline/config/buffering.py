"""Requests are read whole before a page's thread is taken, so that slow senders hold none of the few threads.

And a request whose sender went away halfway is not carried out with half of its body.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, MutableMapping
from typing import IO, Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

IN_MEMORY = 512 * 1024  # bytes; what is longer goes through a temporary file
PIECE = 64 * 1024  # bytes
PATIENCE = 30.0  # seconds without a byte, after which the sender is given up


class _TooLong(Exception):
    """The body is longer than we take."""


class _Gone(Exception):
    """The sender went away, or to sleep."""


def whole(app: App, *, most: int) -> App:
    """`app`, called with bodies that are there already, of at most `most` bytes; longer ones are answered 413."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                await _read(scope, receive, body, most)
            except _TooLong:
                await _refuse(send, 413, f"This is longer than the {most:,} bytes that are taken at once.")
                return
            except _Gone:
                await _refuse(send, 408, "The request did not come through in time.")
                return
            body.seek(0)
            await app(scope, _given(body), send)

    return application


async def _read(scope: Scope, receive: Receive, body: IO[bytes], most: int) -> None:
    announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    if announced.isdigit() and int(announced) > most:
        raise _TooLong
    length, more = 0, True
    while more:
        try:
            async with asyncio.timeout(PATIENCE):
                message = await receive()
        except TimeoutError:
            raise _Gone from None
        if message["type"] == "http.disconnect":
            raise _Gone
        piece = message.get("body", b"")
        length += len(piece)
        if length > most:
            raise _TooLong
        body.write(piece)
        more = message.get("more_body", False)


def _given(body: IO[bytes]) -> Receive:
    async def receive() -> Message:
        piece = body.read(PIECE)
        return {"type": "http.request", "body": piece, "more_body": len(piece) == PIECE}

    return receive


async def _refuse(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{sentence}\n".encode()})
