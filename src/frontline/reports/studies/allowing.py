"""Who may do what: leads and product managers plan studies and look after culprits; every teammate reads."""

from django.db.models import QuerySet

from frontline.kernel.refusal import Absent, Refusal
from frontline.people.models import Role, Teammate
from frontline.reports.studies.models import Culprit, Reading, Study


class NotForYou(Refusal):
    """Planning, settling and finishing are for leads and product managers."""

    code = "planners_only"
    status = 403


def may_plan(teammate: Teammate) -> bool:
    return teammate.is_active and teammate.role in {Role.LEAD, Role.PRODUCT}


def only_planners(teammate: Teammate, what: str) -> None:
    """`what`: "plans studies". Raises NotForYou."""
    if not may_plan(teammate):
        raise NotForYou(f"Only a lead or a product manager {what}. Ask one of them.")


def studies_visible_to(teammate: Teammate) -> QuerySet[Study]:
    return Study.objects.all() if teammate.is_active else Study.objects.none()


def study_visible_to(teammate: Teammate, pk: int) -> Study:
    """Raises Absent."""
    found = studies_visible_to(teammate).filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such study.")
    return found


def culprit_visible_to(teammate: Teammate, pk: int) -> Culprit:
    """Raises Absent."""
    found = Culprit.objects.select_related("product").filter(pk=pk).first() if teammate.is_active else None
    if found is None:
        raise Absent("There is no such culprit.")
    return found


def reading_visible_to(teammate: Teammate, study: Study, pk: int) -> Reading:
    """A reading that is lent to this teammate, or was before it was lent to another. Raises Absent.

    That it is another's now is for `labelling` to say: what somebody wrote must have a place to arrive at.
    """
    found = (
        Reading.objects.select_related("drawn__conversation", "drawn__study", "culprit")
        .filter(pk=pk, drawn__study=study, reader__isnull=False)
        .first()
    )
    if found is None or not teammate.is_active:
        raise Absent("There is no such reading, or it waits for nobody yet.")
    return found
