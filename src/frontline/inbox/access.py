"""Access: the one place that says which conversations a person may see. Every view loads through it."""

from django.db.models import QuerySet

from frontline.inbox.models import Conversation
from frontline.kernel.refusal import Absent
from frontline.people.models import Teammate


def conversations_visible_to(teammate: Teammate) -> QuerySet[Conversation]:
    """The conversations that this teammate may see: in one workspace all of them, as long as they are active."""
    return Conversation.objects.all() if teammate.is_active else Conversation.objects.none()


def conversation_visible_to(teammate: Teammate, number: int) -> Conversation:
    """That conversation, with its customer, company, product and assignee. Raises Absent."""
    found = (
        conversations_visible_to(teammate)
        .select_related("customer__company", "product", "assignee")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise Absent(f"There is no conversation #{number} here, or you may not see it.")
    return found
