"""An iCalendar (RFC 5545) of shifts. Pure: the same entries give the same bytes, so a reader can ask "changed?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration

from frontline.rotation.feeds.zones import is_shown_twice, is_utc, vtimezone

READ_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One shift as a calendar shows it. Instants are aware; `zone` is the one in which its times are said.

    `uid` stays; `sequence` grows with each change of its time, person or status; `changed_at` is the last of those.
    """

    uid: str
    from_at: datetime
    until_at: datetime
    zone: str
    summary: str
    description: str
    url: str
    sequence: int
    changed_at: datetime


def written(name: str, entries: Sequence[Entry]) -> bytes:
    """The calendar, in UTF-8 with CRLF. Its VTIMEZONEs are those that its entries use."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Frontline//Rotation//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    # RFC 7986 has names for these two; the X- forms are what Google, Apple and Outlook read.
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, name)
    calendar.add("REFRESH-INTERVAL", vDuration(READ_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(READ_AGAIN_AFTER))
    events = [_event(entry) for entry in entries]
    for zone in sorted({entry.zone for entry in entries}):
        times = [at for entry in entries if entry.zone == zone for at in _local_times(entry)]
        if times:
            calendar.add_component(vtimezone(zone, min(times), max(times)))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=False))


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    # There is no METHOD, so DTSTAMP says when the entry was last revised (RFC 5545, 3.8.7.2).
    event.add("DTSTAMP", entry.changed_at.astimezone(UTC))
    event.add("LAST-MODIFIED", entry.changed_at.astimezone(UTC))
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTART", _said(entry.from_at, entry.zone))
    event.add("DTEND", _said(entry.until_at, entry.zone))
    event.add("SUMMARY", entry.summary)
    event.add("DESCRIPTION", entry.description)
    event.add("URL", entry.url)
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    return event


def _said(at: datetime, zone: str) -> datetime:
    """A local time in the zone; in UTC where the local time comes twice, and would be read as the first."""
    return at.astimezone(UTC) if _is_said_in_utc(at, zone) else at.astimezone(ZoneInfo(zone))


def _is_said_in_utc(at: datetime, zone: str) -> bool:
    return is_utc(zone) or is_shown_twice(at, zone)


def _local_times(entry: Entry) -> list[datetime]:
    return [at for at in (entry.from_at, entry.until_at) if not _is_said_in_utc(at, entry.zone)]
