"""The web part: uvicorn over config/asgi.py."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn

from frontline.config import ports
from frontline.config.processes import Part
from frontline.config.settings import env

FINISH_WITHIN = 10  # seconds for requests under way


class _Server(uvicorn.Server):
    """Signals are handled for all parts together (config/processes.py)."""

    def __init__(self, config: uvicorn.Config, ready: asyncio.Event) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def part(sockets: list[socket.socket]) -> Part:
    """Serve on `sockets`, bound before; after a death of the part, on new ones."""
    remaining = [sockets]

    async def serve(stop: asyncio.Event, ready: asyncio.Event) -> None:
        given = remaining.pop() if remaining else ports.listen(env.host, env.port, "FRONTLINE_PORT")
        await _serve(given, stop, ready)

    return Part("web", serve)


async def _serve(sockets: list[socket.socket], stop: asyncio.Event, ready: asyncio.Event) -> None:
    from frontline.config.asgi import application
    from frontline.events import stream

    server = _Server(
        uvicorn.Config(
            application,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=env.behind_proxy,
            forwarded_allow_ips="*" if env.behind_proxy else None,
            timeout_graceful_shutdown=FINISH_WITHIN,
            timeout_keep_alive=75,
        ),
        ready,
    )
    serving = asyncio.create_task(server.serve(sockets))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    stream.close_all()
    server.should_exit = True
    await serving
