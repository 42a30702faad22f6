"""Who somebody is on with: in each rotation, from when until when, and who comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontline.kernel import clock
from frontline.rotation.duties import ON_CALL
from frontline.rotation.plan.current import recent
from frontline.rotation.plan.final import FinalDuty, FinalShift, final_shifts
from frontline.rotation.standing import Standing, standings

LOOKS_BACK = timedelta(weeks=5)


@dataclass(frozen=True, slots=True)
class Watch:
    """One rotation now. `role` is mine in it, "" if I am not on; `since_at` since when the same people are on call,
    None: for longer than five weeks, or I am not on."""

    standing: Standing
    role: str
    since_at: datetime | None

    @property
    def on_call(self) -> list[FinalDuty]:
        return [duty for duty in self.standing.on if duty.is_on_call]

    @property
    def riding(self) -> list[FinalDuty]:
        return [duty for duty in self.standing.on if not duty.is_on_call]

    @property
    def next_on_call(self) -> list[FinalDuty]:
        return [duty for duty in self.standing.next_on if duty.is_on_call]


def company(me: int) -> list[Watch]:
    """All rotations, those that I am on in first. One query at most, for since when."""
    found = standings()
    mine = [each for each in found if _role(each, me)]
    since = _since(mine)
    watches = [Watch(each, _role(each, me), since.get(each.rotation)) for each in found]
    return sorted(watches, key=lambda watch: not watch.role)


def _role(standing: Standing, me: int) -> str:
    roles = [duty.role for duty in standing.on if duty.person.pk == me]
    return ON_CALL if ON_CALL in roles else next(iter(roles), "")


def _since(mine: list[Standing]) -> dict[int, datetime]:
    if not mine:
        return {}
    now = clock.now().replace(microsecond=0)
    only = [each.rotation for each in mine]
    behind = final_shifts(now - LOOKS_BACK, now + timedelta(seconds=1), only=only, plan=recent())
    found = {each.rotation: _begun(behind[each.rotation], now - LOOKS_BACK) for each in mine}
    return {rotation: at for rotation, at in found.items() if at is not None}


def _begun(shifts: list[FinalShift], earliest: datetime) -> datetime | None:
    """Since when those are on call who are at the end."""
    at, people = None, _people(shifts[-1])
    for shift in reversed(shifts):
        if _people(shift) != people:
            break
        at = shift.from_at
    return at if at is not None and at > earliest else None


def _people(shift: FinalShift) -> set[int]:
    return {duty.person.pk for duty in shift.on if duty.is_on_call}
