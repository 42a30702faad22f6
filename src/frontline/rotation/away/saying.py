"""Absences in words: "Thu 24 Dec" to "Sat 26 Dec", or "Tue 24 Nov, 14:00 to 16:00"."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from frontline.rotation.away.days import day_at
from frontline.rotation.models import Absence

_INSTANT = timedelta(microseconds=1)


def when(absence: Absence, today: date) -> str:
    """When somebody is away, on their own clock; `today` decides whether the year needs saying."""
    zone = absence.teammate.timezone
    if absence.is_all_day:
        first, last = day_at(absence.from_at, zone), day_at(absence.until_at - _INSTANT, zone)
        return day(first, today) if first == last else f"{day(first, today)} to {day(last, today)}"
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (absence.from_at, absence.until_at))
    until = f"{end:%H:%M}" if start.date() == end.date() else _moment(end, today)
    return f"{_moment(start, today)} to {until}"


def day(said: date, today: date) -> str:
    """ "Thu 24 Dec", with the year if it is another one."""
    words = f"{said:%a} {said.day} {said:%b}"
    return words if said.year == today.year else f"{words} {said.year}"


def _moment(at: datetime, today: date) -> str:
    return f"{day(at.date(), today)}, {at:%H:%M}"
