"""A browser takes notices from now on, or no more."""

import re
from base64 import urlsafe_b64decode

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.notify.switching import readdress
from frontline.people.models import Teammate
from frontline.transports.push.models import Browser

MOST = 10  # browsers of one teammate; the oldest give way


class NoSubscription(Refusal):
    """That is not what a browser gives for a subscription."""

    code = "no_subscription"


@transaction.atomic
def subscribe(teammate: Teammate, *, endpoint: str, p256dh: str, auth: str, agent: str, by: Teammate) -> None:
    """Keep what the browser's PushSubscription says. Who signs in to the same browser next takes it over.

    Raises NoSubscription.
    """
    if not endpoint.startswith("https://") or len(endpoint) > 1000 or not _are_keys(p256dh, auth):
        raise NoSubscription(
            "The browser gave no subscription that can be used. Try again, or another browser."
        )
    said = {"teammate": teammate, "p256dh": p256dh, "auth": auth}
    defaults = {**said, "label": named(agent), "added_at": clock.now()}
    _, is_new = Browser.objects.update_or_create(endpoint=endpoint, defaults=said, create_defaults=defaults)
    if is_new:
        record("notices.browser_added", ("teammate", teammate.pk), by=by, browser=named(agent))
        readdress(teammate, "push", by=by)
    kept = Browser.objects.filter(teammate=teammate).order_by("-id")[:MOST].values("pk")
    Browser.objects.filter(teammate=teammate).exclude(pk__in=kept).delete()


@transaction.atomic
def unsubscribe(teammate: Teammate, browser_id: int, *, by: Teammate | str, why: str = "") -> None:
    """Forget one of `teammate`'s browsers. Doing it again changes nothing."""
    found = Browser.objects.filter(teammate=teammate, pk=browser_id).first()
    if found:
        found.delete()
        record(
            "notices.browser_removed", ("teammate", teammate.pk), by=by, why=why[:500], browser=found.label
        )


def named(agent: str) -> str:
    """A few words for a User-Agent header: "Firefox on Linux"."""
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for word, name in browsers if word in agent), "A browser")
    system = next((f" on {name}" for word, name in systems if word in agent), "")
    return browser + system


def _are_keys(p256dh: str, auth: str) -> bool:
    """A point of P-256, uncompressed (RFC 8291, 2.1), and 16 bytes."""
    if not (re.fullmatch(r"[\w-]{80,100}=?", p256dh) and re.fullmatch(r"[\w-]{16,30}={0,2}", auth)):
        return False
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(p256dh))
        return len(decoded(auth)) == 16
    except ValueError:
        return False


def decoded(text: str) -> bytes:
    """Base64url, with or without padding."""
    bare = text.rstrip("=")
    return urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
