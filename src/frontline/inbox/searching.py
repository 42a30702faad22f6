"""Searching all that was ever asked and answered, messages and notes alike."""

import json
import re

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from frontline.inbox.access import conversations_visible_to
from frontline.inbox.models import Categorisation, Category, Conversation, Message, Note, SearchDocument
from frontline.inbox.queries import Page, Row, found_rows
from frontline.kernel.folding import searchable
from frontline.people.models import Product, Teammate

MANY = 2000
_COMMON = 0.01
"""A share of all. PostgreSQL supposes half of that of every word that its statistics don't know."""
_QUOTED = re.compile(r'"([^"]{2,200})"')
_FILTER = re.compile(r'(?<!\S)(category|product|is):(?:"([^"]{1,80})"|(\S{1,80}))', re.IGNORECASE)
_NUMBER = re.compile(r"#(\d{1,18})")

_NOTHING = Q(pk__in=())
_STATES = {"spam": Q(is_spam=True), "open": Q(status="open"), "closed": Q(status="closed")}


def search(text: str, teammate: Teammate, *, after: str | None = None, limit: int = 50) -> Page[Row]:
    """The conversations that hold all words of `text`, the newest first; the words may be in different messages.

    `category:Bug`, `product:"Data pipeline"`, `is:spam`, `is:open` and `is:closed` narrow it down, or stand alone.
    "Words in quotes" must stand together; -word must be absent; `or` between two words means either (PostgreSQL's
    websearch syntax). `#1042` is that conversation. Raises Invalid for a foreign cursor.
    """
    return found_rows(found(conversations_visible_to(teammate), text), after=after, limit=limit)


def found(conversations: QuerySet[Conversation], text: str) -> QuerySet[Conversation]:
    """Those of `conversations` that `search` means."""
    text = text.strip()[:500]
    if number := _NUMBER.fullmatch(text):
        return conversations.filter(pk=int(number[1]))
    text, filters = _FILTER.sub(" ", text), _FILTER.findall(text)
    for name, quoted, plain in filters:
        conversations = conversations.filter(_having(name.lower(), quoted or plain))
    words = _query(text)
    if not words:
        return conversations if filters else conversations.none()
    conversations = conversations.filter(_holding(words))
    for phrase in _QUOTED.findall(text):
        # The index knows words, not their order: the few conversations that hold them all are looked at themselves.
        conversations = conversations.filter(
            Q(subject__icontains=phrase)
            | Exists(Message.objects.filter(conversation=OuterRef("pk"), text__icontains=phrase))
            | Exists(Note.objects.filter(conversation=OuterRef("pk"), text__icontains=phrase))
        )
    return conversations


def _having(name: str, value: str) -> Q:
    """The condition that a filter means; one that nothing meets for a value that is none."""
    if name == "category":
        category = Category.objects.filter(name__iexact=value).values_list("pk", flat=True).first()
        its = Categorisation.objects.filter(category=category).values("conversation")
        return Q(pk__in=its) if category else _NOTHING
    if name == "product":
        product = Product.objects.filter(name__iexact=value).values_list("pk", flat=True).first()
        return Q(product=product) if product else _NOTHING
    return _STATES.get(value.lower(), _NOTHING)


def _query(text: str) -> str:
    """The words of `text`, each as it was indexed, with `or` and the minus of websearch kept where they mean that."""
    words: list[str] = []
    for given in text.replace('"', " ").split():
        minus = "-" if given.startswith("-") else ""
        words += [minus + word for word in searchable(given).split()]
    return " ".join(words)


def _holding(words: str) -> Q:
    """The condition that a conversation holds `words`.

    Words that many hold: walking back from the newest conversation fills a page soon, and that is PostgreSQL's plan.
    Words that few hold: the index names them all at once; but PostgreSQL, which keeps statistics of the most common
    words only, would walk there too, past nearly everything. So it is asked what it knows, and told which to do.
    """
    query = SearchQuery(words, config="english", search_type="websearch")
    matching = SearchDocument.objects.filter(words=query).values_list("pk", flat=True)
    (plan,) = json.loads(matching.explain(format="json"))
    rows = plan["Plan"]["Plan Rows"]
    are_common = rows > MANY and rows > _COMMON * _documents()
    return Q(pk__in=matching) if are_common else Q(pk__in=list(matching))


def _documents() -> float:
    """About how many conversations there are, as PostgreSQL's statistics have it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'inbox_searchdocument'::regclass")
        (found,) = cursor.fetchone()
    return float(found)
