"""Spans: stretches of instants, [start, end) in whole seconds since 1970 in UTC; and days, which a wall clock makes
such stretches of.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from frontline.hours.wall import DAY, Wall

_FIRST_DAY = date(1970, 1, 1).toordinal()

Span = tuple[int, int]


class Instants(NamedTuple):
    """From one instant to before another."""

    start: int
    end: int

    def on(self, clock: Wall) -> Span:
        return self.start, self.end


class Days(NamedTuple):
    """From one day's midnight to the midnight after another, on the wall clock: both days are part of it."""

    first: date
    last: date

    def on(self, clock: Wall) -> Span:
        return clock.first_at(local_midnight(self.first)), clock.first_at(local_midnight(self.last) + DAY)


def local_midnight(day: date) -> int:
    """The local time at which a day begins, in seconds since 1970-01-01T00:00 as the wall clock shows them."""
    return (day.toordinal() - _FIRST_DAY) * DAY


def day_at(local: int) -> date:
    """The day of a local time."""
    return date.fromordinal(local // DAY + _FIRST_DAY)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> Iterator[Span]:
    """Sorted spans but for sorted holes; neither overlap among themselves."""
    coming = iter(holes)
    hole = next(coming, None)
    for start, end in spans:
        begin = start
        while hole and hole[0] < end:
            if begin < hole[0]:
                yield begin, hole[0]
            begin = max(begin, hole[1])
            if hole[1] > end:
                break
            hole = next(coming, None)
        if begin < end:
            yield begin, end


def clipped(spans: Iterable[Span], since: int, until: int) -> Iterator[Span]:
    """What of them is within a window."""
    for start, end in spans:
        if start < until and since < end:
            yield max(start, since), min(end, until)
