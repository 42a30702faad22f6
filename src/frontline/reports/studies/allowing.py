"""Who may do what: leads and product managers plan studies and look after culprits; every teammate reads."""

from django.db.models import QuerySet

from frontline.kernel.refusal import Absent, Refusal
from frontline.people.models import Role, Teammate
from frontline.reports.studies.models import Culprit, Study


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
