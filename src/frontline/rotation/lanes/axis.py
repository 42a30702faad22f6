"""The axis of the timeline: weeks of the wall clock of one zone, so that every day is as wide as any other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from frontline.hours.wall import DAY, Wall, wall

WEEKS = (4, 8, 12)
# Divisible by the days of 4, 8 and 12 weeks, so that days begin on a step; a step is 30 minutes at most.
STEPS = 4032
_EPOCH = date(1970, 1, 1)


class Place(NamedTuple):
    """A step of the axis, written as three digits: the stylesheet has a class for each, and no page needs a style."""

    step: int

    @property
    def start(self) -> str:
        a, b, c = self._digits
        return f"a{a} b{b} c{c}"

    @property
    def end(self) -> str:
        x, y, z = self._digits
        return f"x{x} y{y} z{z}"

    @property
    def _digits(self) -> tuple[int, int, int]:
        return self.step // 252, self.step % 252 // 14, self.step % 14


class Day(NamedTuple):
    on: date
    is_weekend: bool
    is_today: bool


class Week(NamedTuple):
    """`number` by ISO 8601."""

    begins_on: date
    number: int
    days: tuple[Day, ...]


class Change(NamedTuple):
    """The clocks change, by so many minutes (negative: back)."""

    at: datetime
    minutes: int


@dataclass(frozen=True)
class Axis:
    """`weeks` weeks from the Monday `begins_on`, in `zone`."""

    zone: str
    begins_on: date
    weeks: int

    @cached_property
    def from_at(self) -> datetime:
        return self._midnight(self.begins_on)

    @cached_property
    def until_at(self) -> datetime:
        return self._midnight(self.begins_on + timedelta(weeks=self.weeks))

    def place(self, at: datetime) -> Place:
        """Where an instant stands; what lies beyond the axis stands at its end. A time shown twice stands once."""
        passed = self._wall.reached_at(int(at.timestamp())) - self._local(self.begins_on)
        return Place(min(max(round(passed * STEPS / (self.weeks * 7 * DAY)), 0), STEPS))

    def day(self, on: date) -> tuple[Place, Place]:
        """From where to where a day reaches."""
        per_day = STEPS // (self.weeks * 7)
        since = min(max((on - self.begins_on).days * per_day, 0), STEPS)
        return Place(since), Place(min(max(since, (on - self.begins_on).days * per_day + per_day), STEPS))

    def heads(self, now: datetime) -> Iterator[Week]:
        """The weeks in order."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        for number in range(self.weeks):
            begins_on = self.begins_on + timedelta(weeks=number)
            days = [begins_on + timedelta(days=day) for day in range(7)]
            yield Week(
                begins_on,
                begins_on.isocalendar().week,
                tuple(Day(day, day.weekday() >= 5, day == today) for day in days),
            )

    def changes(self) -> list[Change]:
        """When the clocks change on the axis."""
        start, end = int(self.from_at.timestamp()), int(self.until_at.timestamp())
        clock = self._wall
        return [
            Change(datetime.fromtimestamp(at, UTC), (clock.offsets[i] - clock.offsets[i - 1]) // 60)
            for i, at in enumerate(clock.starts)
            if start <= at < end
        ]

    @cached_property
    def _wall(self) -> Wall:
        return wall(
            self.zone, self._local(self.begins_on), self._local(self.begins_on) + self.weeks * 7 * DAY
        )

    def _midnight(self, on: date) -> datetime:
        return datetime.fromtimestamp(self._wall.first_at(self._local(on)), UTC)

    def _local(self, on: date) -> int:
        return (on - _EPOCH).days * DAY


def week_of(at: datetime, zone: str) -> date:
    """The Monday of the week that it is in a zone."""
    today = at.astimezone(ZoneInfo(zone)).date()
    return today - timedelta(days=today.weekday())
