"""The hand-off of a shift: made when it is first needed, and kept true while the shift may still change hands."""

from django.db import transaction

from frontline.events.recording import record
from frontline.handoffs import events
from frontline.handoffs.models import Handoff
from frontline.handoffs.shifts import Shift


@transaction.atomic
def handoff_for(shift: Shift) -> Handoff:
    """The hand-off at the end of that shift; one per shift, whoever asks first."""
    said = {
        "to_teammate_id": shift.taker.pk if shift.taker else None,
        "since_at": shift.since_at,
        "at": shift.at,
        "begins_at": shift.begins_at,
    }
    found = _same(shift)
    if found is None:
        found, is_new = Handoff.objects.get_or_create(
            rotation_id=shift.rotation.pk,
            from_teammate_id=shift.giver.pk,
            at=shift.at,
            defaults={key: value for key, value in said.items() if key != "at"},
        )
        if is_new:
            record(events.PREPARED, events.subject(found.pk), by="Frontline")
    elif found.given_at is None and any(getattr(found, key) != value for key, value in said.items()):
        for key, value in said.items():
            setattr(found, key, value)
        found.save(update_fields=[key.removesuffix("_id") for key in said])
    return found


def _same(shift: Shift) -> Handoff | None:
    """The one for this shift, also if its end has moved meanwhile."""
    theirs = Handoff.objects.select_for_update(of=("self",)).filter(
        rotation_id=shift.rotation.pk, from_teammate_id=shift.giver.pk
    )
    return theirs.filter(since_at__lt=shift.at, at__gt=shift.since_at).order_by("id").first()
