"""The queue: who waits for us first, then by tier, then by what is due; read from its index, however long it is."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontline.inbox.models import Conversation
from frontline.inbox.models.conversation import NOT_DUE
from frontline.inbox.queries import counts, listed
from frontline.inbox.replying import reply
from frontline.inbox.searching import search
from frontline.inbox.snoozing import snooze
from frontline.kernel import clock
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")
HOUR = timedelta(hours=1)
MANY = 4000


def place(conversation: Conversation, **values) -> Conversation:
    Conversation.objects.filter(pk=conversation.pk).update(**values)
    return conversation


@pytest.fixture
def thousands(cast: Cast) -> None:
    """Conversations of all tiers, waiting for either side, assigned or not, some put off, most of them closed."""
    now = clock.now()
    Conversation.objects.bulk_create(
        Conversation(
            subject=f"Number {i}",
            customer=cast.ada if i % 3 else cast.eve,
            channel="letters",
            assignee=(None, cast.mia, cast.tom)[i % 3],
            waits_for_customer=i % 4 == 0,
            rank=i % 3,
            waiting_since=now - i * HOUR,
            due_at=now + i * HOUR if i % 5 else None,
            queue_at=now + i * HOUR if i % 5 else now - i * HOUR + NOT_DUE,
            snoozed_until=now + (i + 1) * HOUR if i % 7 == 0 else None,
            status="open" if i % 2 else "closed",
            closed_at=None if i % 2 else now,
            last_message_at=now,
            created_at=now,
        )
        for i in range(MANY)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE inbox_conversation")


def plan_of(ask) -> dict:
    """The plan of the one query that `ask` makes."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    (query,) = asked.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {query['sql']}")
        (found,) = cursor.fetchone()
    return found[0]["Plan"] if isinstance(found, list) else json.loads(found)[0]["Plan"]


def nodes(plan: dict) -> list[dict]:
    """The steps of a plan, without those that look something up for each row."""
    children = [child for child in plan.get("Plans", ()) if child["Parent Relationship"] != "SubPlan"]
    return [plan, *(node for child in children for node in nodes(child))]


def test_tier_comes_before_what_is_due_and_who_waits_for_us_before_both(cast: Cast):
    now = clock.now()
    community, late, soon, answered = (received().conversation for _ in range(4))
    place(community, rank=2, queue_at=now - 9 * HOUR)
    place(late, rank=0, queue_at=now + HOUR)
    place(soon, rank=0, queue_at=now + HOUR / 2)
    reply(answered, "Done", by=cast.mia)

    assert [row.pk for row in listed("open", cast.mia).rows] == [
        soon.pk,
        late.pk,
        community.pk,
        answered.pk,
    ]


def test_what_is_not_due_comes_last_of_its_tier_by_how_long_it_waits(cast: Cast):
    now = clock.now()
    old, new, due = (received().conversation for _ in range(3))
    place(old, rank=1, due_at=None, queue_at=now - 5 * HOUR + NOT_DUE)
    place(new, rank=1, due_at=None, queue_at=now + NOT_DUE)
    place(due, rank=1, queue_at=now + 900 * HOUR)

    assert [row.pk for row in listed("open", cast.mia).rows] == [due.pk, old.pk, new.pk]


def test_what_is_snoozed_is_counted_and_listed_apart(cast: Cast):
    stays, later, sooner = (received().conversation for _ in range(3))
    snooze(later, clock.now() + 2 * HOUR, by=cast.mia)
    snooze(sooner, clock.now() + HOUR, by=cast.mia)

    for view in ("open", "unassigned"):
        assert [row.pk for row in listed(view, cast.mia).rows] == [stays.pk]
    assert [row.pk for row in listed("snoozed", cast.mia).rows] == [sooner.pk, later.pk]
    found = counts(cast.mia)
    assert (found.open, found.unassigned, found.snoozed) == (1, 1, 2)


def test_a_search_finds_what_is_snoozed_and_keeps_its_order(cast: Cast):
    first, second = (received(text="the flux capacitor").conversation for _ in range(2))
    snooze(second, clock.now() + HOUR, by=cast.mia)

    assert [row.pk for row in search("capacitor", cast.mia).rows] == [second.pk, first.pk]


@pytest.mark.usefixtures("thousands")
@pytest.mark.parametrize("view", ["open", "unassigned", "mine", "snoozed"])
def test_paging_through_thousands_misses_and_doubles_nothing(cast: Cast, view):
    seen: list[int] = []
    cursor = None
    while True:
        page = listed(view, cast.mia, after=cursor, limit=97)
        seen += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break

    wanted = Conversation.objects.filter(status="open", snoozed_until__isnull=view != "snoozed")
    if view in {"unassigned", "mine"}:
        wanted = wanted.filter(assignee=None if view == "unassigned" else cast.mia)
    order = ("waits_for_customer", "rank", "queue_at", "id") if view != "snoozed" else ("snoozed_until", "id")
    assert seen == list(wanted.order_by(*order).values_list("pk", flat=True))
    assert len(seen) > 97


@pytest.mark.usefixtures("thousands")
@pytest.mark.parametrize(
    ("view", "index"),
    [
        ("open", "conversation_in_queue"),
        ("unassigned", "conversation_in_unassigned"),
        ("mine", "conversation_in_mine"),
        ("snoozed", "conversation_snoozed"),
    ],
)
def test_each_page_of_the_queue_is_read_from_its_index_in_its_order(cast: Cast, view: str, index: str):
    cursor = listed(view, cast.mia).next_cursor
    for after in (None, cursor):
        steps = nodes(plan_of(lambda after=after: listed(view, cast.mia, after=after)))

        assert [
            step["Index Name"] for step in steps if step.get("Relation Name") == "inbox_conversation"
        ] == [index]
        assert not [step for step in steps if "Sort" in step["Node Type"]], "nothing is sorted"
        scanned = next(step for step in steps if step.get("Index Name") == index)
        assert ("ROW(" in scanned.get("Index Cond", "")) == bool(after), "it begins where the last page ended"
