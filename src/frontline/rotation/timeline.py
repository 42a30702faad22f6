"""Timelines: values that hold from one instant to the next change.

A timeline of a window is a list of (instant, value), ascending, the first at the window's start; the last value holds
to the window's end. Neighbours differ.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from frontline.rotation.spec import Interval

V = TypeVar("V")
W = TypeVar("W")
Timeline = list[tuple[int, V]]


def joined(changes: Iterable[tuple[int, V]]) -> Timeline[V]:
    """Neighbours of one value become one."""
    found: Timeline[V] = []
    for change in changes:
        if not found or found[-1][1] != change[1]:
            found.append(change)
    return found


def mapped(line: Timeline[V], make: Callable[[V], W]) -> Timeline[W]:
    """`make` of each value; each value is asked about once."""
    known: dict[V, W] = {}
    found: Timeline[W] = []
    last: W | None = None
    for instant, value in line:
        made = known.get(value)
        if made is None:
            made = known[value] = make(value)
        if not found or made != last:
            found.append((instant, made))
            last = made
    return found


def zipped(lines: Sequence[Timeline[V]]) -> list[tuple[int, tuple[V, ...]]]:
    """Several timelines of one window as one, of what each has."""
    places = [0] * len(lines)
    found = []
    for instant in sorted({instant for line in lines for instant, _ in line}):
        for number, line in enumerate(lines):
            place = places[number] + 1
            if place < len(line) and line[place][0] == instant:
                places[number] = place
        found.append((instant, tuple(line[place][1] for line, place in zip(lines, places, strict=True))))
    return found


def paired(one: Timeline[V], other: Timeline[W]) -> Iterator[tuple[int, V, W]]:
    """Two timelines of one window as one."""
    first = second = 0
    while True:
        instant = max(one[first][0], other[second][0])
        yield instant, one[first][1], other[second][1]
        ahead = one[first + 1][0] if first + 1 < len(one) else None
        behind = other[second + 1][0] if second + 1 < len(other) else None
        if ahead is None and behind is None:
            return
        if behind is None or (ahead is not None and ahead <= behind):
            first += 1
        if ahead is None or (behind is not None and behind <= ahead):
            second += 1


def holding(window: Interval, intervals: Sequence[Interval]) -> Timeline[tuple[int, ...]]:
    """Which of the intervals hold, by number, in their order."""
    changes: dict[int, list[int]] = {window.start: []}
    for number, interval in enumerate(intervals):
        start, end = max(interval.start, window.start), min(interval.end, window.end)
        if start < end:
            changes.setdefault(start, []).append(number)
            if end < window.end:
                changes.setdefault(end, []).append(number)
    held: set[int] = set()
    found: Timeline[tuple[int, ...]] = []
    for instant in sorted(changes):
        held.symmetric_difference_update(changes[instant])
        found.append((instant, tuple(sorted(held))))
    return joined(found)


def during(window: Interval, stretches: Iterable[tuple[int, int]]) -> Timeline[bool]:
    """True within the stretches, which are sorted and do not touch."""
    found: Timeline[bool] = [(window.start, False)]
    for start, end in stretches:
        found.append((start, True))
        if end < window.end:
            found.append((end, False))
    if len(found) > 1 and found[1][0] == window.start:
        found.pop(0)
    return found
