"""What people are told of their shifts: (subject, text), in their own zone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontline.rotation.announcing.turns import Stints, Turn
from frontline.rotation.models import Rotation

MOST_STINTS = 10
SWAP = "If you can't, ask for a swap or a cover on the rotation's page."
NEVER_PAGED = "You see everything, and are never paged."


class Said(NamedTuple):
    subject: str
    text: str


def announced(rotation: Rotation, turn: Turn, zone: str) -> Said:
    """To the one whose turn it is."""
    if not turn.is_on_call:
        text = f"You ride along {_when(turn.stints, zone)}: {turn.because}. {NEVER_PAGED}"
        return Said(f"{rotation.name}: you ride along from {_day(turn.from_at, zone)}", text)
    text = f"{_you_are(rotation)} {_when(turn.stints, zone)}.\n\n{_no_feature_work(rotation)}{SWAP}"
    return Said(f"{_you_are(rotation)} from {_day(turn.from_at, zone)}", text + _rest(turn, zone))


def team_announced(rotation: Rotation, turn: Turn, zone: str) -> Said:
    """To those who lose a colleague for that time."""
    name, when = turn.person.name, _when(turn.stints, zone)
    text = f"{name} is the hero {when}: no feature work from {turn.person.first_name} in that time."
    return Said(f"{name} is the hero from {_day(turn.from_at, zone)}", text)


def reminder(rotation: Rotation, turn: Turn, zone: str, now: datetime) -> Said:
    is_tomorrow = (_local(turn.from_at, zone).date() - _local(now, zone).date()).days == 1
    day = "tomorrow" if is_tomorrow else "soon"
    if not turn.is_on_call:
        text = f"You ride along {_when(turn.stints, zone)}: {turn.because}. {NEVER_PAGED}"
        return Said(f"{rotation.name}: you ride along from {day}, {_at(turn.from_at, zone)}", text)
    text = f"{_you_are(rotation)} {_when(turn.stints, zone)}.\n\n{_no_feature_work(rotation)}"
    return Said(
        f"{_you_are(rotation)} from {day}, {_at(turn.from_at, zone)}", text.strip() + _rest(turn, zone)
    )


def begins(rotation: Rotation, turn: Turn, zone: str, before: Sequence[str], beside: Sequence[str]) -> Said:
    """`before` was on until now, `beside` rides along: names."""
    if not turn.is_on_call:
        text = f"You ride along from now until {_at(turn.until_at, zone, with_zone=True)}: {turn.because}."
        return Said(f"{rotation.name}: you ride along now", f"{text} {NEVER_PAGED}")
    text = f"{_you_are(rotation)} from now until {_at(turn.until_at, zone, with_zone=True)}."
    text += f"\n\nBefore you: {_names(before)}." if before else ""
    text += f"\n\n{_names(beside)} rides along: sees everything, and is never paged." if beside else ""
    return Said(f"{_you_are(rotation)} now", text)


def ends(rotation: Rotation, now_on: Sequence[str]) -> Said:
    following = (
        f"{_names(now_on)} is on now." if len(now_on) == 1 else f"On now: {_names(now_on) or 'nobody'}."
    )
    return Said(f"{rotation.name}: your shift has ended", f"{following} Thank you.")


def lost(rotation: Rotation, was: Stints, role: str, zone: str, now_on: Sequence[str]) -> Said:
    if role != "on-call":
        text = f"You were to ride along {_when(was, zone)}. That is no longer so."
        return Said(f"{rotation.name}: you don't ride along from {_day(_first(was), zone)}", text)
    text = f"This is not yours any more: {rotation.name}, {_when(was, zone)}.\n\nNow on: {_names(now_on) or 'nobody'}."
    return Said(f"{rotation.name}: not your shift any more from {_day(_first(was), zone)}", text)


def team_lost(rotation: Rotation, name: str, was: Stints, zone: str, now_on: Sequence[str]) -> Said:
    """To those who were told that they lose a colleague."""
    text = f"{name} was to be the hero {_when(was, zone)}.\n\nNow on: {_names(now_on) or 'nobody'}."
    return Said(f"{name} is not the hero from {_day(_first(was), zone)} after all", text)


def moved(rotation: Rotation, turn: Turn, was: Stints, zone: str) -> Said:
    what = "your shift" if turn.is_on_call else "riding along"
    text = f"Now {_when(turn.stints, zone)}.{_in_detail(turn.stints, zone)}"
    text += f"\n\nWhat you knew: {_when(was, zone)}."
    return Said(f"{rotation.name}: {what} has changed, {_day(turn.from_at, zone)}", text)


def spelt(stints: Stints, zone: str) -> str:
    """A stretch of time in words."""
    return _when(stints, zone).removeprefix("from ")


def _you_are(rotation: Rotation) -> str:
    return "You are the hero" if rotation.is_hero else f"You are on in {rotation.name}"


def _no_feature_work(rotation: Rotation) -> str:
    return "No feature work in that time: customers come first.\n\n" if rotation.is_hero else ""


def _rest(turn: Turn, zone: str) -> str:
    away = "\n\nYou are away for some of it: find a cover soon." if turn.is_absent else ""
    return _in_detail(turn.stints, zone) + away


def _when(stints: Stints, zone: str) -> str:
    """ "from Mon 2 March, 09:00 to Mon 9 March, 09:00 (Europe/Berlin)"."""
    since, until = _first(stints), _instant(stints[-1][1])
    pauses = ", with pauses" if len(stints) > 1 else ""
    return f"from {_at(since, zone)} to {_at(until, zone)} ({_zone(zone).key}){pauses}"


def _in_detail(stints: Stints, zone: str) -> str:
    if len(stints) == 1:
        return ""
    lines = [f"- {_at(_instant(a), zone)} to {_at(_instant(b), zone)}" for a, b in stints[:MOST_STINTS]]
    more = [f"- and {len(stints) - MOST_STINTS} times more"] if len(stints) > MOST_STINTS else []
    return "\n\n" + "\n".join([*lines, *more])


def _at(instant: datetime, zone: str, *, with_zone: bool = False) -> str:
    local = _local(instant, zone)
    said = f"{local:%a} {local.day} {local:%B}, {local:%H:%M}"
    return f"{said} ({_zone(zone).key})" if with_zone else said


def _day(instant: datetime, zone: str) -> str:
    local = _local(instant, zone)
    return f"{local:%a} {local.day} {local:%B}"


def _local(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(_zone(zone))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _first(stints: Stints) -> datetime:
    return _instant(stints[0][0])


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _names(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
