"""How fast working time is reckoned: python -m bench.hours

A calendar with a lunch break, public holidays and closures; calls at instants spread over a year, in microseconds a
call: the median of several rounds, and the slowest.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bench.figures import machine
from frontline.hours.arithmetic import week_of
from frontline.hours.calendar import Calendar, OfPlace
from frontline.hours.relay import Relay, Turn
from frontline.hours.spans import Days
from frontline.hours.working_time import add, between, is_open, opens_at

START = datetime(2026, 1, 1, tzinfo=UTC)
CALLS, ROUNDS = 10_000, 7
WEEK = week_of((day, start * 3600, end * 3600) for day in range(5) for start, end in ((9, 12), (13, 17)))
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney")


def main() -> None:
    print(f"On {machine()}")
    for name, value in measure().items():
        print(f"{name}: {value}")


def measure() -> dict[str, str]:
    """Each figure in words, by what was measured."""
    chance = random.Random(1)
    instants = [START + timedelta(seconds=chance.randrange(365 * 86_400)) for _ in range(CALLS)]
    later = [at + timedelta(seconds=chance.randrange(30 * 86_400)) for at in instants]
    day, quarter = timedelta(hours=8), timedelta(minutes=15)
    calendar, relay = _calendar("Europe/Berlin"), _relay()
    pairs = list(zip(instants, later, strict=True))
    return {
        "add a quarter of an hour": _each(lambda: [add(calendar, at, quarter) for at in instants]),
        "add a working day": _each(lambda: [add(calendar, at, day) for at in instants]),
        "between two instants of a month": _each(lambda: [between(calendar, a, b) for a, b in pairs]),
        "is it open, and when next": _each(
            lambda: [(is_open(calendar, at), opens_at(calendar, at)) for at in instants]
        ),
        "add a working day, of whoever is on shift": _each(lambda: [add(relay, at, day) for at in instants]),
        "the clocks of a page: 50 due instants and times left": _page(calendar, instants[:50], later[:50]),
        "the first question to a calendar: a year is worked out": _first(),
    }


def _calendar(zone: str) -> Calendar:
    closures = (Days(date(2026, 8, 10), date(2026, 8, 14)), Days(date(2026, 12, 24), date(2026, 12, 31)))
    return Calendar(zone, WEEK, OfPlace("DE-BY"), closures)


def _relay() -> Relay:
    """A year and a half of weekly shifts, each of somebody in the next zone."""
    people, begin = [_calendar(zone) for zone in ZONES], int(START.timestamp())
    weeks = [begin + number * 7 * 86_400 for number in range(80)]
    return Relay(tuple(Turn(people[n % len(people)], at, at + 7 * 86_400) for n, at in enumerate(weeks)))


def _each(call: Callable[[], object]) -> str:
    found = [microseconds / CALLS for microseconds in _rounds(call)]
    return f"{statistics.median(found):.2f} µs a call (at most {max(found):.2f})"


def _page(calendar: Calendar, opened: list[datetime], now: list[datetime]) -> str:
    promised = timedelta(hours=8)

    def clocks() -> object:
        due = [add(calendar, at, promised) for at in opened]
        return [between(calendar, at, end) for at, end in zip(now, due, strict=True) if end]

    found = [microseconds / 1000 for microseconds in _rounds(clocks, 200)]
    return f"{statistics.median(found):.3f} ms (at most {max(found):.3f})"


def _first() -> str:
    found = []
    for number in range(20):
        fresh = _calendar(ZONES[number % len(ZONES)])
        begun = time.perf_counter()
        add(fresh, START + timedelta(days=100), timedelta(hours=8))
        found.append((time.perf_counter() - begun) * 1000)
    return f"{statistics.median(found):.2f} ms (at most {max(found):.2f})"


def _rounds(call: Callable[[], object], times: int = ROUNDS) -> list[float]:
    """Microseconds of each, after one that works out what is kept."""
    call()
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        found.append((time.perf_counter() - begun) * 1_000_000)
    return found


if __name__ == "__main__":
    sys.exit(main())
