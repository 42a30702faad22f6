"""An HTTP server on loopback that plays a third party: each path answers as it was told, every request is kept.

http_peer.on("POST", "/email", 200, {"ErrorCode": 0, ...})
http_peer.on("GET", "/", 302, headers={"Location": "http://127.0.0.1/x"})
assert http_peer.requests[0].json()["To"] == "ada@northwind.example"
"""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """`status` 0 hangs up without a word; `drip` sends the body one byte at a time, so many seconds apart."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: float = 0.0


@dataclass
class HttpPeer:
    scheme: str = "http"
    host: str = "127.0.0.1"
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    answers: dict[tuple[str, str], list[Answer]] = field(default_factory=dict)
    answering: Callable[[Request], Answer] | None = None
    """For a third party that has a whole protocol: asked instead of `answers`."""

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"

    def on(
        self,
        method: str,
        path: str,
        status: int,
        body: object = b"",
        *,
        headers: Mapping[str, str] | None = None,
        drip: float = 0.0,
    ) -> None:
        """Answer so. Said several times for one path, the answers are given in that order, the last for good."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = {} if isinstance(body, bytes) else {"Content-Type": "application/json"}
        answer = Answer(status, content, {**kind, **(headers or {})}, drip)
        self.answers.setdefault((method, path), []).append(answer)

    def next_answer(self, method: str, path: str) -> Answer:
        waiting = self.answers.get((method, path), [Answer(404, b"nothing here")])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


def _handler(peer: HttpPeer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            peer.requests.append(Request(self.command, self.path, headers, body))
            asked = peer.requests[-1]
            path = self.path.partition("?")[0]
            answer = peer.answering(asked) if peer.answering else peer.next_answer(self.command, path)
            self.close_connection = True
            if not answer.status:
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            try:
                for piece in (
                    [answer.body[i : i + 1] for i in range(len(answer.body))]
                    if answer.drip
                    else [answer.body]
                ):
                    self.wfile.write(piece)
                    time.sleep(answer.drip)
            except OSError:
                pass  # the other side had enough

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):  # how BaseHTTPRequestHandler asks for each method
                return self._answer
            raise AttributeError(name)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[HttpPeer]:
    """A peer on a free port, until the block ends."""
    peer = HttpPeer(scheme="https" if tls else "http")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(peer))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    peer.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield peer
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


@pytest.fixture
def http_peer() -> Iterator[HttpPeer]:
    with running() as peer:
        yield peer
