"""Webhooks: what Stripe says has changed is kept first, and asked about afterwards."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.tiers import matching
from frontline.tiers.keeping import forget_older, keep_accounts, keep_agreements
from frontline.tiers.models import Account, Notice, Source
from frontline.tiers.settling import settle


class NotSigned(Refusal):
    """Not Stripe's signature, or one that is too old (https://docs.stripe.com/webhooks#verify-manually)."""

    code = "not_signed"
    status = 400


def check_signature(payload: bytes, header: str) -> None:
    """Raises NotSigned."""
    import stripe  # takes a third of a second, once in a process that is sent such things

    try:
        stripe.WebhookSignature.verify_header(
            payload, header, settings.STRIPE_WEBHOOK_SECRET, stripe.Webhook.DEFAULT_TOLERANCE
        )
    except (stripe.SignatureVerificationError, UnicodeDecodeError) as error:
        raise NotSigned("This does not bear Stripe's signature, or an old one.") from error


def take_in(event: Mapping[str, Any]) -> Notice | None:
    """Keep an event about a customer or a subscription, with the job that asks what is new; others are let be.

    The same event again is the same notice.
    """
    from frontline.tiers import jobs

    about = _about(event)
    if not about:
        return None
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(
            source=Source.STRIPE,
            external_id=str(event["id"])[:255],
            defaults={"kind": str(event.get("type", ""))[:80], "about": about, "received_at": clock.now()},
        )
        if is_new:
            jobs.look_at_customer_soon(about)
    return notice


def look_at(customer: str) -> None:
    """Ask Stripe what this customer has now, and decide their company anew. Raises SourceTrouble, Trouble.

    Any number of times: it is what Stripe says now that counts, in whatever order its notices came.
    """
    from frontline.tiers.sources.from_stripe import StripeReader

    asked_at = clock.now()
    found = StripeReader().one(customer)
    with transaction.atomic():
        before = _companies(customer)
        if found is None:
            Account.objects.filter(source=Source.STRIPE, external_id=customer, read_at__lte=asked_at).delete()
        else:
            account, agreements = found
            kept = keep_accounts(Source.STRIPE, [account], asked_at=asked_at)
            keep_agreements(kept, agreements, asked_at=asked_at)
            ids = [row.pk for row in kept.values()]
            forget_older(Source.STRIPE, asked_at, only=ids)
            matching.match(only=ids)
        settle(sorted(before | _companies(customer)), by=Source.STRIPE.label)
        Notice.objects.filter(
            source=Source.STRIPE, about=customer, done_at=None, received_at__lte=asked_at
        ).update(done_at=clock.now())


def _companies(customer: str) -> set[int]:
    rows = Account.objects.filter(source=Source.STRIPE, external_id=customer).exclude(company=None)
    return {pk for pk in rows.values_list("company_id", flat=True) if pk}


def _about(event: Mapping[str, Any]) -> str:
    """The id of the customer whom an event is about, or empty."""
    kind = str(event.get("type") or "")
    data = event.get("data")
    inside = data.get("object") if isinstance(data, Mapping) else None
    if not event.get("id") or not kind.startswith("customer.") or not isinstance(inside, Mapping):
        return ""
    found = inside.get("id") if kind.count(".") == 1 else inside.get("customer")
    return found[:255] if isinstance(found, str) else ""
