"""Access: the one place that says which conversations a person may see. Every view loads through it."""

from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Model, QuerySet
from django.db.models.expressions import RawSQL

from frontline.inbox.models import Conversation
from frontline.inbox.time_left import PROMISE
from frontline.kernel import prepared
from frontline.kernel.reading import columns, made, width
from frontline.kernel.refusal import Absent
from frontline.people.models import Company, Customer, Product, Teammate

_CATEGORIES = (
    "ARRAY(SELECT c.name FROM inbox_category c JOIN inbox_categorisation x ON x.category_id = c.id"
    " WHERE x.conversation_id = inbox_conversation.id ORDER BY c.name)"
)
CATEGORIES = RawSQL(_CATEGORIES, [], output_field=ArrayField(CharField()))  # noqa: S611  (a constant)
"""The names of its categories, in the query that asks for the conversation."""
_PARTS: tuple[type[Model], ...] = (Conversation, Customer, Company, Product, Teammate)
_ONE = f"""
    SELECT {", ".join(columns(part) for part in _PARTS)}, {_CATEGORIES}, {PROMISE}
    FROM inbox_conversation
    JOIN people_customer ON people_customer.id = customer_id
    LEFT JOIN people_company ON people_company.id = company_id
    LEFT JOIN people_product ON people_product.id = product_id
    LEFT JOIN people_teammate ON people_teammate.id = assignee_id
    WHERE inbox_conversation.id = %s
"""  # noqa: S608  (of constants)
_BEYOND = 2**63  # no id is as large, and PostgreSQL would not take it


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
    # What conversations_visible_to says, written out: Django takes 1 ms to put these five tables together.
    found = prepared.run(_ONE, [number]) if teammate.is_active and number < _BEYOND else []
    if not found:
        raise Absent(f"There is no conversation #{number} here, or you may not see it.")
    return _read(found[0])


def _read(row: tuple[Any, ...]) -> Conversation:
    parts: list[Any] = []
    at = 0
    for model in _PARTS:
        parts.append(made(model, row, at) if row[at] is not None else None)
        at += width(model)
    conversation, customer, customer.company, conversation.product, conversation.assignee = parts
    conversation.customer = customer
    conversation.category_names, conversation.promise = row[at:]
    return cast("Conversation", conversation)
