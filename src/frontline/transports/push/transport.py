"""Telling in the browser: Web Push (RFC 8030), encrypted for the browser (RFC 8291), signed by us (RFC 8292).

py-vapid makes the signature and http-ece the encryption; the requests go through our door for outbound HTTP, because
the addresses come from browsers, which is to say from anybody who is signed in.
"""

import json
import os
from collections.abc import Collection, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings

from frontline.kernel import clock, http
from frontline.notify import kinds
from frontline.notify.models import Notice
from frontline.notify.transport import PermanentFailure, SettingsFault, TemporaryFailure, Undelivered
from frontline.people.models import Teammate
from frontline.transports.push import keys, subscribing
from frontline.transports.push.models import Browser

WITHIN = 15.0  # seconds
KEPT_FOR = timedelta(days=1)  # how long the service holds it for a browser that is shut
LONGEST_TEXT = 600  # characters; with all the rest far below the 3,993 bytes that RFC 8291 lets through


class Gone(Exception):
    """That browser takes no more."""


class PushTransport:
    """To every browser in which the teammate has said so."""

    name = "push"
    label = "In the browser"
    panel = "transports/push/panel.html"

    def reaches(self, teammates: Collection[Teammate]) -> set[int]:
        return set(Browser.objects.filter(teammate__in=teammates).values_list("teammate_id", flat=True))

    def shown(self, teammate: Teammate) -> Mapping[str, object]:
        return {"browsers": list(Browser.objects.filter(teammate=teammate)), "public_key": keys.public_key()}

    def send(self, notice: Notice, teammate: Teammate) -> str:
        """Told once one browser has it. Browsers that are gone are forgotten; PermanentFailure if none is left.

        Raises TemporaryFailure, SettingsFault too.
        """
        browsers = list(Browser.objects.filter(teammate=teammate))
        content, taken, failures = payload(notice), 0, list[Undelivered]()
        for browser in browsers:
            try:
                post(browser, notice, content)
                taken += 1
            except Gone as gone:
                subscribing.unsubscribe(teammate, browser.pk, by="Frontline", why=str(gone))
            except Undelivered as failure:
                failures.append(failure)
        if taken:
            return f"Taken for {taken} of {len(browsers)} browsers."
        if failures:
            raise failures[0]
        raise PermanentFailure(
            "No browser of yours takes notices any more (404 or 410 from its push service)."
        )


def payload(notice: Notice) -> bytes:
    """What the service worker (static/push/worker.js) shows. `tag` replaces a second copy instead of showing both."""
    said = {
        "title": notice.subject,
        "body": notice.text[:LONGEST_TEXT],
        "url": notice.address or "/notices",
        "tag": topic(notice),
    }
    return json.dumps(said, ensure_ascii=False).encode()


def topic(notice: Notice) -> str:
    """Always the same for a notice: 32 letters of Base64url at most (RFC 8030, 5.4)."""
    return f"notice-{notice.pk}-{int(notice.at.timestamp()):x}"[:32]


def post(browser: Browser, notice: Notice, content: bytes) -> None:
    """Raises Gone, TemporaryFailure, SettingsFault."""
    headers = {
        **_signed(browser.endpoint),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(KEPT_FOR.total_seconds())),
        "Topic": topic(notice),
        "Urgency": "high" if kinds.find(notice.kind).is_urgent else "normal",
    }
    sealed = encrypted(content, browser)
    try:
        answer = http.send(
            "POST", browser.endpoint, headers=headers, content=sealed, within=WITHIN, most=100_000
        )
    except http.NotAllowed as refused:
        raise Gone(refused.sentence) from refused
    except http.Trouble as trouble:
        raise TemporaryFailure(trouble.sentence) from trouble
    _judge(answer)


def encrypted(content: bytes, browser: Browser) -> bytes:
    """One record of aes128gcm (RFC 8188) under a key agreed on with the browser (RFC 8291)."""
    import http_ece
    from cryptography.hazmat.primitives.asymmetric import ec

    sealed: bytes = http_ece.encrypt(
        content,
        salt=os.urandom(16),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=subscribing.decoded(browser.p256dh),
        auth_secret=subscribing.decoded(browser.auth),
        version="aes128gcm",
    )
    return sealed


def _signed(endpoint: str) -> dict[str, str]:
    """The Authorization header for that push service (RFC 8292, 2): who we are, for twelve hours."""
    parts, ours = urlsplit(endpoint), urlsplit(settings.PUBLIC_URL)
    lead = Teammate.objects.filter(role="lead", is_active=True).order_by("pk").first()
    https = f"https://{ours.hostname}"
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((clock.now() + timedelta(hours=12)).timestamp()),
        "sub": https if ours.scheme == "https" or lead is None else f"mailto:{lead.email}",
    }
    signed: dict[str, str] = keys.signer().sign(claims)
    return signed


def _judge(answer: http.Response) -> None:
    said = f"HTTP {answer.status}: {' '.join(answer.text.split())[:200]}".rstrip(": ")
    if 200 <= answer.status < 300:
        return
    if answer.status in {404, 410}:  # RFC 8030, 7.3: expired, or the person has taken it back
        raise Gone(said)
    if answer.status in {400, 401, 403, 413}:
        raise SettingsFault(f"The push service refuses us, not the browser: {said}")
    after = answer.headers.get("retry-after", "")
    is_whole = after.isascii() and after.isdigit()
    raise TemporaryFailure(said, timedelta(seconds=int(after[:9])) if is_whole else None)
