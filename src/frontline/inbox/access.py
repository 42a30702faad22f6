"""Access: the one place that says which conversations a person may see. Every view loads through it."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, QuerySet
from django.db.models.expressions import RawSQL

from frontline.inbox.models import Conversation
from frontline.inbox.time_left import PROMISE
from frontline.kernel.refusal import Absent
from frontline.people.models import Teammate

CATEGORIES = RawSQL(
    "ARRAY(SELECT c.name FROM inbox_category c JOIN inbox_categorisation x ON x.category_id = c.id"
    " WHERE x.conversation_id = inbox_conversation.id ORDER BY c.name)",
    [],
    output_field=ArrayField(CharField()),
)
"""The names of its categories, in the query that asks for the conversation."""


def conversations_visible_to(teammate: Teammate) -> QuerySet[Conversation]:
    """The conversations that this teammate may see: in one workspace all of them, as long as they are active."""
    return Conversation.objects.all() if teammate.is_active else Conversation.objects.none()


def category_names(conversation: Conversation) -> list[str]:
    """The names of its categories; without a query if it was asked for by `conversation_visible_to`."""
    known: list[str] | None = vars(conversation).get("category_names")
    return list(conversation.categories.values_list("name", flat=True)) if known is None else known


def conversation_visible_to(teammate: Teammate, number: int) -> Conversation:
    """That conversation, with its customer, company, product and assignee, the names of its categories, and what is due
    next. Raises Absent."""
    found = (
        conversations_visible_to(teammate)
        .select_related("customer__company", "product", "assignee")
        .annotate(category_names=CATEGORIES, promise=RawSQL(PROMISE, []))  # noqa: S611  (a constant)
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise Absent(f"There is no conversation #{number} here, or you may not see it.")
    return found
