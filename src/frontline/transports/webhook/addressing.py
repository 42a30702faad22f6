"""Giving, changing and taking away the address that notices are posted to."""

import secrets

import httpx
from django.db import transaction

from frontline.events.recording import record
from frontline.kernel.refusal import Refusal
from frontline.notify.switching import readdress
from frontline.people.models import Teammate
from frontline.transports.webhook.models import Webhook


class NoAddress(Refusal):
    """That is nothing we could post to."""

    code = "no_address"


class LeadsOnly(Refusal):
    """What is posted for all is the leads' to decide."""

    code = "leads_only"
    status = 403


@transaction.atomic
def address(teammate: Teammate | None, url: str, *, by: Teammate) -> None:
    """Post to `url` from now on; empty: no more. None as teammate is the workspace's address, for leads alone.

    Another address has another secret. Raises NoAddress, LeadsOnly.
    """
    if teammate is None and not by.is_lead:
        raise LeadsOnly("Only leads can say where everybody's notices are posted to.")
    url = url.strip()
    before = Webhook.objects.select_for_update().filter(teammate=teammate).first()
    if (before.url if before else "") == url:
        return
    if url:
        _check(url)
        said = {"url": url, "salt": secrets.token_urlsafe(24)}
        Webhook.objects.update_or_create(teammate=teammate, defaults=said)
    elif before:
        before.delete()
    if teammate:
        readdress(teammate, "webhook", by=by)
    subject = ("teammate", teammate.pk) if teammate else ("workspace", 1)
    host = httpx.URL(url).host if url else ""
    record("notices.webhook_changed", subject, by=by, host=host)


def _check(url: str) -> None:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        parsed = httpx.URL("")
    if parsed.scheme not in {"http", "https"} or not parsed.host or len(url) > 500:
        raise NoAddress("Give a whole address, such as https://example.com/hooks/frontline.")
