"""PagerDuty's REST API v2 on loopback, as far as schedules go: tokens, the media type, classic pagination, rate limits.

https://developer.pagerduty.com/docs/ (authentication, pagination, errors, rate limits) and its API reference.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

ACCEPT = "application/vnd.pagerduty+json;version=2"


@dataclass
class PagerDuty:
    """`limited`: how many requests are answered with 429 before the next; `reset`: its header, None for none."""

    token: str = "pd-token"
    schedules: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: list[dict[str, Any]] = field(default_factory=list)
    page: int = 100
    limited: int = 0
    reset: str | None = "0"
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, path: str, query: Mapping[str, str], headers: Mapping[str, str]) -> tuple[int, Any]:
        if headers.get("authorization") != f"Token token={self.token}":
            return 401, _error("Authentication failed", 2006)
        if headers.get("accept") != ACCEPT:
            return 400, _error("Arguments Caused Error", 2002)
        if self.limited:
            self.limited -= 1
            return 429, _error("Rate Limit Exceeded", 2020)
        parts = path.strip("/").split("/")
        if parts == ["users"]:
            return 200, self._listed("users", self.users, query)
        if parts == ["schedules"]:
            listing = [{"id": id, "type": "schedule", **_brief(each)} for id, each in self.schedules.items()]
            return 200, self._listed("schedules", listing, query)
        if len(parts) == 2 and parts[0] == "schedules" and parts[1] in self.schedules:
            return 200, {"schedule": _cut(self.schedules[parts[1]], query)}
        return 404, _error("Not Found", 2100)

    def _listed(self, name: str, everything: list[Any], query: Mapping[str, str]) -> dict[str, Any]:
        limit, offset = min(int(query.get("limit", 25)), self.page), int(query.get("offset", 0))
        page = everything[offset : offset + limit]
        more = offset + limit < len(everything)
        return {name: page, "limit": limit, "offset": offset, "more": more, "total": None}


def _brief(schedule: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": schedule["name"], "summary": schedule["name"], "time_zone": schedule["time_zone"]}


def _cut(schedule: dict[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
    """Entries are rendered for `since` to `until`, and cut there (without `overflow`); without both there are none."""
    found = dict(schedule)
    for key in ("overrides_subschedule", "final_schedule"):
        entries = schedule.get(key, {}).get("rendered_schedule_entries", [])
        kept = []
        if "since" in query and "until" in query:
            since, until = query["since"], query["until"]
            kept = [
                {**each, "start": max(each["start"], since), "end": min(each["end"], until)}
                for each in entries
                if each["start"] < until and each["end"] > since
            ]
        found[key] = {"rendered_schedule_entries": kept}
    return found


def _error(message: str, code: int) -> dict[str, Any]:
    return {"error": {"message": message, "code": code}}


@contextmanager
def serving(answer: Any) -> Iterator[int]:
    """A server on a free port; `answer(path, query, headers)` gives status, headers and a JSON value."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(address.query).items()}
            told = {name.lower(): value for name, value in self.headers.items()}
            status, headers, value = answer(address.path, query, told)
            body = json.dumps(value).encode()
            self.send_response(status)
            for name, header in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, header)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


@pytest.fixture
def pagerduty() -> Iterator[PagerDuty]:
    peer = PagerDuty()

    def answer(
        path: str, query: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[int, dict[str, str], Any]:
        peer.asked.append(path)
        status, value = peer.answer(path, query, headers)
        limits = {"ratelimit-reset": peer.reset} if status == 429 and peer.reset is not None else {}
        return status, limits, value

    with serving(answer) as port:
        peer.port = port
        yield peer
