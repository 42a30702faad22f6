"""One open stream's share of what is announced: bounded, whatever happens, and however slow its reader."""

import asyncio
from collections import deque

from frontline.events import announcements
from frontline.events.cursors import Cursor

MOST_WAITING = 64_000  # bytes that wait for one reader; beyond it is told to fetch everything again


class Subscription:
    """What waits to be written to one reader. Used from one event loop only."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._stirred = asyncio.Event()

    def offer(self, text: bytes, *, after: Cursor) -> None:
        """Put `text` in the line; if it grows too long, all of it becomes one reload."""
        if self._size + len(text) > MOST_WAITING:
            self._waiting.clear()
            self._size = 0
            text = announcements.reload(after)
        self._waiting.append(text)
        self._size += len(text)
        self._stirred.set()

    def end(self) -> None:
        """Let the stream say what waits, and stop."""
        self.over.set()
        self._stirred.set()

    async def take(self, *, within: float) -> bytes:
        """All that waits; empty if nothing came within so many seconds, or if the stream is over."""
        try:
            async with asyncio.timeout(within):
                await self._stirred.wait()
        except TimeoutError:
            return b""
        text = b"".join(self._waiting)
        self._waiting.clear()
        self._size = 0
        if not self.over.is_set():
            self._stirred.clear()
        return text
