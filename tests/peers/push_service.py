"""A push service and the browsers behind it (RFC 8030): it checks who we are (RFC 8292), and the browser opens what
was sealed for it (RFC 8291)."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from frontline.kernel import clock
from tests.peers.http_peer import Answer, HttpPeer, Request, running


@dataclass
class PlayedBrowser:
    """One subscription. `status`: what the service answers for it."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))
    status: int = 201
    words: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    shown: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """(topic, what the service worker got)"""

    @property
    def p256dh(self) -> str:
        return encoded(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    @property
    def auth(self) -> str:
        return encoded(self.secret)


@dataclass
class PushService:
    peer: HttpPeer
    public_key: str = ""
    """The key that the browsers subscribed to: any other is refused with 403."""
    browsers: dict[str, PlayedBrowser] = field(default_factory=dict)

    def subscribe(self) -> PlayedBrowser:
        path = f"/push/{len(self.browsers)}"
        self.browsers[path] = PlayedBrowser(self.peer.url + path)
        return self.browsers[path]

    def answer(self, request: Request) -> Answer:
        browser = self.browsers.get(request.path)
        if browser is None:
            return Answer(404, b"no such subscription")
        if not self._knows(request.headers.get("authorization", "")):
            return Answer(403, b"invalid JWT provided")
        if (
            request.headers.get("content-encoding") != "aes128gcm"
            or not request.headers.get("ttl", "").isdigit()
        ):
            return Answer(400, b"missing TTL or wrong encoding")
        if len(request.body) > 4096:
            return Answer(413, b"too large")
        if browser.status >= 300:
            return Answer(browser.status, browser.words, browser.headers)
        opened = http_ece.decrypt(
            request.body, private_key=browser.key, auth_secret=browser.secret, version="aes128gcm"
        )
        browser.shown.append((request.headers["topic"], json.loads(opened)))
        return Answer(201, headers={"Location": f"{self.peer.url}/message/{len(browser.shown)}"})

    def _knows(self, authorization: str) -> bool:
        """RFC 8292, 2 and 4: signed by the key subscribed to, for this service, for no more than a day."""
        if not Vapid02.verify(authorization):
            return False
        parts = dict(part.strip().split("=", 1) for part in authorization.removeprefix("vapid ").split(","))
        body = parts["t"].split(".")[1]
        claims = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        left = claims["exp"] - clock.now().timestamp()
        is_somebody = claims["sub"].startswith(("mailto:", "https:"))
        return (
            parts["k"] == self.public_key
            and claims["aud"] == self.peer.url
            and 0 < left <= 86400
            and is_somebody
        )


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.fixture
def push_service(settings) -> Iterator[PushService]:
    with running() as peer:
        made = PushService(peer)
        peer.answering = made.answer
        settings.HTTP_ALLOWED_HOSTS = [*settings.HTTP_ALLOWED_HOSTS, f"127.0.0.1:{peer.port}"]
        yield made
