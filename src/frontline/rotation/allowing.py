"""Who may do what: everybody with their own shifts, leads with all."""

from frontline.kernel.refusal import Absent, Invalid, Refusal
from frontline.people.models import Teammate
from frontline.rotation.models import Rotation


class ForLeads(Refusal):
    """Only a lead may do this."""

    code = "for_leads"
    status = 403


class Ended(Refusal):
    """The rotation has ended."""

    code = "rotation_ended"


def only_leads(by: Teammate, what: str) -> None:
    """Raises ForLeads. `what` completes "Only a lead can ..."."""
    if not by.is_lead:
        raise ForLeads(f"Only a lead can {what}. Ask one of them.")


def standing(pk: int) -> Rotation:
    """A rotation that has not ended. Raises Absent."""
    found = Rotation.objects.select_related("team").filter(pk=pk, ended_at=None).first()
    if found is None:
        raise Absent("There is no such rotation.")
    return found


def only_active(*teammates: Teammate) -> None:
    """Raises Invalid if one of them is deactivated."""
    for teammate in teammates:
        if not teammate.is_active:
            raise Invalid(f"{teammate.name} is deactivated, so they can't be on.")
