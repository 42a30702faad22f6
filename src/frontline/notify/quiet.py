"""Quiet hours: on some days of the week, from one local time until another. Pure.

Local times are the teammate's own. As everywhere: a time that is shown twice means the first, one that is skipped means
the instant of the jump.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Quiet:
    """`days` on which it begins (Monday is 0). An `until` that is not after `since` is on the next day, so the same
    time twice is a whole day."""

    since: time
    until: time
    days: frozenset[int]
    zone: str

    @property
    def is_always(self) -> bool:
        """Whether it never ends; such a one must not be kept."""
        return self.since == self.until and self.days >= EVERY_DAY


def ends_at(quiet: Quiet, at: datetime) -> datetime:
    """When what waits may go out: `at` itself outside quiet hours, else their end. Never before `at`."""
    assert not quiet.is_always
    ends = at
    for begins, until in _stretches(quiet, at):
        if begins <= ends < until:
            ends = until
    return ends


def _stretches(quiet: Quiet, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """In order, from the one that may have begun on the day before, for longer than they can follow on each other."""
    zone = ZoneInfo(quiet.zone)
    first = at.astimezone(zone).date() - 2 * _DAY
    for number in range(12):
        day = first + number * _DAY
        if day.weekday() in quiet.days:
            last = day if quiet.until > quiet.since else day + _DAY
            yield _instant(day, quiet.since, zone), _instant(last, quiet.until, zone)


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, clock)
    instant = local.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local:
        return instant
    return _jump(local.replace(tzinfo=zone, fold=1).astimezone(UTC), instant, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """When the zone's offset changed between two instants, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
