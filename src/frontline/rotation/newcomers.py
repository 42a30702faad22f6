"""Newcomers: who is to take turns and never had one, and whose shift they could ride along with before."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from frontline.kernel import clock
from frontline.people.models import Teammate
from frontline.rotation.duties import ON_CALL
from frontline.rotation.lining_up import From, Members, add_lineup, slot_from
from frontline.rotation.models import Layer, LineupMember, LoggedShift, Rotation, Shadow
from frontline.rotation.plan.final import FinalDuty, FinalShift, final_shifts
from frontline.rotation.plan.loading import load
from frontline.rotation.plan.slots import begins, slot_at
from frontline.rotation.riding import ride_along

LOOKED_AHEAD = timedelta(weeks=52)


class Ride(NamedTuple):
    """A newcomer, whose shift is the last before their own first, and when both begin."""

    newcomer: Teammate
    beside: tuple[str, ...]
    beside_ids: tuple[int, ...]
    from_at: datetime
    first_at: datetime


def rides_before(layer: Layer, members: Members, *, starts: From, by: Teammate) -> list[Ride]:
    """With a new order: for each whom it adds and who never had a turn, the ride before it. Changes nothing."""
    lined_up = LineupMember.objects.filter(lineup__layer__rotation=layer.rotation_id)
    known = set(lined_up.values_list("teammate", flat=True))
    added = [one for together in members for one in together if one.pk not in known]
    if not added:
        return []
    with transaction.atomic():
        add_lineup(layer, slot_from(layer, starts, clock.now()), members, why="", by=by)
        found = rides(layer.rotation, added)
        transaction.set_rollback(True)
    return found


def rides(rotation: Rotation, members: Sequence[Teammate]) -> list[Ride]:
    """As the plan stands. Who has no shift ahead, or nobody's before it, or rides along already, is left out."""
    new = newcomers(rotation, members)
    if not new:
        return []
    now = clock.now().replace(microsecond=0)
    shifts = final_shifts(now, now + LOOKED_AHEAD, only=[rotation.pk], plan=load())[rotation.pk]
    return [ride for one in new if (ride := _ride(rotation, one, shifts, now))]


def let_ride(rotation: Rotation, ride: Ride, *, by: Teammate) -> Shadow:
    """Raises Invalid, ForLeads."""
    beside = Teammate.objects.filter(pk__in=ride.beside_ids).first() if len(ride.beside_ids) == 1 else None
    return ride_along(rotation, ride.newcomer, from_at=ride.from_at, beside=beside, by=by)


def newcomers(rotation: Rotation, members: Collection[Teammate]) -> list[Teammate]:
    """Those who were never on call in it, nor have said to ride along."""
    ids = [one.pk for one in members]
    had = LoggedShift.objects.filter(rotation=rotation, role=ON_CALL, teammate__in=ids)
    rode = Shadow.objects.filter(rotation=rotation, revoked_at=None, teammate__in=ids)
    known = {*had.values_list("teammate", flat=True), *rode.values_list("teammate", flat=True)}
    known |= _on_since(rotation)
    return list({one.pk: one for one in members if one.pk not in known}.values())


def _on_since(rotation: Rotation) -> set[int]:
    """Who was on since the log was written last, and who is on now."""
    until_at = clock.now().replace(microsecond=0) + timedelta(seconds=1)
    if rotation.frozen_until >= until_at:
        return set()
    shifts = final_shifts(rotation.frozen_until, until_at, only=[rotation.pk], plan=load())[rotation.pk]
    return {duty.person.pk for shift in shifts for duty in shift.on if duty.is_on_call}


def _ride(rotation: Rotation, one: Teammate, shifts: Sequence[FinalShift], now: datetime) -> Ride | None:
    first = next((n for n, s in enumerate(shifts) if any(d.person.pk == one.pk for d in _on(s))), 0)
    before = next((shift for shift in reversed(shifts[:first]) if _on(shift)), None)
    if before is None:
        return None
    on = _on(before)
    from_at = begins(rotation, slot_at(rotation, max(before.from_at, now)))
    return Ride(
        one,
        tuple(duty.person.first_name for duty in on),
        tuple(duty.person.pk for duty in on),
        from_at,
        shifts[first].from_at,
    )


def _on(shift: FinalShift) -> list[FinalDuty]:
    return [duty for duty in shift.on if duty.is_on_call]
