"""How much somebody had: their time on call, as they lived it on their own wall clock.

Shadows never count: who rides along has had no turn. Nor does the time of somebody who was away and still stood on the
plan: it was no cover, so it is nobody's merit.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from frontline.hours.arithmetic import Week, opens, week_of
from frontline.hours.wall import DAY, wall
from frontline.rotation.conflicts.stints import Stint
from frontline.rotation.duties import ON_CALL
from frontline.rotation.evaluate import Shift
from frontline.rotation.fairness.person import Person
from frontline.rotation.spec import Interval

NIGHTS: Week = week_of((day, 22 * 3600, 6 * 3600) for day in range(7))
WEEKENDS: Week = week_of((day, 0, DAY) for day in (5, 6))
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Load:
    """`..._for` are seconds; the others are counts.

    A shift is what somebody had of one slot, a week of office hours too; what no slot has (a derived rotation) is
    counted by unbroken stretches. A night is 22:00 to 06:00, a weekend Saturday and Sunday, a holiday a whole day of
    the person's own country; all in their own zone. Weekends and holidays count once, however little was touched.
    """

    shifts: int = 0
    on_for: int = 0
    night_for: int = 0
    weekend_for: int = 0
    weekends: int = 0
    holidays: int = 0


MEASURES = ("shifts", "on_for", "night_for", "weekend_for", "weekends", "holidays")


def stretches(shifts: Iterable[Shift], *, absent: bool = False) -> dict[str, list[Interval]]:
    """When each person was on call, unbroken and ascending: there (`absent` False), or away (True)."""
    found: dict[str, list[Interval]] = {}
    for shift in shifts:
        start, end = int(shift.from_at.timestamp()), int(shift.until_at.timestamp())
        for duty in shift.on:
            if duty.role != ON_CALL or duty.absent != absent:
                continue
            theirs = found.setdefault(duty.teammate, [])
            if theirs and theirs[-1].end == start:
                theirs[-1] = Interval(theirs[-1].start, end)
            else:
                theirs.append(Interval(start, end))
    return found


def measure(theirs: Sequence[Interval], person: Person) -> Load:
    """The load of some stretches, which are ascending and do not overlap."""
    if not theirs:
        return Load()
    clock = wall(person.zone, theirs[0].start, theirs[-1].end)

    def within(week: Week) -> list[Interval]:
        return [Interval(*part) for each in theirs for part in opens(week, clock, each.start, each.end)]

    weekend = within(WEEKENDS)
    days = {day for each in theirs for day in days_of(each, person.zone)}
    return Load(
        shifts=len(theirs),
        on_for=length(theirs),
        night_for=length(within(NIGHTS)),
        weekend_for=length(weekend),
        weekends=len({day.isocalendar()[:2] for each in weekend for day in days_of(each, person.zone)}),
        holidays=len(days & person.holidays.keys()),
    )


def length(theirs: Iterable[Interval]) -> int:
    """Seconds."""
    return sum(each.end - each.start for each in theirs)


def days_of(during: Interval, zone: str) -> list[date]:
    """The dates of a stretch, on the wall clock of a zone."""
    clock = wall(zone, during.start, during.end)
    first, last = clock.shown_at(during.start) // DAY, clock.shown_at(during.end - 1) // DAY
    return [_EPOCH + timedelta(days=day) for day in range(first, last + 1)]


def day_in(day: date, zone: str) -> Interval:
    """A date as an interval of instants, by a zone's wall clock."""
    local = (day - _EPOCH).days * DAY
    clock = wall(zone, local - DAY, local + 2 * DAY)
    return Interval(clock.first_at(local), clock.first_at(local + DAY))


def loads(
    shifts: Iterable[Shift], people: Mapping[str, Person], slots: Iterable[Stint] | None = None
) -> dict[str, Load]:
    """The load of everybody who was on; who is not among `people` lives in UTC, without holidays.

    `slots`: the stints that these shifts are made of; left out, unbroken stretches are counted.
    """
    found = {
        teammate: measure(theirs, people.get(teammate, Person(teammate)))
        for teammate, theirs in stretches(shifts).items()
    }
    if slots is None:
        return found
    there = Counter(stint.teammate for stint in slots if length(stint.parts) > length(stint.away))
    return {teammate: replace(load, shifts=there[teammate]) for teammate, load in found.items()}
