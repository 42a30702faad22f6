"""Slack's Web API on loopback, as far as telling goes: tokens, users.lookupByEmail, chat.postMessage, rate limits.

https://docs.slack.dev/apis/web-api/ : always HTTP 200 with {"ok": ...}, but for 429 with Retry-After and 5xx.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.peers.http_peer import Answer, HttpPeer, Request, running

ID = "U0MIA"


@dataclass
class SlackApi:
    """`users`: ids by address. `errors`: of each method, answered instead. `limited`: Retry-After of a 429."""

    peer: HttpPeer
    token: str = "xoxb-the-bots-own-token"
    users: dict[str, str] = field(default_factory=lambda: {"mia@acme.example": ID})
    errors: dict[str, str] = field(default_factory=dict)
    limited: int | None = None
    status: int = 200
    posted: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, request: Request) -> Answer:
        method = request.path.partition("?")[0].removeprefix("/api/")
        if self.limited is not None:
            return _said({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(self.limited)})
        if self.status != 200:
            return Answer(self.status, b"<html>upstream</html>")
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return _refused("invalid_auth")
        if method in self.errors:
            return _refused(self.errors[method])
        if method == "users.lookupByEmail":
            return self._looked_up(_arguments(request).get("email", ""))
        if method == "chat.postMessage":
            return self._post(_arguments(request))
        return _refused("unknown_method")

    def _looked_up(self, address: str) -> Answer:
        if address not in self.users:
            return _refused("users_not_found")
        return _said(
            {"ok": True, "user": {"id": self.users[address], "name": address.split("@", maxsplit=1)[0]}}
        )

    def _post(self, said: dict[str, Any]) -> Answer:
        if said.get("channel") not in self.users.values():
            return _refused("channel_not_found")
        if not said.get("text") and not said.get("blocks"):
            return _refused("no_text")
        self.posted.append(said)
        return _said({"ok": True, "channel": "D024", "ts": f"1503435956.{len(self.posted):06}"})


def _arguments(request: Request) -> dict[str, Any]:
    """As JSON, or as a form (with nested values as JSON), or in the address: Slack takes all three."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return dict(request.json())
    query = request.path.partition("?")[2] or request.body.decode()
    return {name: values[0] for name, values in parse_qs(query).items()}


def _refused(code: str) -> Answer:
    return _said({"ok": False, "error": code})


def _said(body: object, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    said = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    return Answer(status, json.dumps(body).encode(), said)


@pytest.fixture
def slack_api(settings) -> Iterator[SlackApi]:
    with running() as peer:
        made = SlackApi(peer)
        peer.answering = made.answer
        settings.SLACK_URL, settings.SLACK_TOKEN = peer.url, made.token
        settings.HTTP_ALLOWED_HOSTS = [*settings.HTTP_ALLOWED_HOSTS, f"127.0.0.1:{peer.port}"]
        yield made
