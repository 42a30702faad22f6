"""Who is on now, and who is next: what the header of every page shows. Worked out once for each change of the plan."""

import threading
from bisect import bisect_right
from datetime import datetime, timedelta
from typing import NamedTuple

from frontline.kernel import clock
from frontline.rotation.plan.current import recent
from frontline.rotation.plan.final import FinalDuty, FinalShift, final_shifts
from frontline.rotation.plan.loading import Plan

AHEAD = timedelta(weeks=6)


class Standing(NamedTuple):
    """One rotation at an instant. `next_on` comes at `next_at` with others on; both are empty if nothing changes
    within six weeks. A gap has nobody `on`."""

    rotation: int
    name: str
    is_hero: bool
    on: tuple[FinalDuty, ...]
    until_at: datetime | None
    next_on: tuple[FinalDuty, ...]
    next_at: datetime | None


class _Kept(NamedTuple):
    plan: Plan
    since_at: datetime
    shifts: dict[int, list[FinalShift]]


_lock = threading.Lock()
_kept: list[_Kept] = []


def standings() -> list[Standing]:
    """All rotations now, the hero's first; at most a second behind what others have changed."""
    now = clock.now()
    kept = _lookout(recent(), now)
    return [_standing(kept, pk, now) for pk in kept.shifts]


def _lookout(plan: Plan, now: datetime) -> _Kept:
    with _lock:
        kept = _kept[0] if _kept else None
    if kept is None or kept.plan is not plan or not kept.since_at <= now < kept.since_at + AHEAD / 2:
        since_at = now.replace(microsecond=0)
        kept = _Kept(plan, since_at, final_shifts(since_at, since_at + AHEAD, plan=plan))
        with _lock:
            _kept[:] = [kept]
    return kept


def _standing(kept: _Kept, pk: int, now: datetime) -> Standing:
    rotation, shifts = kept.plan.rotations[pk], kept.shifts[pk]
    here = max(0, bisect_right(shifts, now, key=lambda shift: shift.from_at) - 1)
    people = _on_call(shifts[here])
    following = next((shift for shift in shifts[here + 1 :] if _on_call(shift) not in {people, ()}), None)
    changes = next((shift.from_at for shift in shifts[here + 1 :] if _on_call(shift) != people), None)
    return Standing(
        rotation=pk,
        name=rotation.name,
        is_hero=rotation.is_hero,
        on=shifts[here].on,
        until_at=changes,
        next_on=following.on if following else (),
        next_at=following.from_at if following else None,
    )


def _on_call(shift: FinalShift) -> tuple[int, ...]:
    return tuple(duty.person.pk for duty in shift.on if duty.is_on_call)
