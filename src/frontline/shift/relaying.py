"""The working time of whoever has the turn: what promises "in the calendar of whoever is on shift" run in."""

import threading
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from frontline.hours import current as hours
from frontline.hours.loading import Calendars
from frontline.hours.relay import Relay, Turn
from frontline.kernel import clock
from frontline.rotation.models import Rotation
from frontline.rotation.plan.current import recent
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.plan.loading import Plan
from frontline.shift.turn import support_rotation
from frontline.shift.workday import hours_of

BEHIND, AHEAD = timedelta(weeks=13), timedelta(weeks=13)
"""Promises are days long. Further away the hours of the rotation's team count."""


class _Kept(NamedTuple):
    plan: Plan
    calendars: Calendars
    day: int
    relay: Relay | None


_lock = threading.Lock()
_kept: list[_Kept] = []


def on_shift() -> Relay | None:
    """Open whenever one who has the turn is at work; while nobody has it, when the rotation's team is. None without a
    rotation that counts.

    Worked out once for each change of the plan or of a calendar, and each day.
    """
    plan, calendars, now = recent(), hours.recent(), clock.now()
    day = int(now.timestamp()) // 86_400
    with _lock:
        kept = _kept[0] if _kept else None
    if kept is None or kept.plan is not plan or kept.calendars is not calendars or kept.day != day:
        rotation = support_rotation(plan)
        found = _relay(plan, rotation, calendars, day) if rotation else None
        kept = _Kept(plan, calendars, day, found)
        with _lock:
            _kept[:] = [kept]
    return kept.relay


def _relay(plan: Plan, rotation: Rotation, calendars: Calendars, day: int) -> Relay:
    midnight = datetime.fromtimestamp(day * 86_400, UTC)
    shifts = final_shifts(midnight - BEHIND, midnight + AHEAD, only=[rotation.pk], plan=plan)[rotation.pk]
    turns = [
        Turn(
            hours_of(duty.person, calendars), int(shift.from_at.timestamp()), int(shift.until_at.timestamp())
        )
        for shift in shifts
        for duty in shift.on
        if duty.is_on_call and not duty.is_absent
    ]
    return Relay(tuple(turns), calendars.of_team(rotation.team_id))
