"""Public holidays: those that are worked, and those that are taken off."""

from datetime import date, timedelta

from frontline.events.recording import record
from frontline.hours import events
from frontline.hours.allowing import only_leads
from frontline.hours.current import changing
from frontline.hours.holidays import holidays_between
from frontline.hours.models import WorkingCalendar
from frontline.kernel.refusal import Absent
from frontline.people.models import Teammate


def work_on(calendar: WorkingCalendar, day: date, *, by: Teammate) -> None:
    """A public holiday is a day like any other, that year. Again: changes nothing. Raises Absent, ForLeads."""
    _holiday(calendar, day, True, by)


def take_off(calendar: WorkingCalendar, day: date, *, by: Teammate) -> None:
    """A public holiday that was to be worked is off after all. Again: changes nothing. Raises Absent, ForLeads."""
    _holiday(calendar, day, False, by)


def _holiday(calendar: WorkingCalendar, day: date, is_worked: bool, by: Teammate) -> None:
    only_leads(by)
    with changing():
        calendar.refresh_from_db()
        following = day + timedelta(days=1)
        if not calendar.place or not holidays_between(calendar.place, day, following):
            raise Absent(f"{day} is no public holiday of this calendar.")
        worked = set(calendar.worked_on)
        if (day.isoformat() in worked) == is_worked:
            return
        calendar.worked_on = sorted(worked ^ {day.isoformat()})
        calendar.save(update_fields=["worked_on"])
        kind = events.HOLIDAY_WORKED if is_worked else events.HOLIDAY_TAKEN_OFF
        record(kind, events.subject(calendar.pk), by=by, on=day.isoformat())
