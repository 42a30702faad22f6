"""When the hero's shift goes from one to the next, by the final shifts."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from frontline.kernel import clock
from frontline.rotation.announcing.turns import begin, cadences, turns
from frontline.rotation.models import Rotation
from frontline.rotation.plan.current import current
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.people import Person
from frontline.rotation.spec import Interval

SLOTS_BEHIND, SLOTS_AHEAD = 3, 4


class Shift(NamedTuple):
    """The hero's shift of one person, pauses within; `taker` has the next one, which begins at `begins_at`."""

    rotation: Rotation
    giver: Person
    since_at: datetime
    at: datetime
    taker: Person | None
    begins_at: datetime | None
    taken_until: datetime | None

    def ends_within(self, time: timedelta, now: datetime) -> bool:
        return self.since_at <= now < self.at <= now + time


class _Stay(NamedTuple):
    """Somebody's turns that follow each other without a break."""

    start: int
    end: int
    person: Person


def shifts(plan: Plan | None = None) -> list[Shift]:
    """The hero's shifts around now, in order. Who only covers for some hours, within another's shift, has none."""
    plan = plan or current()
    rotation = next((each for each in plan.rotations.values() if each.is_hero), None)
    if rotation is None or rotation.pk in plan.broken:
        return []
    how, now = cadences(plan, rotation.pk), clock.now()
    window = Interval(begin(how.base, now, -SLOTS_BEHIND), begin(how.base, now, SLOTS_AHEAD))
    final = final_shifts(_instant(window.start), _instant(window.end), only=[rotation.pk], plan=plan)
    found = turns(final[rotation.pk], how, window, int(now.timestamp()))
    stays = _outermost(_stays((t.stints[0][0], t.stints[-1][1], t.person) for t in found if t.is_on_call))
    return [_shift(rotation, stay, stays) for stay in stays if stay.end < window.end]


def current_shift(teammate: int | None = None, plan: Plan | None = None) -> Shift | None:
    """The shift that runs now: of that teammate, or of whoever is the hero."""
    now = clock.now()
    running = [each for each in shifts(plan) if each.since_at <= now < each.at]
    return next((each for each in running if teammate in {None, each.giver.pk}), None)


def _stays(parts: Iterable[tuple[int, int, Person]]) -> list[_Stay]:
    found: list[_Stay] = []
    for start, end, person in sorted(parts, key=lambda part: part[:2]):
        for place, before in enumerate(found):
            if before.person.pk == person.pk and before.end == start:
                found[place] = before._replace(end=end)
                break
        else:
            found.append(_Stay(start, end, person))
    return found


def _outermost(stays: list[_Stay]) -> list[_Stay]:
    """Without those that lie within another's: a cover of some hours hands nothing over."""
    return [
        stay
        for stay in stays
        if not any(
            other.start <= stay.start and stay.end <= other.end and other[:2] != stay[:2] for other in stays
        )
    ]


def _shift(rotation: Rotation, stay: _Stay, stays: list[_Stay]) -> Shift:
    others = [each for each in stays if each.end > stay.end and each.person.pk != stay.person.pk]
    following = min(others, key=lambda each: (max(each.start, stay.end), -each.end), default=None)
    return Shift(
        rotation=rotation,
        giver=stay.person,
        since_at=_instant(stay.start),
        at=_instant(stay.end),
        taker=following.person if following else None,
        begins_at=_instant(max(following.start, stay.end)) if following else None,
        taken_until=_instant(following.end) if following else None,
    )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
