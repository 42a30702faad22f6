"""VTIMEZONE components (RFC 5545, section 3.6.5): what a zone's clocks do over the time that a calendar covers.

The library can write them, but puts the clocks' going forward an hour late, and misses two changes within two months
(Morocco's Ramadan); so these come from the same table of changes as the slots do.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from frontline.hours.wall import DAY, Wall, wall

_EPOCH = datetime(1970, 1, 1)  # naive on purpose: what a wall clock shows
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RULE_HOLDS_FOR = 6  # years that a rule is looked at before it is written as one


class _Kind(NamedTuple):
    """Changes of one kind: from one offset to another, in seconds."""

    before: int
    after: int
    name: str
    is_daylight: bool


def vtimezone(zone: str, first_at: datetime, last_at: datetime) -> Timezone:
    """The zone's observances from the change before `first_at` to `last_at` (aware)."""
    return _vtimezone(
        zone, int(first_at.timestamp()) // DAY * DAY, int(last_at.timestamp()) // DAY * DAY + DAY
    )


@lru_cache(maxsize=64)
def _vtimezone(zone: str, first: int, last: int) -> Timezone:
    clock = wall(zone, first - 400 * DAY, last + _RULE_HOLDS_FOR * 366 * DAY)
    known = max(number for number, start in enumerate(clock.starts) if start <= first)
    changes: dict[_Kind, list[datetime]] = defaultdict(list)
    later: dict[_Kind, list[datetime]] = defaultdict(list)
    for number in range(known, len(clock.starts)):
        kind, at = _change(zone, clock, number, first)
        (changes if clock.starts[number] < last else later)[kind].append(at)
    component = Timezone()
    component.add("TZID", zone)
    for kind, times in changes.items():
        component.add_component(_observance(kind, times, later[kind]))
    return component


def _change(zone: str, clock: Wall, number: int, first: int) -> tuple[_Kind, datetime]:
    """The kind of a change, and the local time of it as the clock showed before."""
    here, after = ZoneInfo(zone), clock.offsets[number]
    if number == 0:  # no change for more than a year: it has been like this since before the calendar begins
        at = datetime.fromtimestamp(first - 400 * DAY, here)
        return _Kind(after, after, at.tzname() or zone, _summer(at) and after > 0), _local(
            first - 400 * DAY + after
        )
    before, start = clock.offsets[number - 1], clock.starts[number]
    old, new = datetime.fromtimestamp(start - 1, here), datetime.fromtimestamp(start, here)
    is_daylight = after > before and (_summer(old) or _summer(new))
    return _Kind(before, after, new.tzname() or zone, is_daylight), _local(start + before)


def _summer(at: datetime) -> bool:
    return bool(at.dst())


def _local(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


def _observance(
    kind: _Kind, times: Sequence[datetime], later: Sequence[datetime]
) -> TimezoneStandard | TimezoneDaylight:
    component = TimezoneDaylight() if kind.is_daylight else TimezoneStandard()
    component.add("DTSTART", times[0])
    component.add("TZOFFSETFROM", timedelta(seconds=kind.before))
    component.add("TZOFFSETTO", timedelta(seconds=kind.after))
    component.add("TZNAME", kind.name)
    if rule := _rule([*times, *later]):
        component.add("RRULE", rule)
    elif len(times) > 1:
        component.add("RDATE", list(times[1:]))
    return component


def _rule(times: Sequence[datetime]) -> dict[str, object] | None:
    """The yearly rule that gives exactly these times, for some years at least. Outlook reads no list of dates."""
    years = [at.year for at in times]
    if len(times) < _RULE_HOLDS_FOR - 1 or years != list(range(years[0], years[0] + len(years))):
        return None
    if len({(at.month, at.weekday(), at.time()) for at in times}) > 1:
        return None
    counts = {(at.day - 1) // 7 + 1 for at in times}
    if all((at + timedelta(days=7)).month != at.month for at in times):
        count = -1
    elif len(counts) == 1:
        count = counts.pop()
    else:
        return None
    return {"FREQ": "YEARLY", "BYMONTH": times[0].month, "BYDAY": f"{count}{_WEEKDAYS[times[0].weekday()]}"}


def is_shown_twice(at: datetime, zone: str) -> bool:
    """Whether the local time of an instant comes twice in its zone, so that it does not say which is meant."""
    local = at.astimezone(ZoneInfo(zone))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def is_utc(zone: str) -> bool:
    """Whether a zone is UTC by another name, now and always: then it needs no VTIMEZONE."""
    return zone in {"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"}
