"""Who may do what is not everybody's: leads."""

from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate


class ForLeads(Refusal):
    """Only a lead may do this."""

    code = "for_leads"
    status = 403


def only_leads(by: Teammate, what: str) -> None:
    """Raises ForLeads. `what` completes "Only a lead can ..."."""
    if not by.is_lead:
        raise ForLeads(f"Only a lead can {what}. Ask one of them.")
