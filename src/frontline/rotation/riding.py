"""Riding along: a newcomer's first shifts, beside somebody who knows. They see everything and are never paged."""

from datetime import datetime

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from frontline.rotation import events
from frontline.rotation.allowing import only_active, only_leads
from frontline.rotation.models import Rotation, Shadow
from frontline.rotation.plan.changing import changing
from frontline.rotation.plan.slots import begins, slot_at

MOST = 26


def ride_along(
    rotation: Rotation,
    teammate: Teammate,
    *,
    from_at: datetime | None = None,
    shifts: int = 1,
    beside: Teammate | None = None,
    by: Teammate,
) -> Shadow:
    """`teammate` rides along for `shifts` shifts, from the one at `from_at` on (left out: the next one).

    Raises Invalid, ForLeads.
    """
    if teammate != by:
        only_leads(by, "let others ride along")
    only_active(teammate)
    if rotation.is_derived:
        raise Invalid("Ride along in a rotation with turns of its own.")
    if not 1 <= shifts <= MOST:
        raise Invalid(f"One to {MOST} shifts.")
    if beside == teammate:
        raise Invalid("Nobody rides along with themselves.")
    with changing() as at:
        slot = slot_at(rotation, from_at) if from_at else slot_at(rotation, at) + 1
        if begins(rotation, slot + shifts) <= at:
            raise Invalid("That is past, and the past does not change.")
        made = Shadow.objects.create(
            rotation=rotation,
            teammate=teammate,
            from_slot=slot,
            shifts=shifts,
            beside=beside,
            made_by=by,
            made_at=clock.now(),
        )
        record(
            events.RIDES_ALONG,
            events.subject(rotation.pk),
            by=by,
            shadow=made.pk,
            teammate=teammate.pk,
            from_at=begins(rotation, slot).isoformat(),
            shifts=shifts,
        )
    return made


def stop_riding(shadow: Shadow, *, by: Teammate) -> None:
    """No more from now on. Again: changes nothing. Raises ForLeads."""
    if shadow.teammate_id != by.pk:
        only_leads(by, "end others' riding along")
    with changing() as at:
        if Shadow.objects.filter(pk=shadow.pk, revoked_at=None).update(revoked_at=at):
            record(
                events.RIDES_NO_MORE,
                events.subject(shadow.rotation_id),
                by=by,
                shadow=shadow.pk,
                teammate=shadow.teammate_id,
            )


def shadow_of(pk: int) -> Shadow:
    """Raises Absent."""
    found = Shadow.objects.select_related("rotation", "teammate").filter(pk=pk).first()
    if found is None:
        raise Absent("Nobody rides along there.")
    return found
