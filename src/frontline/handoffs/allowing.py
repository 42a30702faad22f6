"""Who may do what: a hand-off is the hero's, and leads may help; it is read by the next one."""

from django.db.models import Q, QuerySet

from frontline.handoffs.models import Handoff
from frontline.handoffs.shifts import Shift
from frontline.kernel.refusal import Absent, Refusal
from frontline.people.models import Teammate


class NotYours(Refusal):
    """It is the hand-off of another's shift."""

    code = "not_your_handoff"
    status = 403


def only_giver(shift: Shift, by: Teammate) -> None:
    """Raises NotYours."""
    if by.pk != shift.giver.pk and not by.is_lead:
        raise NotYours(
            f"This is the hand-off of {shift.giver.name}'s shift: only they, or a lead, can write it."
        )


def handoffs_visible_to(teammate: Teammate) -> QuerySet[Handoff]:
    """Leads see all, others those from and to them."""
    if not teammate.is_active:
        return Handoff.objects.none()
    found = Handoff.objects.select_related(
        "from_teammate", "to_teammate", "built_by", "acknowledged_by", "rotation"
    )
    if teammate.is_lead:
        return found
    return found.filter(Q(from_teammate=teammate) | Q(to_teammate=teammate))


def handoff_visible_to(teammate: Teammate, pk: int) -> Handoff:
    """Raises Absent."""
    found = handoffs_visible_to(teammate).filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such hand-off, or it is not yours to read.")
    return found
