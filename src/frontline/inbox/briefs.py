"""Conversations in brief: what the REST lists tell of each. Tuples, not models: fifty rows were 250 objects."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.expressions import Combinable, RawSQL

from frontline.inbox.access import CATEGORIES
from frontline.inbox.models import Conversation
from frontline.inbox.queries import (
    QUEUE_ORDER,
    Page,
    after_in_queue,
    encode,
    from_newest,
    page_of,
    place_in_queue,
)


class Brief(NamedTuple):
    """A conversation, and the names of what belongs to it; None where there is nothing."""

    pk: int
    subject: str
    status: str
    channel: str
    is_spam: bool
    merged_into_id: int | None
    waits_for_customer: bool
    waiting_since: datetime
    rank: int
    queue_at: datetime
    due_at: datetime | None
    snoozed_until: datetime | None
    created_at: datetime
    closed_at: datetime | None
    product: str | None
    categories: list[str]
    customer: str
    address: str | None
    """The first that they can be reached at."""
    tier: str | None
    assignee: str | None
    """Their address."""


_ADDRESS = (
    "(SELECT value FROM people_customeraddress AS address WHERE address.customer_id = inbox_conversation.customer_id"
    " AND kind = 'email' ORDER BY id LIMIT 1)"
)
_ASSIGNEE = "(SELECT email FROM people_teammate WHERE id = inbox_conversation.assignee_id)"
_PRODUCT = "(SELECT name FROM people_product WHERE id = inbox_conversation.product_id)"
_COLUMNS: tuple[str | Combinable, ...] = (
    *Brief._fields[: Brief._fields.index("product")],
    RawSQL(_PRODUCT, []),  # noqa: S611  (constants)
    CATEGORIES,
    "customer__name",
    RawSQL(_ADDRESS, []),  # noqa: S611
    "customer__company__tier",
    RawSQL(_ASSIGNEE, []),  # noqa: S611
)


def newest_first(conversations: QuerySet[Conversation], *, after: str | None, limit: int) -> Page[Brief]:
    """Any set of conversations by number, the newest first; in one query."""
    return _paged(from_newest(conversations, after), limit, lambda row: encode(row.pk))


def queued(conversations: QuerySet[Conversation], *, after: str | None, limit: int) -> Page[Brief]:
    """Those of any set of conversations that are in the queue, in its order; in one query."""
    rows = after_in_queue(conversations.filter(status="open", snoozed_until=None), after)
    return _paged(rows.order_by(*QUEUE_ORDER), limit, place_in_queue)


def _paged(rows: QuerySet[Conversation], limit: int, cursor_of: Callable[[Brief], str]) -> Page[Brief]:
    found: Sequence[Brief] = [Brief._make(row) for row in rows.values_list(*_COLUMNS)[: limit + 1]]
    return page_of(found, limit, cursor_of)
