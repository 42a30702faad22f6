"""Instants as people read them, in the zone that is active for this request."""

from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from django.utils import timezone
from markupsafe import Markup

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def when(instant: datetime | None) -> Markup:
    """`instant` as briefly as it is clear: "14:02" today, "Mon 14:02" this week, then "3 Nov", "3 Nov 2024"."""
    if instant is None:
        return Markup("")
    return _element(instant, in_words(instant, timezone.now()))


def ago(instant: datetime | None) -> Markup:
    """How long ago `instant` was, to its largest unit; ui/js/times.js keeps it true while the page is open."""
    if instant is None:
        return Markup("")
    return _element(instant, in_distance(timezone.now() - instant), live=True)


def seconds_until(instant: datetime) -> int:
    """Whole seconds from now, rounded up, at least one; a day at most, so that a browser's timer can hold it."""
    left = (instant - timezone.now()).total_seconds()
    return min(max(1, int(left) + 1), 86_400)


def in_words(instant: datetime, now: datetime) -> str:
    zone = timezone.get_current_timezone()
    local, today = instant.astimezone(zone), now.astimezone(zone)
    days = (today.date() - local.date()).days
    if days == 0:
        return _time(local)
    if 0 < days < 7 or -7 < days < 0:
        return f"{_DAYS[local.weekday()][:3]} {_time(local)}"
    day = f"{local.day} {_MONTHS[local.month - 1][:3]}"
    return day if local.year == today.year else f"{day} {local.year}"


def _time(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


def by_then(instant: datetime, now: datetime) -> str:
    """An instant to come, seen from `now`: "14:02" the same day, "Mon 14:02" within a week, then "3 Dec 14:02"."""
    local = timezone.localtime(instant)
    days = (local.date() - timezone.localdate(now)).days
    if -7 < days < 7:
        return in_words(instant, now)
    return f"{in_words(instant, now)} {local:%H:%M}"


def in_distance(passed: timedelta) -> str:
    """ "just now", "5 min", "2 h", "3 d"; the same words for a time to come."""
    minutes = abs(int(passed.total_seconds())) // 60
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 60 * 24:
        return f"{minutes // 60} h"
    return f"{minutes // (60 * 24)} d"


def exactly(local: datetime) -> str:
    """ "Monday, 23 November 2026, 09:40:00 CET". By hand: strftime takes three times as long, and a list has fifty."""
    return (
        f"{_DAYS[local.weekday()]}, {local.day} {_MONTHS[local.month - 1]} {local.year},"
        f" {local.hour:02}:{local.minute:02}:{local.second:02} {local.tzname()}"
    )


def _element(instant: datetime, text: str, *, live: bool = False) -> Markup:
    return _drawn(instant, text, live, timezone.get_current_timezone())


@lru_cache(maxsize=4096)
def _drawn(instant: datetime, text: str, live: bool, zone: tzinfo) -> Markup:
    local = instant.astimezone(zone)
    kind = " data-ago" if live else ""
    # Nothing in it could hold markup: digits, and names of days, months and zones.
    return Markup(f'<time datetime="{local.isoformat()}" title="{exactly(local)}"{kind}>{text}</time>')  # noqa: S704
