"""A working calendar: weekly hours in a zone, without public holidays and closures; and when releases are frozen.

A day off lasts from its midnight to the next, on the wall clock of the zone: of hours that cross midnight it takes the
part that is on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from frontline.hours.arithmetic import Week, joined, opens
from frontline.hours.holidays import holidays_between
from frontline.hours.opening import Opening
from frontline.hours.spans import Days, Instants, Span, clipped, day_at, without
from frontline.hours.wall import DAY, Wall, wall


class Holidays(Protocol):
    """Which days are off. Hashable, as the calendar is that has them."""

    def between(self, since: date, until: date) -> Iterable[date]:
        """Those from `since` to before `until`, in order."""


@dataclass(frozen=True)
class OnDates:
    """The days that are listed."""

    dates: frozenset[date] = frozenset()

    def between(self, since: date, until: date) -> Iterable[date]:
        return sorted(day for day in self.dates if since <= day < until)


@dataclass(frozen=True)
class OfPlace:
    """The public holidays of a place such as DE-BY, but for those on which is worked all the same."""

    place: str
    worked: frozenset[date] = frozenset()

    def between(self, since: date, until: date) -> Iterable[date]:
        found = dict.fromkeys(day.on for day in holidays_between(self.place, since, until))
        return [day for day in found if day not in self.worked]


@dataclass(frozen=True)
class Frozen(Opening):
    """When no release goes out: hours of each week, such as all of Friday, and spans."""

    zone: str = "UTC"
    week: Week = ()
    spans: tuple[Days | Instants, ...] = ()

    def work_out(self, since: int, until: int) -> list[Span]:
        clock = wall(self.zone, since, until)
        weekly = opens(self.week, clock, since, until)
        return list(joined(sorted([*weekly, *_within(self.spans, self.zone, since, until)])))


@dataclass(frozen=True)
class Calendar(Opening):
    """The freezes are marked, and take nothing of the working time."""

    zone: str = "UTC"
    week: Week = ()
    holidays: Holidays = OnDates()
    closures: tuple[Days | Instants, ...] = ()
    frozen: Frozen = field(default_factory=Frozen)

    def work_out(self, since: int, until: int) -> list[Span]:
        clock = wall(self.zone, since, until)
        off = [Days(day, day) for day in _days_off(self.holidays, clock, since, until)]
        holes = _within((*off, *self.closures), self.zone, since, until)
        return list(without(opens(self.week, clock, since, until), joined(sorted(holes))))


def _days_off(holidays: Holidays, clock: Wall, since: int, until: int) -> Iterable[date]:
    # A day more at both ends: where clocks are put back over midnight, a day has begun before the one shown.
    return holidays.between(day_at(clock.shown_at(since) - DAY), day_at(clock.shown_at(until) + 2 * DAY))


def _within(spans: Iterable[Days | Instants], zone: str, since: int, until: int) -> Iterable[Span]:
    """What of them is within a window. Days that are far from it are left out by the day, because a wall clock is right
    only near the years that it was made for."""
    clock = wall(zone, since, until)
    first, last = day_at(since - 2 * DAY), day_at(until + 2 * DAY)
    near = []
    for span in spans:
        if isinstance(span, Instants):
            near.append(span.on(clock))
        elif span.first <= last and first <= span.last:
            near.append(Days(max(span.first, first), min(span.last, last)).on(clock))
    return clipped(near, since, until)
