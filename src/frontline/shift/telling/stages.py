"""The tone of a warning rises while a promise runs out. Pure.

Of the working time between the warning and the end, `STILL` comes at half, and `LAST` when a quarter is left, an hour
at most: late enough to be few, early enough to act. Where that would be within minutes of each other, one is enough.
"""

from datetime import datetime, timedelta
from enum import IntEnum

from frontline.hours import working_time
from frontline.hours.opening import Opening

LAST_CALL = timedelta(hours=1)
CLOSEST = timedelta(minutes=10)
"""Stages are this far from each other and from the end, or left out."""


class Stage(IntEnum):
    """How loudly it was said; the numbers are kept."""

    NONE = 0
    SOON = 1
    STILL = 2
    LAST = 3
    BROKEN = 4


def left_at(warn_for: timedelta, promised_for: timedelta) -> list[tuple[Stage, timedelta]]:
    """Each stage with the working time that is left when it begins, the last one first."""
    whole = promised_for - warn_for
    last = min(max(whole / 4, CLOSEST), LAST_CALL)
    found = [(Stage.LAST, last)] if whole - last >= CLOSEST else []
    if whole / 2 - last >= CLOSEST:
        found.append((Stage.STILL, whole / 2))
    return [*found, (Stage.SOON, whole)]


def stage_at(
    now: datetime, due_at: datetime, opening: Opening, *, warn_for: timedelta, promised_for: timedelta
) -> Stage:
    """How far it has come at `now` with a promise that was warned of, and is broken after `due_at`."""
    for stage, left in left_at(warn_for, promised_for):
        begins_at = working_time.subtract(opening, due_at, left)
        if begins_at is not None and begins_at <= now:
            return stage
    return Stage.SOON
