"""Cadence: when each slot of a rotation begins. Nothing is stored: slot k begins at resolve(anchor + k periods)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from frontline.hours.wall import DAY, Wall

Unit = Literal["hour", "day", "week", "month"]
SECONDS: dict[Unit, int] = {"hour": 3600, "day": DAY, "week": 7 * DAY}


@dataclass(frozen=True, slots=True)
class Cadence:
    """`anchor` is local time in `zone`, as seconds since 1970-01-01T00:00; slot 0 begins there."""

    anchor: int
    zone: str
    every: int
    unit: Unit

    def local(self, slot: int) -> int:
        """The local time at which a slot begins. A month's 31st is the last day of a shorter month."""
        if self.unit == "month":
            return _months_after(self.anchor, slot * self.every)
        return self.anchor + slot * self.every * SECONDS[self.unit]

    def slot_at(self, local: int) -> int:
        """The slot that has begun by a local time, and the next has not."""
        if self.unit != "month":
            return (local - self.anchor) // (self.every * SECONDS[self.unit])
        year, month, _ = _civil(local // DAY)
        first_year, first_month, _ = _civil(self.anchor // DAY)
        slot = ((year - first_year) * 12 + month - first_month) // self.every
        return slot if self.local(slot) <= local else slot - 1


def slots_between(cadence: Cadence, clock: Wall, since: int, until: int) -> Iterator[tuple[int, int]]:
    """(instant, slot) for each slot that has time in a window; the first is cut to the window's start.

    A slot of no length, whose hour the clocks skip, is left out.
    """
    slot = cadence.slot_at(clock.reached_at(since))
    start = since
    while start < until:
        following = clock.first_at(cadence.local(slot + 1))
        if following > start:
            yield start, slot
        slot, start = slot + 1, following


def _months_after(local: int, months: int) -> int:
    days, seconds = divmod(local, DAY)
    year, month, day = _civil(days)
    years, month = divmod(month - 1 + months, 12)
    first = _days(year + years, month + 1)
    following = _days(year + years + (month == 11), (month + 1) % 12 + 1)
    return (first + min(day, following - first) - 1) * DAY + seconds


# The proleptic Gregorian calendar in whole numbers, without datetime's end at the year 9999:
# Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.


def _days(year: int, month: int) -> int:
    """Days from 1970-01-01 to the first of a month."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def _civil(days: int) -> tuple[int, int, int]:
    """(year, month, day) of a day counted from 1970-01-01."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1
