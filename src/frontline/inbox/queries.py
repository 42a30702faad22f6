"""Lists of conversations. What a list costs depends on its page, not on how many conversations there are."""

# ruff: noqa: S608  (the statements are put together of constants)

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from django.db.models import QuerySet
from django.db.models.expressions import Combinable, RawSQL

from frontline.inbox import storms, time_left
from frontline.inbox.access import conversations_visible_to
from frontline.inbox.models import Conversation
from frontline.kernel import clock
from frontline.kernel.asking import Asking, alone
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate

View = Literal["unassigned", "mine", "open", "snoozed", "closed"]
VIEWS: tuple[View, ...] = ("unassigned", "mine", "open", "snoozed", "closed")
COUNT_LIMIT = 1000
_SIZE = (
    "(SELECT count(*) FROM (SELECT 1 FROM inbox_conversation"
    f" WHERE status = 'open' AND snoozed_until IS {{}} LIMIT {COUNT_LIMIT}) AS limited)"
)
_COUNTS = (
    "SELECT "
    + ", ".join(
        _SIZE.format(which)
        for which in ("NULL AND assignee_id IS NULL", "NULL AND assignee_id = %(me)s", "NULL", "NOT NULL")
    )
    + ", (SELECT count(*) FROM inbox_storm WHERE last_at > %(since)s)"
)
_FOREIGN = "That cursor is not one that this list gave: begin again without it."


class Row(NamedTuple):
    """A conversation as a list shows it. No model: a page has fifty, each with four others joined to it."""

    pk: int
    subject: str
    status: str
    waits_for_customer: bool
    waiting_since: datetime
    rank: int
    due_at: datetime | None
    queue_at: datetime
    snoozed_until: datetime | None
    snoozed_why: str
    snooze_is_theirs: bool
    woken_at: datetime | None
    closed_at: datetime | None
    snippet: str
    assignee_id: int | None
    assignee: str | None
    """Names, from here on; None where there is nobody, or nothing."""
    product: str | None
    customer: str
    company: str | None
    tier: str | None
    promise: Sequence[str | None] | None
    """What is due next, as time_left.py reads it."""


# Two are asked for, not joined: PostgreSQL weighs every order of five joined tables, for longer than it then reads.
_ASSIGNEE = "(SELECT name FROM people_teammate WHERE id = inbox_conversation.assignee_id)"
_PRODUCT = "(SELECT name FROM people_product WHERE id = inbox_conversation.product_id)"
_ITS_OWN = Row._fields[: Row._fields.index("assignee")]
_SELECT = (
    "SELECT "
    + ", ".join(f"inbox_conversation.{name.replace('pk', 'id')}" for name in _ITS_OWN)
    + f", {_ASSIGNEE}, {_PRODUCT}, people_customer.name, people_company.name, people_company.tier, {time_left.PROMISE}"
    " FROM inbox_conversation JOIN people_customer ON people_customer.id = inbox_conversation.customer_id"
    " LEFT JOIN people_company ON people_company.id = people_customer.company_id"
)
_COLUMNS: tuple[str | Combinable, ...] = (
    *_ITS_OWN,
    RawSQL(_ASSIGNEE, []),  # noqa: S611  (constants)
    RawSQL(_PRODUCT, []),  # noqa: S611
    "customer__name",
    "customer__company__name",
    "customer__company__tier",
    RawSQL(time_left.PROMISE, []),  # noqa: S611  (a constant)
)
R = TypeVar("R")


class InQueue(Protocol):
    """What has a place in the queue."""

    @property
    def pk(self) -> int: ...
    @property
    def waits_for_customer(self) -> bool: ...
    @property
    def rank(self) -> int: ...
    @property
    def queue_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows of a list, in its order, and where the next ones begin (None at the end)."""

    rows: list[R]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conversations each list holds, counted up to COUNT_LIMIT: nobody reads further, and it stays fast."""

    unassigned: int
    mine: int
    open: int
    snoozed: int = 0
    storms: int = 0
    """How many senders flood us right now (all of them counted: they are never many)."""


def listed(view: View, teammate: Teammate, *, after: str | None = None, limit: int = 50) -> Page[Row]:
    """One page of a list, 50 rows by default, beginning after cursor `after`.

    The open lists begin with who waits for us, then come those that wait for their customer; among both the order is by
    tier, then by what is due first. What is snoozed is in none of them but in a list of its own, by when it comes back.
    The closed list begins with what was closed last. Raises Invalid for a cursor that is not one of ours.
    """
    return alone(listing(view, teammate, after=after, limit=limit))


def listing(
    view: View, teammate: Teammate, *, after: str | None = None, limit: int = 50
) -> Asking[Page[Row]]:
    """The same, to be asked together with other things."""
    if not teammate.is_active:  # what conversations_visible_to says
        return Page([], None)
    condition, order, direction, cursor_of, place = _LISTS[view]
    values: list[object] = [teammate.pk] if view == "mine" else []
    if after:
        values += place(after)
        condition += (
            f" AND ({order}) {'<' if direction else '>'} ({', '.join(['%s'] * order.count(',') + ['%s'])})"
        )
    ordered = ", ".join(column + direction for column in order.split(", "))
    # The limit stands in the text: by it PostgreSQL chooses a plan.
    (found,) = yield [(f"{_SELECT} WHERE {condition} ORDER BY {ordered} LIMIT {int(limit) + 1}", values)]
    return page_of([Row._make(each) for each in found], limit, cursor_of)


def found_rows(conversations: QuerySet[Conversation], *, after: str | None, limit: int) -> Page[Row]:
    """The rows of any set of conversations, the newest first."""
    return page_of(_rows(from_newest(conversations, after), limit), limit, lambda c: encode(c.pk))


def rows_of(numbers: Iterable[int], teammate: Teammate) -> list[Row]:
    """Those of these conversations that the teammate may see, in no order; one query, none without numbers."""
    wanted = list(numbers)
    if not wanted:
        return []
    found = conversations_visible_to(teammate).filter(pk__in=wanted).values_list(*_COLUMNS)
    return [Row._make(each) for each in found]


def from_newest(conversations: QuerySet[Conversation], after: str | None) -> QuerySet[Conversation]:
    """An order that never changes while one pages through it."""
    if after:
        (number,) = decode(after, 1)
        conversations = conversations.filter(pk__lt=_whole(number))
    return conversations.order_by("-pk")


def _rows(conversations: QuerySet[Conversation], limit: int) -> list[Row]:
    """The first ones, and one more if there are more; in one query."""
    return [Row._make(found) for found in conversations.values_list(*_COLUMNS)[: limit + 1]]


def counts(teammate: Teammate) -> Counts:
    """The sizes of the open lists for this teammate, and how many storms rage, in one query."""
    return alone(counting(teammate))


def counting(teammate: Teammate) -> Asking[Counts]:
    """The same, to be asked together with other things."""
    ((sizes,),) = yield [(_COUNTS, {"me": teammate.pk, "since": clock.now() - storms.WITHIN})]
    return Counts(*sizes)


QUEUE_ORDER = ("waits_for_customer", "rank", "queue_at", "id")


def after_in_queue(rows: QuerySet[Conversation], after: str | None) -> QuerySet[Conversation]:
    if not after:
        return rows
    return _beyond(rows, QUEUE_ORDER, _in_queue(after))


def place_in_queue(row: InQueue) -> str:
    return encode(int(row.waits_for_customer), row.rank, row.queue_at.isoformat(), row.pk)


def _beyond(
    rows: QuerySet[Conversation], order: tuple[str, ...], place: Sequence[object]
) -> QuerySet[Conversation]:
    """Those after a place. A row comparison is answered from the index, unlike the same thing spelt out with ORs."""
    columns = ", ".join(f"inbox_conversation.{name}" for name in order)
    marks = ", ".join(["%s"] * len(order))
    return rows.alias(is_after=RawSQL(f"({columns}) > ({marks})", list(place))).filter(is_after=True)  # noqa: S611


def _in_queue(cursor: str) -> list[object]:
    waits, rank, at, number = decode(cursor, 4)
    return [waits == "1", _whole(rank), _instant(at), _whole(number)]


def _by_instant(cursor: str) -> list[object]:
    at, number = decode(cursor, 2)
    return [_instant(at), _whole(number)]


def _place_snoozed(row: Row) -> str:
    return encode(row.snoozed_until.isoformat() if row.snoozed_until else "", row.pk)


def _place_closed(row: Row) -> str:
    return encode(row.closed_at.isoformat() if row.closed_at else "", row.pk)


# Of each list: which conversations, their order and its direction, and cursors, both ways.
_QUEUED = "status = 'open' AND snoozed_until IS NULL"
_IN_ORDER = ("waits_for_customer, rank, queue_at, inbox_conversation.id", "", place_in_queue, _in_queue)
_LISTS: dict[View, tuple[str, str, str, Callable[[Row], str], Callable[[str], list[object]]]] = {
    "open": (_QUEUED, *_IN_ORDER),
    "unassigned": (f"{_QUEUED} AND assignee_id IS NULL", *_IN_ORDER),
    "mine": (f"{_QUEUED} AND assignee_id = %s", *_IN_ORDER),
    "snoozed": (
        "status = 'open' AND snoozed_until IS NOT NULL",
        "snoozed_until, inbox_conversation.id",
        "",
        _place_snoozed,
        _by_instant,
    ),
    "closed": (
        "status = 'closed'",
        "closed_at, inbox_conversation.id",
        " DESC",
        _place_closed,
        _by_instant,
    ),
}


def page_of(found: Sequence[R], limit: int, cursor_of: Callable[[R], str]) -> Page[R]:
    rows = list(found[:limit])
    return Page(rows, cursor_of(rows[-1]) if len(found) > limit else None)


def encode(*parts: object) -> str:
    """A cursor: opaque to whoever carries it."""
    return base64.urlsafe_b64encode("|".join(str(p) for p in parts).encode()).decode().rstrip("=")


def decode(cursor: str, parts: int) -> list[str]:
    """The parts of a cursor. Raises Invalid."""
    try:
        found = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode().split("|")
    except (binascii.Error, ValueError):
        found = []
    if len(found) != parts:
        raise Invalid(_FOREIGN)
    return found


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(_FOREIGN) from None
    if instant.tzinfo is None:
        raise Invalid(_FOREIGN)
    return instant


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Invalid(_FOREIGN)
    return int(text)
