"""Whole days on the wall clock of a zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from frontline.hours.wall import DAY, wall

_EPOCH = date(1970, 1, 1)


def day_begins_at(day: date, zone: str) -> datetime:
    """The instant at which a day begins, aware UTC; where midnight is skipped, the instant of the jump."""
    return shown_at(day, time(0), zone)


def shown_at(day: date, clock: time, zone: str) -> datetime:
    """The first instant at which the zone's clocks show a local time or later, aware UTC."""
    local = (day - _EPOCH).days * DAY + clock.hour * 3600 + clock.minute * 60 + clock.second
    return datetime.fromtimestamp(wall(zone, local, local).first_at(local), UTC)


def day_at(at: datetime, zone: str) -> date:
    """The local date of an instant."""
    return at.astimezone(ZoneInfo(zone)).date()
