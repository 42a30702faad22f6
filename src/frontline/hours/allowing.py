"""Who may change working calendars: leads, for they say what is promised to customers."""

from frontline.hours.models import WorkingCalendar
from frontline.kernel.refusal import Absent, Refusal
from frontline.people.models import Teammate


class ForLeads(Refusal):
    """Only a lead may do this."""

    code = "for_leads"
    status = 403


def only_leads(by: Teammate) -> None:
    """Raises ForLeads."""
    if not by.is_lead:
        raise ForLeads("Only a lead can change working hours. Ask one of them.")


def calendar_with(pk: int) -> WorkingCalendar:
    """Raises Absent."""
    found = WorkingCalendar.objects.filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such calendar: perhaps another lead has removed it.")
    return found
