"""What a recurring shift of Grafana OnCall means, as a layer of ours.

A shift is an event with recurrence rules (RFC 5545, 3.3.10): `duration` long, every `interval` `frequency`, on
`by_day`. The groups of `rolling_users` take turns by period. What differs from ours (docs/decisions/0013-whose-turn.md)
is written so that the result is the same: weeks with days turn on `week_start`, months with days on the first, "every
two days" of weekdays counts days that are active, and what is shorter than its period leaves the rest to nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from frontline.hours.wall import wall
from frontline.rotation.importing.schedule import JsonObject, NotUnderstood, text, whole
from frontline.rotation.importing.stretches import DAY, WEEK, hours
from frontline.rotation.slots import SECONDS, Cadence, Unit

ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNITS: dict[str, Unit] = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}
EVERY = range(1, 1000)
LONGEST = 500
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Converted:
    """A layer in the form of docs/rotation.md, or None; and what could not be said."""

    layer: dict[str, Any] | None
    left: tuple[str, ...] = ()

    @staticmethod
    def instant_of(shown: datetime, zone: str) -> int:
        """The instant of a local time, by our rule for those that are shown twice or never."""
        seconds = int((shown - _EPOCH).total_seconds())
        return wall(zone, seconds, seconds).first_at(seconds)


@dataclass(frozen=True, slots=True)
class _Shift:
    name: str
    start: datetime
    duration: int
    every: int
    days: tuple[int, ...]
    groups: tuple[Sequence[str], ...]

    @property
    def second(self) -> int:
        """The time of day at which it begins."""
        return (self.start - self.start.replace(hour=0, minute=0, second=0)).seconds


@dataclass(frozen=True, slots=True)
class _Turns:
    """A cadence, whose turn each slot is, and in which hours; None is always."""

    unit: Unit
    every: int
    anchor: datetime
    members: list[Any]
    weekly: list[dict[str, Any]] | None
    only_active: bool = False


class _Unsaid(Exception):
    """There are no words of ours for a shift; the sentence says why."""


def convert(shift: JsonObject, zone: str) -> Converted:
    """A `rolling_users` or `recurrent_event` shift; `zone` is the one that holds if it names none."""
    where = f"on_call_shifts {shift.get('id')}"
    name = str(shift.get("name") or shift.get("id"))
    frequency = text(shift, "frequency", where)
    if frequency not in UNITS:
        raise NotUnderstood(f"{where}.frequency: {frequency!r} is not known.")
    here = _Shift(
        name=name,
        start=local(shift.get("start"), where),
        duration=whole(shift, "duration", where),
        every=whole(shift, "interval", where, 1),
        days=tuple(sorted(ICAL_DAYS.index(day) for day in shift.get("by_day") or [] if day in ICAL_DAYS)),
        groups=_groups(shift),
    )
    if here.every not in EVERY or here.duration <= 0 or len(here.groups) > LONGEST:
        raise NotUnderstood(
            f"{where}: {len(here.groups)} turns of {here.every} periods, {here.duration} seconds each, is no rotation."
        )
    if not here.groups:
        return Converted(None, (f"{name} has nobody in it, and was left out.",))
    if shift.get("by_month") or shift.get("by_monthday"):
        return Converted(
            None, (f"{name} is only in some months or on some days of the month. It was left out.",)
        )
    if any(day not in ICAL_DAYS for day in shift.get("by_day") or []):
        return Converted(
            None, (f"{name} is on some weeks' days only, such as the first Monday. It was left out.",)
        )
    try:
        turns = _turns(here, UNITS[frequency], str(shift.get("week_start") or "SU"))
    except _Unsaid as unsaid:
        return Converted(None, (f"{name} {unsaid}. It was left out.",))
    own = str(shift.get("time_zone") or zone)
    left: list[str] = []
    lineups = _lineups(turns, own, shift, name, where, left)
    layer: dict[str, Any] = {
        "priority": whole(shift, "level", where, 0),
        "timezone": own,
        "anchor": turns.anchor.isoformat(),
        "every": turns.every,
        "unit": turns.unit,
        "lineups": lineups,
    }
    layer |= {"advance": "active"} if turns.only_active else {}
    layer |= {"hours": turns.weekly} if turns.weekly is not None else {}
    return Converted(layer, tuple(left))


def local(value: object, where: str) -> datetime:
    """A time without an offset, as it stands on the wall clock of the shift's zone."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise NotUnderstood(f"{where}: {value!r} is no time.") from error
    return found.replace(tzinfo=None)


def _groups(shift: JsonObject) -> tuple[Sequence[str], ...]:
    if shift.get("type") == "recurrent_event":
        users = list(shift.get("users") or [])
        return (users,) if users else ()
    groups = [group for group in shift.get("rolling_users") or [] if group]
    first = shift.get("start_rotation_from_user_index") or 0
    return (*groups[first:], *groups[:first])


def _turns(shift: _Shift, unit: Unit, week_start: str) -> _Turns:
    if unit == "week" and shift.days:
        return _weeks_by_day(shift, week_start)
    if unit == "day" and shift.days:
        return _days_by_day(shift)
    if unit == "month":
        return _months(shift)
    if unit == "hour" and shift.days:
        raise _Unsaid("changes by the hour on some days only")
    return _plain(shift, unit)


def _plain(shift: _Shift, unit: Unit) -> _Turns:
    """No days: a period begins where the shift does. What is left of it belongs to nobody."""
    period = SECONDS[unit] * shift.every
    if shift.duration > period:
        raise _Unsaid("overlaps itself: it is longer than its turn")
    members = [_member(group) for group in shift.groups]
    if shift.duration == period:
        return _Turns(unit, shift.every, shift.start, members, None)
    if shift.duration % SECONDS[unit] == 0:
        taken, free = shift.duration // SECONDS[unit], shift.every - shift.duration // SECONDS[unit]
        spread = [each for member in members for each in [*[member] * taken, *[None] * free]]
        return _Turns(unit, 1, shift.start, spread, None)
    if unit == "hour" or shift.duration > SECONDS[unit]:
        raise _Unsaid("leaves a part of each turn to nobody that is no whole number of its periods")
    begin = shift.start.weekday() * DAY + shift.second
    stretches = (
        [(begin, shift.duration)]
        if unit == "week"
        else [(day * DAY + shift.second, shift.duration) for day in range(7)]
    )
    spread = [each for member in members for each in [member, *[None] * (shift.every - 1)]]
    return _Turns(unit, 1, shift.start, spread, hours(stretches))


def _weeks_by_day(shift: _Shift, week_start: str) -> _Turns:
    """Weeks turn on `week_start`, at the time at which the shift begins: so one that runs over midnight stays whole."""
    _within_a_day(shift)
    back = (shift.start.weekday() - ICAL_DAYS.index(week_start if week_start in ICAL_DAYS else "SU")) % 7
    members = [_member(group) for group in shift.groups]
    spread = [each for member in members for each in [member, *[None] * (shift.every - 1)]]
    return _Turns("week", 1, shift.start - timedelta(days=back), spread, _of_days(shift))


def _days_by_day(shift: _Shift) -> _Turns:
    """Only active days count: every two days is the same name twice."""
    _within_a_day(shift)
    members = [member for group in shift.groups for member in [_member(group)] * shift.every]
    return _Turns("day", 1, shift.start, members, _of_days(shift), only_active=True)


def _months(shift: _Shift) -> _Turns:
    if not shift.days:
        raise _Unsaid("is a part of each month, by its date")
    _within_a_day(shift)
    members = [_member(group) for group in shift.groups]
    spread = [each for member in members for each in [member, *[None] * (shift.every - 1)]]
    return _Turns("month", 1, shift.start.replace(day=1), spread, _of_days(shift))


def _within_a_day(shift: _Shift) -> None:
    if shift.duration > DAY:
        raise _Unsaid("overlaps itself: on each of its days it lasts longer than a day")


def _of_days(shift: _Shift) -> list[dict[str, Any]] | None:
    return hours([(day * DAY + shift.second, min(shift.duration, WEEK)) for day in shift.days])


def _member(group: Sequence[str]) -> Any:
    return group[0] if len(group) == 1 else list(group)


def _lineups(
    turns: _Turns, zone: str, shift: JsonObject, name: str, where: str, left: list[str]
) -> list[dict[str, Any]]:
    """From `rotation_start` to `until`; turns are counted from `start`."""
    cadence = Cadence(_seconds(turns.anchor), zone, turns.every, turns.unit)
    first = 0
    if shift.get("rotation_start"):
        first = max(cadence.slot_at(_seconds(local(shift["rotation_start"], where))), 0)
    members = turns.members
    if first and turns.only_active:
        first = 0
        left.append(f"{name} begins to count before it begins to hold: here it holds from the beginning.")
    turned = first % len(members)
    found: list[dict[str, Any]] = [{"from_slot": first, "members": [*members[turned:], *members[:turned]]}]
    if shift.get("until"):
        last = cadence.slot_at(_seconds(local(shift["until"], where))) + 1
        found.append({"from_slot": max(last, first), "members": []})
    return found


def _seconds(shown: datetime) -> int:
    return int((shown - _EPOCH).total_seconds())
