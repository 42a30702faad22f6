"""What readers noted of an erased customer: of their conversations all, elsewhere their names and addresses.

Labels stay: they are about products, and a report that changes when somebody is erased would be wrong the next day.
"""

from django.db.models import Q

from frontline.inbox.models import Conversation
from frontline.people import erasing
from frontline.people.erasing import Erased
from frontline.reports.studies.models import Reading, Settlement

_ERASED = "[erased]"


def register() -> None:
    """Called from AppConfig.ready."""
    erasing.register("studies.notes", _notes, order=300)


def _notes(erased: Erased, after: int) -> int | None:
    own = Conversation.objects.filter(customer=erased.customer_id)
    named = Q(pk__in=[])
    for word in erased.scrubber.words:
        named |= Q(note__icontains=word)
    for model in (Reading, Settlement):
        model._default_manager.filter(drawn__number__in=own.values("pk")).exclude(note="").update(
            note=_ERASED
        )
        for row in model._default_manager.filter(named):
            row.note = erased.scrubber.text(row.note)
            row.save(update_fields=["note"])
    return None
