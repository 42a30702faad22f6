"""Freezing releases, and thawing them."""

from typing import Any

from frontline.events.recording import record
from frontline.hours import events
from frontline.hours.allowing import only_leads
from frontline.hours.current import changing
from frontline.hours.marking import When, mark, unmark
from frontline.hours.models import Freeze, WorkingCalendar
from frontline.hours.reading import Hours, as_json
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate


def freeze(calendar: WorkingCalendar, when: When, *, why: str = "", by: Teammate) -> Freeze:
    """No release goes out then; work goes on. The same again is the same one. Raises Invalid, ForLeads."""
    return mark(Freeze, calendar, when, why, events.FROZEN, by)


def freeze_weekly(calendar: WorkingCalendar, hours: Hours, *, why: str = "", by: Teammate) -> Freeze:
    """No release goes out in those hours of each week. The same again is the same one. Raises Invalid, ForLeads."""
    only_leads(by)
    if not any(hours):
        raise Invalid("Choose the days on which no release goes out.")
    said: dict[str, Any] = {"hours": as_json(hours)}
    with changing() as at:
        if same := Freeze.objects.filter(calendar=calendar, **said).first():
            return same
        made = Freeze.objects.create(calendar=calendar, why=why.strip(), made_by=by, made_at=at, **said)
        record(events.FROZEN, events.subject(calendar.pk), by=by, why=why.strip(), mark=made.pk, **said)
    return made


def thaw(frozen: Freeze, *, by: Teammate) -> None:
    """As if it had never been frozen. Raises ForLeads."""
    unmark(frozen, events.THAWED, by)
