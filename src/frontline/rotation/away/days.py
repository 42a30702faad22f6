"""Whole days on the wall clock of a zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from frontline.hours.wall import DAY, wall

_EPOCH = date(1970, 1, 1)


def day_begins_at(day: date, zone: str) -> datetime:
    """The instant at which a day begins, aware UTC; where midnight is skipped, the instant of the jump."""
    local = (day - _EPOCH).days * DAY
    return datetime.fromtimestamp(wall(zone, local, local).first_at(local), UTC)


def day_at(at: datetime, zone: str) -> date:
    """The local date of an instant."""
    return at.astimezone(ZoneInfo(zone)).date()
