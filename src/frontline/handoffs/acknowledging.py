"""The next hero says that they have read it."""

from django.db import transaction

from frontline.events.recording import record
from frontline.handoffs import events
from frontline.handoffs.models import Handoff
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate


class NotNext(Refusal):
    """Only who takes over can say that they have read it."""

    code = "not_next"
    status = 403


class TooEarly(Refusal):
    """It is not yet what will be handed over."""

    code = "too_early"


@transaction.atomic
def acknowledge(handoff: Handoff, *, by: Teammate) -> Handoff:
    """Once; again changes nothing. Raises NotNext, TooEarly before the shift has begun."""
    fresh = Handoff.objects.select_for_update(of=("self",)).select_related("to_teammate").get(pk=handoff.pk)
    if fresh.to_teammate_id != by.pk:
        whose = fresh.to_teammate.name if fresh.to_teammate else "nobody yet"
        raise NotNext(f"The next shift is {whose}'s: only they can say that they have read it.")
    if fresh.given_at is None:
        raise TooEarly(
            "The shift before yours still runs, so this may change. Read it again when yours has begun."
        )
    if fresh.acknowledged_at is None:
        fresh.acknowledged_at, fresh.acknowledged_by = clock.now(), by
        fresh.save(update_fields=["acknowledged_at", "acknowledged_by"])
        record(events.ACKNOWLEDGED, events.subject(fresh.pk), by=by)
    return fresh
