"""Final shifts week by week, as a page draws them: a bar from Monday to Sunday, and in words who is on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from frontline.hours.wall import DAY, wall
from frontline.rotation.plan.final import FinalShift

WIDTH = 840  # of a bar: 120 a day
_EPOCH = date(1970, 1, 1)


class Part(NamedTuple):
    """One stretch of a week. `names` is empty in a gap; `since` is "Mon 09:00", or empty if it began before the
    week, or before all that is shown.

    `shade` is a number from 0 to 3 that one person keeps; `x` and `width` are parts of WIDTH.
    """

    names: tuple[str, ...]
    since: str
    is_away: bool
    shade: int
    x: float
    width: float

    @property
    def is_gap(self) -> bool:
        return not self.names


class Week(NamedTuple):
    monday: date
    parts: tuple[Part, ...]

    @property
    def label(self) -> str:
        return f"{self.monday.day} {self.monday:%b}"


class Outlook(NamedTuple):
    """Weeks in a zone. `shares` is (name, how long in words), the most first; `gaps_for` how long nobody is on."""

    zone: str
    weeks: tuple[Week, ...]
    shares: tuple[tuple[str, str], ...]
    gaps_for: timedelta
    whole_for: timedelta

    @property
    def gap_hours(self) -> int:
        return round(self.gaps_for.total_seconds() / 3600)

    @property
    def hours(self) -> int:
        return round(self.whole_for.total_seconds() / 3600)


def outlook(shifts: Sequence[FinalShift], zone: str) -> Outlook:
    """The weeks that final shifts fill, Monday to Sunday on the clocks of `zone`."""
    if not shifts:
        return Outlook(zone, (), (), timedelta(), timedelta())
    start, end = shifts[0].from_at, shifts[-1].until_at
    people = dict.fromkeys(name for shift in shifts for name in _names(shift))
    shades = {name: number for number, name in enumerate(people)}
    weeks = [_week(monday, zone, shifts, shades) for monday in _mondays(start, end, zone)]
    seconds: Counter[str] = Counter()
    for shift in shifts:
        seconds.update(dict.fromkeys(_names(shift), round((shift.until_at - shift.from_at).total_seconds())))
    gaps = sum((s.until_at - s.from_at for s in shifts if not _names(s)), timedelta())
    shares = tuple((name, _long(share)) for name, share in seconds.most_common())
    return Outlook(zone, tuple(weeks), shares, gaps, end - start)


def _long(seconds: int) -> str:
    """ "13 days", "1.5 days", "8 hours"."""
    if seconds < DAY:
        return f"{seconds / 3600:.3g} hours"
    return f"{seconds / DAY:.2g} days" if seconds < 10 * DAY else f"{seconds / DAY:.0f} days"


def _mondays(start: datetime, end: datetime, zone: str) -> list[date]:
    clock = wall(zone, int(start.timestamp()), int(end.timestamp()))
    first = _EPOCH + timedelta(days=clock.shown_at(int(start.timestamp())) // DAY)
    monday = first - timedelta(days=first.weekday())
    found = []
    while _midnight(monday, zone) < end:
        found.append(monday)
        monday += timedelta(weeks=1)
    return found


def _midnight(day: date, zone: str) -> datetime:
    local = (day - _EPOCH).days * DAY
    return datetime.fromtimestamp(wall(zone, local, local).first_at(local), UTC)


def _week(monday: date, zone: str, shifts: Sequence[FinalShift], shades: Mapping[str, int]) -> Week:
    since = shifts[0].until_at
    start, end = _midnight(monday, zone), _midnight(monday + timedelta(weeks=1), zone)
    inside = [shift for shift in shifts if shift.until_at > start and shift.from_at < end]
    return Week(monday, tuple(_part(shift, start, end, since, zone, shades) for shift in inside))


def _part(
    shift: FinalShift, start: datetime, end: datetime, since: datetime, zone: str, shades: Mapping[str, int]
) -> Part:
    from_at, until_at = max(shift.from_at, start), min(shift.until_at, end)
    scale = WIDTH / (end - start).total_seconds()
    names = _names(shift)
    return Part(
        names,
        f"{shift.from_at.astimezone(ZoneInfo(zone)):%a %H:%M}" if shift.from_at >= max(start, since) else "",
        any(duty.is_absent for duty in shift.on),
        shades[names[0]] % 4 if names else 0,
        round((from_at - start).total_seconds() * scale, 1),
        round((until_at - from_at).total_seconds() * scale, 1),
    )


def _names(shift: FinalShift) -> tuple[str, ...]:
    return tuple(duty.person.name for duty in shift.on if duty.is_on_call)
