"""Merging two culprits that turned out to be one, and taking that back.

No label is rewritten: the one that ends points to the other, and reports follow that. So undoing is exact.
"""

from django.db import transaction

from frontline.events.recording import record
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.reports.studies import events
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.culprits.naming import NameTaken
from frontline.reports.studies.models import Culprit


def merge(culprit: Culprit, into: Culprit, *, by: Teammate) -> None:
    """`culprit` goes by the name of `into`, in finished studies too. Raises Invalid, NotForYou."""
    only_planners(by, "merges culprits")
    with transaction.atomic():
        rows = Culprit.objects.select_for_update().filter(pk__in=[culprit.pk, into.pk]).order_by("pk")
        found = {row.pk: row for row in rows}
        culprit, into = found[culprit.pk], found[into.pk]
        if culprit.pk == into.pk:
            raise Invalid("A culprit can't be merged into itself.")
        if culprit.product_id != into.product_id:
            raise Invalid("Only culprits of one product are merged.")
        if culprit.merged_into_id or into.merged_into_id:
            raise Invalid("One of the two is merged already: choose the one that it goes by now.")
        culprit.merged_into = into
        culprit.save(update_fields=["merged_into"])
        record(events.CULPRIT_MERGED, culprit.as_subject, by=by, into=into.pk, name=into.name)


def separate(culprit: Culprit, *, by: Teammate) -> None:
    """Undo its merge: its labels go by its own name again. Nothing if it isn't merged. Raises NameTaken, NotForYou."""
    only_planners(by, "separates culprits")
    with transaction.atomic():
        culprit = Culprit.objects.select_for_update().get(pk=culprit.pk)
        if culprit.merged_into_id is None:
            return
        others = Culprit.objects.filter(
            product=culprit.product_id, merged_into=None, name__iexact=culprit.name
        )
        if others.exists():
            raise NameTaken(f"There is another culprit called {culprit.name} now: rename that one first.")
        before, culprit.merged_into = culprit.merged_into_id, None
        culprit.save(update_fields=["merged_into"])
        record(events.CULPRIT_SEPARATED, culprit.as_subject, by=by, from_=before)
