"""Setting a company's tier by hand, until a day."""

from datetime import date, timedelta

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.models import Company, Teammate, Tier
from frontline.tiers import events
from frontline.tiers.models import Pin
from frontline.tiers.settling import settle

LONGEST = timedelta(days=366)


@transaction.atomic
def set_by_hand(company: Company, tier: str, until_on: date, *, why: str = "", by: Teammate) -> None:
    """This tier to the end of `until_on` (UTC), whatever the rules say. Raises Invalid."""
    today = clock.now().date()
    if tier not in Tier.values:
        raise Invalid(f"There is no tier {tier[:40]}.")
    if not today <= until_on <= today + LONGEST:
        raise Invalid("Set it until a day from today on, within a year: then the rules decide again.")
    Pin.objects.update_or_create(
        company=company,
        defaults={
            "tier": tier,
            "until_on": until_on,
            "why": why.strip()[:200],
            "set_by": by,
            "set_at": clock.now(),
        },
    )
    record(
        events.SET_BY_HAND,
        events.subject(company.pk),
        by=by,
        why=why.strip()[:200],
        tier=tier,
        until_on=until_on.isoformat(),
    )
    settle([company.pk], by=by)


@transaction.atomic
def let_go(company: Company, *, by: Teammate) -> None:
    """The rules decide again. Again: changes nothing."""
    if Pin.objects.filter(company=company).delete()[0]:
        record(events.LET_GO, events.subject(company.pk), by=by)
        settle([company.pk], by=by)


def expire() -> None:
    """Let the rules decide again where the day is over. Again: changes nothing."""
    over = Pin.objects.filter(until_on__lt=clock.now().date())
    for pk, company in list(over.values_list("pk", "company_id")):
        with transaction.atomic():
            if Pin.objects.filter(pk=pk, until_on__lt=clock.now().date()).delete()[0]:
                record(events.LET_GO, events.subject(company), by=events.BY_RULE, why="The day is over")
                settle([company])
