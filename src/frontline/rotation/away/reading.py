"""A calendar (RFC 5545) as absences: pure, and bounded in size, number and time, because anybody may have written it.

What can't be read is counted, and the rest is kept; what is no calendar at all is refused.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import recurring_ical_events
import x_wr_timezone
from icalendar import Calendar, Component
from icalendar.timezone import tzp

from frontline.kernel.refusal import Invalid
from frontline.rotation.away.entries import Found, found_in, matcher, moment_of, text_of

MOST_BYTES = 5_000_000
MOST_ENTRIES = 2_000
MOST_SECONDS = 30.0
_TOO_FINE = {"SECONDLY", "MINUTELY", "HOURLY"}
_reading = threading.Lock()


class CalendarRefused(Invalid):
    """What an address gave is not a calendar that can be read."""

    code = "calendar_refused"


@dataclass(frozen=True, slots=True)
class Reading:
    """`found` by their beginning; `unreadable` is how many entries (series count once) were left out as broken."""

    found: tuple[Found, ...]
    unreadable: int


def read(
    content: bytes, *, zone: str, since_at: datetime, until_at: datetime, words: Sequence[str] = ()
) -> Reading:
    """The absences between two instants (aware) that a calendar has: every entry that isn't cancelled, or only those
    with one of `words` in the title.

    Whole days, and times without a zone of their own, are in `zone` (an IANA name). Raises CalendarRefused.
    """
    if len(content) > MOST_BYTES:
        raise CalendarRefused(f"That calendar is larger than {MOST_BYTES // 1_000_000} MB.")
    text = content.decode("utf-8-sig", "replace").replace("\0", "")
    if "BEGIN:VCALENDAR" not in text[:10_000].upper():
        raise CalendarRefused(_not_one(text))
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        # Half of it would look as if the absences in the other half were gone.
        raise CalendarRefused("That calendar is broken: its end is missing.")
    with _reading:
        tzp.use_default()  # forgets the zones that the last calendar described: names are not unique among calendars
        try:
            calendars = [x_wr_timezone.to_standard(each) for each in Calendar.from_ical(text, multiple=True)]
            if not calendars:
                raise CalendarRefused("That calendar is broken: it can't be read.")
            return _read(calendars, zone, since_at, until_at, words)
        except CalendarRefused:
            raise
        except Exception as error:
            raise CalendarRefused("That calendar is broken: it can't be read.") from error


def _not_one(text: str) -> str:
    if "<html" in text[:2000].lower():
        return (
            "That address gave a web page, not a calendar. Copy the address that ends in .ics, or says iCal."
        )
    return "That address gave something that is no calendar."


def _read(
    calendars: Sequence[Calendar], zone: str, since_at: datetime, until_at: datetime, words: Sequence[str]
) -> Reading:
    deadline = time.monotonic() + MOST_SECONDS
    is_meant = matcher(words)
    found: set[Found] = set()
    unreadable = 0
    for series in _series(calendars):
        if time.monotonic() > deadline:
            raise CalendarRefused(
                "That calendar takes too long to read: its entries repeat in too many ways."
            )
        if not any(is_meant(text_of(event, "SUMMARY")) for event in series):
            continue
        try:
            occurrences = _occurrences(series, since_at, until_at)
            meant = (each for each in occurrences if is_meant(text_of(each, "SUMMARY")))
            absences = [absence for each in meant if (absence := found_in(each, zone))]
            found.update(each for each in absences if each.until_at > since_at and each.from_at < until_at)
        except Exception:
            unreadable += 1
        if len(found) > MOST_ENTRIES:
            raise CalendarRefused(f"That calendar has more than {MOST_ENTRIES:,} entries in the coming year.")
    return Reading(tuple(sorted(found)), unreadable)


def _series(calendars: Sequence[Calendar]) -> Iterator[list[Component]]:
    """The entries, those with one UID together: a series and what was changed in it."""
    for calendar in calendars:
        known: dict[str, list[Component]] = defaultdict(list)
        for number, event in enumerate(calendar.walk("VEVENT")):
            known[text_of(event, "UID") or f"\n{number}"].append(event)
        yield from known.values()


def _occurrences(series: Sequence[Component], since_at: datetime, until_at: datetime) -> Sequence[Component]:
    alone = Calendar()
    for event in series:
        if _is_too_fine(event) or _ends_before_it_begins(event):
            raise ValueError("no absence repeats within a day, or ends before it begins")
        alone.add_component(event)
    if len(series) == 1 and not {"RRULE", "RDATE"} & set(series[0]):
        return series
    found: list[Component] = recurring_ical_events.of(alone).between(since_at, until_at)
    return found


def _is_too_fine(event: Component) -> bool:
    rules: Any = event.get("RRULE") or []
    return any(
        {str(each).upper() for each in rule.get("FREQ", [])} & _TOO_FINE
        or any(len(rule.get(part, [])) > 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
        for rule in (rules if isinstance(rules, list) else [rules])
    )


def _ends_before_it_begins(event: Component) -> bool:
    start, end = moment_of(event, "DTSTART"), moment_of(event, "DTEND")
    if end is None:
        return False
    if isinstance(start, datetime) and isinstance(end, datetime):
        return (start.tzinfo is None) != (end.tzinfo is None) or end < start
    return start is None or isinstance(start, datetime) or isinstance(end, datetime) or end < start
