"""Somebody's receiver of webhooks, as Standard Webhooks asks of one: it checks the signature and the time, and knows
what it has seen. Written from the specification, without our own code."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from frontline.kernel import clock
from tests.peers.http_peer import Answer, HttpPeer, Request, running

TOLERANCE = 300  # seconds


@dataclass
class WebhookReceiver:
    """`status` is answered to what is signed rightly; `seen` are ids, with how often each came."""

    peer: HttpPeer
    secret: str = ""
    status: int = 204
    words: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    taken: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.peer.url}/hook"

    def answer(self, request: Request) -> Answer:
        if not self.is_genuine(request):
            return Answer(401, b"bad signature")
        if self.status >= 300:
            return Answer(self.status, self.words, self.headers)
        identity = request.headers["webhook-id"]
        self.seen[identity] = self.seen.get(identity, 0) + 1
        self.taken.append(request)
        return Answer(self.status)

    def is_genuine(self, request: Request) -> bool:
        head = request.headers
        timestamp = head.get("webhook-timestamp", "0")
        if abs(clock.now().timestamp() - int(timestamp)) > TOLERANCE:
            return False
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        signed = b".".join([head.get("webhook-id", "").encode(), timestamp.encode(), request.body])
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        given = [each.partition(",") for each in head.get("webhook-signature", "").split(" ")]
        return any(version == "v1" and hmac.compare_digest(one, expected) for version, _, one in given)


@pytest.fixture
def webhook_receiver(settings) -> Iterator[WebhookReceiver]:
    with running() as peer:
        made = WebhookReceiver(peer)
        peer.answering = made.answer
        settings.HTTP_ALLOWED_HOSTS = [*settings.HTTP_ALLOWED_HOSTS, f"127.0.0.1:{peer.port}"]
        yield made
