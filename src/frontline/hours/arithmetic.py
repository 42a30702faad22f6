"""Weekly hours: stretches of the week, on the wall clock of a zone.

A `Week` is sorted, without overlaps, in seconds since Monday 00:00: ((32400, 61200),) is Monday from 9 to 17.
"""

from collections.abc import Iterable, Iterator

from frontline.hours.wall import DAY, Wall

WEEK = 7 * DAY
_FIRST_MONDAY = 4 * DAY  # 1970-01-05

Week = tuple[tuple[int, int], ...]
ALWAYS: Week = ((0, WEEK),)


def week_of(hours: Iterable[tuple[int, int, int]]) -> Week:
    """From (weekday with Monday as 0, from, to), seconds of the day. Not after `from`, `to` is on the next day."""
    parts = []
    for weekday, start, end in hours:
        begin = weekday * DAY + start
        close = weekday * DAY + end + (DAY if end <= start else 0)
        parts.append((begin, min(close, WEEK)))
        if close > WEEK:
            parts.append((0, close - WEEK))
    return tuple(joined(sorted(parts)))


def opens(week: Week, clock: Wall, since: int, until: int) -> list[tuple[int, int]]:
    """The instants [from, until) of those hours within a window; stretches that touch are one."""
    first = _monday(clock.shown_at(since) - WEEK)
    last = clock.shown_at(until) + WEEK
    found = []
    for monday in range(first, last, WEEK):
        for start, end in week:
            begin = max(since, clock.first_at(monday + start))
            close = min(until, clock.first_at(monday + end))
            if begin < close:
                found.append((begin, close))
    return list(joined(found))


def meets(week: Week, start: int, end: int) -> bool:
    """Whether a stretch of local time has any of those hours in it."""
    return any(
        max(start, monday + first) < min(end, monday + last)
        for monday in range(_monday(start), min(end, start + WEEK) + 1, WEEK)
        for first, last in week
    )


def _monday(local: int) -> int:
    return (local - _FIRST_MONDAY) // WEEK * WEEK + _FIRST_MONDAY


def joined(parts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted stretches; those that overlap or touch become one."""
    current: tuple[int, int] | None = None
    for start, end in parts:
        if current and start <= current[1]:
            current = current[0], max(current[1], end)
        else:
            if current:
                yield current
            current = start, end
    if current:
        yield current
