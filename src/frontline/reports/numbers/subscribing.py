"""Who gets the week by mail: leads, unless they don't want it, and whoever else does."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from frontline.events.recording import record
from frontline.people.models import Role, Teammate
from frontline.reports.numbers.models import Subscription

SUBSCRIBED = "teammate.subscribed_to_numbers"
UNSUBSCRIBED = "teammate.unsubscribed_from_numbers"


def is_subscribed(teammate: Teammate) -> bool:
    """What they chose; else whether they are a lead."""
    chosen = Subscription.objects.filter(teammate=teammate).values_list("is_on", flat=True).first()
    return teammate.is_lead if chosen is None else chosen


def subscribe(teammate: Teammate, *, is_on: bool, by: Teammate) -> None:
    """Choose it for oneself. Again changes nothing."""
    with transaction.atomic():
        if is_subscribed(teammate) == is_on:
            return
        Subscription.objects.update_or_create(teammate=teammate, defaults={"is_on": is_on})
        record(SUBSCRIBED if is_on else UNSUBSCRIBED, ("teammate", teammate.pk), by=by)


def subscribers() -> list[Teammate]:
    """The active ones, by id."""
    chosen = Subscription.objects.filter(teammate=OuterRef("pk"))
    wanted = Q(Exists(chosen.filter(is_on=True))) | Q(~Exists(chosen), role=Role.LEAD)
    return list(Teammate.objects.filter(wanted, is_active=True).order_by("pk"))
