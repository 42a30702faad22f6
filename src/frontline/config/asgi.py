"""The ASGI application: the live stream natively, all pages as WSGI in threads (3,200 pages/s against 700/s)."""

from typing import Any, cast

from frontline.config.buffering import Receive, Scope, Send, whole
from frontline.config.settings import env
from frontline.config.threads import InThreads
from frontline.config.wsgi import application as pages

THREADS = 8
PIECES_AHEAD = 256  # of an answer, that a thread may write before its reader has read them

_in_threads: Any = InThreads(cast("Any", pages), workers=THREADS, send_queue_size=PIECES_AHEAD)
_pages = whole(_in_threads, most=2 * env.mail_size_limit)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Everything that Frontline answers over HTTP."""
    if scope["path"] == "/live":
        from frontline.events.stream import live_app

        await live_app(scope, receive, send)
    else:
        await _pages(scope, receive, send)
