"""Slots of a rotation in the database: when each begins, and bounds that follow them."""

from datetime import UTC, datetime
from typing import NamedTuple

from frontline.hours.wall import wall
from frontline.rotation.models import Rotation
from frontline.rotation.models.amendment import Bounded
from frontline.rotation.slots import Cadence, Unit
from frontline.rotation.spec import Interval

_EPOCH = datetime(1970, 1, 1)  # naive on purpose: what a wall clock shows


class Bounds(NamedTuple):
    """An interval, each bound with the slot that begins there, if one does: keyword arguments of a `Bounded`."""

    from_at: datetime
    from_slot: int | None
    until_at: datetime
    until_slot: int | None


def cadence(rotation: Rotation) -> Cadence:
    anchor = datetime.combine(rotation.anchor_on, rotation.hands_over_at)
    unit: Unit = rotation.unit  # type: ignore[assignment]  # one of its choices
    return Cadence(int((anchor - _EPOCH).total_seconds()), rotation.timezone, rotation.every, unit)


def begins(rotation: Rotation, slot: int) -> datetime:
    """The instant at which a slot begins, aware UTC."""
    return datetime.fromtimestamp(_begins(cadence(rotation), slot), UTC)


def slot_at(rotation: Rotation, at: datetime) -> int:
    """The slot that has begun by an instant, and the next has not."""
    turns, instant = cadence(rotation), int(at.timestamp() // 1)
    return turns.slot_at(wall(turns.zone, instant, instant).reached_at(instant))


def tied(rotation: Rotation, from_at: datetime, until_at: datetime) -> Bounds:
    """The interval with its bounds tied to slots where they are the beginning of one."""
    return Bounds(from_at, _slot_beginning(rotation, from_at), until_at, _slot_beginning(rotation, until_at))


def interval(rotation: Rotation, bounded: Bounded | Bounds) -> Interval | None:
    """Where a bounded thing lies now, in whole seconds; None if hand-overs have moved so that nothing is left."""
    turns = cadence(rotation)
    start = _instant(turns, bounded.from_slot, bounded.from_at)
    end = _instant(turns, bounded.until_slot, bounded.until_at)
    return Interval(start, end) if start < end else None


def _instant(turns: Cadence, slot: int | None, at: datetime) -> int:
    return int(at.timestamp() // 1) if slot is None else _begins(turns, slot)


def _slot_beginning(rotation: Rotation, at: datetime) -> int | None:
    slot = slot_at(rotation, at)
    return slot if begins(rotation, slot) == at else None


def _begins(turns: Cadence, slot: int) -> int:
    local = turns.local(slot)
    return wall(turns.zone, local, local).first_at(local)
