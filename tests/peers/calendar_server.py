"""A calendar server on loopback: it knows what it last gave (ETag, Last-Modified), and can be slow, broken or gone.

calendar_server.publish(calendar(days("20261224", "20261227")))
fetch(calendar_server.url)
calendar_server.breaks(500)
"""

import hashlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

PATH = "/private-1234/basic.ics"


@dataclass
class CalendarServer:
    port: int = 0
    content: bytes = b""
    etag: str = ""
    last_modified: str = ""
    status: int = 200
    location: str = ""
    drip: float = 0.0
    answered: list[int] = field(default_factory=list)
    """The status of each answer, in order."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def publish(self, content: bytes, *, knows_etags: bool = True, knows_dates: bool = False) -> None:
        """Give this from now on."""
        self.content, self.status, self.location = content, 200, ""
        self.etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"' if knows_etags else ""
        self.last_modified = formatdate(len(content) * 86_400, usegmt=True) if knows_dates else ""

    def breaks(self, status: int) -> None:
        """Answer with an error; 0 hangs up."""
        self.status = status

    def redirects(self, location: str) -> None:
        self.status, self.location = 302, location

    def has(self, headers: Any) -> bool:
        """Whether the reader has what would be given."""
        return bool(
            (self.etag and headers.get("If-None-Match") == self.etag)
            or (self.last_modified and headers.get("If-Modified-Since") == self.last_modified)
        )


def _handler(server: CalendarServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = 404 if self.path.partition("?")[0] != PATH else server.status
            if status == 200 and server.has(self.headers):
                status = 304
            server.answered.append(status)
            if status == 0:
                return
            body = server.content if status == 200 else b"" if status in {304, 302} else b"<html>Error</html>"
            self.send_response(status)
            for name, value in (
                ("ETag", server.etag),
                ("Last-Modified", server.last_modified),
                ("Location", server.location),
            ):
                if value:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self._send(body)

        def _send(self, body: bytes) -> None:
            try:
                for piece in [body[i : i + 1] for i in range(len(body))] if server.drip else [body]:
                    self.wfile.write(piece)
                    time.sleep(server.drip)
            except OSError:
                pass  # the reader had enough

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture
def calendar_server(settings: Any) -> Iterator[CalendarServer]:
    """One that Frontline may ask, though it is on this machine."""
    playing = CalendarServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(playing))
    server.daemon_threads = True
    playing.port = server.server_port
    settings.HTTP_ALLOWED_HOSTS = [playing.host]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield playing
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
