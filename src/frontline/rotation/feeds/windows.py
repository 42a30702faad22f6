"""The time that a feed covers: from the first of a month to the first of another, and whole slots.

So it moves once a month, and no entry changes because a day has passed.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from frontline.hours.wall import wall
from frontline.rotation.models import Rotation
from frontline.rotation.plan.slots import begins, cadence, slot_at
from frontline.rotation.slots import slots_between

MONTHS_BACK, MONTHS_AHEAD = 2, 7
_SECOND = timedelta(seconds=1)


class Window(NamedTuple):
    """`slots` are the beginnings within it, with the slots' numbers; none for a derived rotation."""

    from_at: datetime
    until_at: datetime
    slots: tuple[tuple[datetime, str], ...]


def window_of(rotation: Rotation, now: datetime) -> Window:
    """Two months back and more than six ahead; where there are slots, whole ones."""
    from_at, until_at = _month(now, -MONTHS_BACK), _month(now, MONTHS_AHEAD)
    if rotation.is_derived:
        return Window(from_at, until_at, ())
    from_at = begins(rotation, slot_at(rotation, from_at))
    until_at = begins(rotation, slot_at(rotation, until_at - _SECOND) + 1)
    turns, since, until = cadence(rotation), int(from_at.timestamp()), int(until_at.timestamp())
    slots = slots_between(turns, wall(turns.zone, since, until), since, until)
    return Window(
        from_at, until_at, tuple((datetime.fromtimestamp(at, UTC), str(slot)) for at, slot in slots)
    )


def _month(now: datetime, later: int) -> datetime:
    years, month = divmod(now.month - 1 + later, 12)
    return datetime(now.year + years, month + 1, 1, tzinfo=UTC)
