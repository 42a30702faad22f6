"""One entry of a calendar as an absence."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Component

from frontline.rotation.away.days import day_begins_at

# The evaluator's years end there; an entry "until further notice" may say 9999.
_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2190, 1, 1, tzinfo=UTC)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


class Found(NamedTuple):
    """Away from one instant to another, aware UTC. `uid` is the entry's, the same for all of a series."""

    from_at: datetime
    until_at: datetime
    is_all_day: bool
    summary: str
    uid: str


def found_in(event: Component, zone: str) -> Found | None:
    """The absence that an entry says; None if it is cancelled or has no length. Raises ValueError if it is broken."""
    if text_of(event, "STATUS").upper() == "CANCELLED":
        return None
    start = moment_of(event, "DTSTART")
    if start is None:
        raise ValueError("an entry needs a beginning")
    is_all_day = not isinstance(start, datetime)
    end = moment_of(event, "DTEND") or _after(start, _duration_of(event))
    if end == start and is_all_day:
        end = start + timedelta(days=1)
    from_at, until_at = _instant(start, zone), _instant(end, zone)
    if until_at - from_at < timedelta(seconds=1):
        return None
    return Found(from_at, until_at, is_all_day, text_of(event, "SUMMARY")[:160], text_of(event, "UID")[:300])


def _duration_of(event: Component) -> timedelta:
    value: Any = event.get("DURATION")
    return value.dt if value is not None and isinstance(value.dt, timedelta) else timedelta(0)


def _after(start: date | datetime, duration: timedelta) -> date | datetime:
    """Whole days are days on the wall clock, hours are hours that pass (RFC 5545, section 3.3.6)."""
    if isinstance(start, datetime) and start.tzinfo and duration % timedelta(days=1):
        return start.astimezone(UTC) + duration
    return start + duration


def moment_of(event: Component, name: str) -> date | datetime | None:
    """A property that is a day or a time. Raises ValueError if it is neither, or broken."""
    value: Any = event.get(name)
    if value is None:
        return None
    moment = value.dt
    if not isinstance(moment, date):
        raise ValueError(f"{name} is no day and no time")
    return moment


def text_of(event: Component, name: str) -> str:
    """A property as one line; of several the first."""
    value: Any = event.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return _CONTROL.sub(" ", str(value)).strip()


def matcher(words: Sequence[str]) -> Callable[[str], bool]:
    """Whether a title has one of the words (or their plural) in it, whole, in either case; without words every one."""
    wanted = [re.escape(word.strip()) for word in words if word.strip()]
    if not wanted:
        return lambda title: True
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(wanted)})s?(?!\w)", re.IGNORECASE)
    return lambda title: pattern.search(title) is not None


def _instant(said: date | datetime, zone: str) -> datetime:
    """Times without a zone are the person's; skipped and repeated ones as RFC 5545, section 3.3.5 reads them."""
    if not _EARLIEST.year <= said.year < _LATEST.year:
        return _EARLIEST if said.year < _EARLIEST.year else _LATEST
    if not isinstance(said, datetime):
        return day_begins_at(said, zone)
    return (said if said.tzinfo else said.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
