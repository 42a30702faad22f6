"""Pages in threads: a2wsgi, with an answer that is there whole handed over in one go.

a2wsgi hands over an answer's head, its body and its end one by one, and its thread waits each time until the event
loop has taken them: six changes of thread a page. A page is there whole when its head is; only files come in pieces.
"""

import asyncio
from typing import Any

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import WSGIResponder


class InThreads(WSGIMiddleware):
    """A WSGI application as ASGI."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await _Responder(self.app, self.executor, self.send_queue_size)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _Responder(WSGIResponder):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._head: Any = None

    def send(self, message: Any) -> None:
        """Keep the head until there is something to send with it."""
        if message["type"] == "http.response.start":
            self._head = message
            return
        head, self._head = self._head, None
        if head is not None:
            super().send(head)
        super().send(message)

    def wsgi(self, environ: Any, start_response: Any) -> None:
        iterable = self.app(environ, start_response)
        try:
            if getattr(iterable, "streaming", True):
                for chunk in iterable:
                    self.send({"type": "http.response.body", "body": chunk, "more_body": True})
                self.send({"type": "http.response.body", "body": b""})
            else:
                whole = {"type": "http.response.body", "body": b"".join(iterable)}
                head, self._head = self._head, None
                asyncio.run_coroutine_threadsafe(self._put(head, whole), loop=self.loop).result()
        finally:
            getattr(iterable, "close", lambda: None)()

    async def _put(self, *messages: Any) -> None:
        for message in messages:
            await self.send_queue.put(message)
