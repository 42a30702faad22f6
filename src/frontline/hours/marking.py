"""What closures and freezes have in common: an interval that is marked in a calendar, or unmarked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from frontline.events.recording import record
from frontline.hours import events
from frontline.hours.allowing import only_leads
from frontline.hours.current import changing
from frontline.hours.models import Closure, Freeze, WorkingCalendar
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate

LONGEST = 366  # days
_FURTHEST = timedelta(days=366 * 10)

M = TypeVar("M", Closure, Freeze)


@dataclass(frozen=True, slots=True)
class When:
    """Days in the calendar's zone, both included; or, where a time is given, from one instant to before another."""

    first_on: date | None = None
    last_on: date | None = None
    from_at: datetime | None = None
    until_at: datetime | None = None


def mark(kind: type[M], calendar: WorkingCalendar, when: When, why: str, event: str, by: Teammate) -> M:
    only_leads(by)
    said = {
        "first_on": when.first_on,
        "last_on": when.last_on,
        "from_at": when.from_at,
        "until_at": when.until_at,
    }
    with changing() as at:
        _check(when, at, calendar)
        if same := kind.objects.filter(calendar=calendar, **said).first():  # sent twice
            return same
        made = kind.objects.create(calendar=calendar, why=why.strip(), made_by=by, made_at=at, **said)
        spoken = {name: value.isoformat() for name, value in said.items() if value}
        record(event, events.subject(calendar.pk), by=by, why=why.strip(), mark=made.pk, **spoken)
    return made


def unmark(each: Closure | Freeze, event: str, by: Teammate) -> None:
    only_leads(by)
    with changing():
        pk = each.pk
        if each.delete()[0]:
            record(event, events.subject(each.calendar_id), by=by, mark=pk)


def _check(when: When, at: datetime, calendar: WorkingCalendar) -> None:
    if when.from_at and when.until_at:
        start, end, ends = when.from_at, when.until_at, when.until_at > at
        last = at + _FURTHEST
        is_long, is_far = end - start > timedelta(days=LONGEST), end > last
        is_empty = end <= start
    elif when.first_on and when.last_on:
        today = at.astimezone(ZoneInfo(calendar.timezone)).date()
        ends = when.last_on >= today
        is_long, is_far = (when.last_on - when.first_on).days >= LONGEST, when.last_on > today + _FURTHEST
        is_empty = when.last_on < when.first_on
    else:
        raise Invalid("Say from which day to which.")
    if is_empty:
        raise Invalid("The end must not be before the beginning.")
    if not ends:
        raise Invalid("That is past, and the past does not change.")
    if is_long or is_far:
        raise Invalid("A year is the longest, and ten years the furthest ahead. Mind the year.")
