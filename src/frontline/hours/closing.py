"""Closing a calendar on some days, and opening it again."""

from frontline.hours import events
from frontline.hours.marking import When, mark, unmark
from frontline.hours.models import Closure, WorkingCalendar
from frontline.people.models import Teammate


def close(calendar: WorkingCalendar, when: When, *, why: str = "", by: Teammate) -> Closure:
    """Nobody works then. The same again is the same one. Raises Invalid, ForLeads."""
    return mark(Closure, calendar, when, why, events.CLOSED, by)


def reopen(closure: Closure, *, by: Teammate) -> None:
    """As if it had never been closed. Raises ForLeads."""
    unmark(closure, events.REOPENED, by)
