"""Telling by a signed POST of JSON to an address that a teammate, or a lead for all, has given."""

import json
from collections.abc import Collection, Mapping
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from frontline.kernel import clock, http
from frontline.notify.models import Notice
from frontline.notify.transport import PermanentFailure, SettingsFault, TemporaryFailure
from frontline.people.models import Teammate
from frontline.transports.webhook import signing
from frontline.transports.webhook.models import Webhook

WITHIN = 15.0  # seconds; the standard advises 15 to 30


class WebhookTransport:
    """To a teammate's own address, else to the workspace's."""

    name = "webhook"
    label = "Webhook"
    panel = "transports/webhook/panel.html"

    def reaches(self, teammates: Collection[Teammate]) -> set[int]:
        wanted = Webhook.objects.filter(Q(teammate__in=teammates) | Q(teammate=None))
        found = set(wanted.values_list("teammate_id", flat=True))
        return {each.pk for each in teammates if each.pk in found or None in found}

    def shown(self, teammate: Teammate) -> Mapping[str, object]:
        own, all_of_us = _own(teammate), Webhook.objects.filter(teammate=None).first()
        return {
            "own": own,
            "own_secret": signing.secret_of(own.salt) if own else "",
            "all_of_us": all_of_us,
            "all_secret": signing.secret_of(all_of_us.salt) if all_of_us and teammate.is_lead else "",
            "is_lead": teammate.is_lead,
        }

    def send(self, notice: Notice, teammate: Teammate) -> str:
        """Raises TemporaryFailure, SettingsFault, PermanentFailure."""
        hook = _own(teammate) or Webhook.objects.filter(teammate=None).first()
        if hook is None:
            raise PermanentFailure("No address for webhooks is given any more.")
        try:
            return _post(hook, notice, teammate)
        except PermanentFailure as failure:
            if hook.teammate_id is None:  # not this teammate's to mend
                raise SettingsFault(f"The workspace's webhook: {failure.reason}") from failure
            raise


def body(notice: Notice, teammate: Teammate) -> bytes:
    """What is posted: `type`, `timestamp` and `data`, as the standard proposes."""
    data = {
        "kind": notice.kind,
        "subject": notice.subject,
        "text": notice.text,
        "url": settings.PUBLIC_URL + notice.address if notice.address else None,
        "teammate": {"email": teammate.email, "name": teammate.name},
    }
    whole = {"type": "notice.told", "timestamp": notice.at.isoformat(), "data": data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _post(hook: Webhook, notice: Notice, teammate: Teammate) -> str:
    identity = f"notice_{notice.pk}_{int(notice.at.timestamp() * 1000):x}"
    timestamp, content = int(clock.now().timestamp()), body(notice, teammate)
    headers = {
        "Content-Type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signing.signature(signing.secret_of(hook.salt), identity, timestamp, content),
    }
    try:
        answer = http.send("POST", hook.url, headers=headers, content=content, within=WITHIN, most=100_000)
    except http.NotAllowed as refused:
        raise PermanentFailure(refused.sentence) from refused
    except http.Trouble as trouble:
        raise TemporaryFailure(trouble.sentence) from trouble
    if 200 <= answer.status < 300:
        return f"Taken: HTTP {answer.status}."
    said = f"HTTP {answer.status}: {' '.join(answer.text.split())[:200]}".rstrip(": ")
    if answer.status == 410:  # "410 Gone": the standard's word for "send no more"
        raise PermanentFailure(said)
    raise TemporaryFailure(said, _after(answer.headers.get("retry-after", "")))


def _after(said: str) -> timedelta | None:
    return timedelta(seconds=int(said[:9])) if said.isascii() and said.isdigit() else None


def _own(teammate: Teammate) -> Webhook | None:
    return Webhook.objects.filter(teammate=teammate).first()
