"""The queue is in the right order, and paging through it misses and doubles nothing."""

from datetime import timedelta

import pytest

from frontline.inbox.assigning import assign
from frontline.inbox.channel import Address
from frontline.inbox.closing import close
from frontline.inbox.models import Conversation
from frontline.inbox.queries import counts, listed
from frontline.inbox.replying import reply
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


def test_what_is_due_comes_first_and_who_waits_for_the_customer_last(cast: Cast):
    answered, new, old = received().conversation, received().conversation, received().conversation
    reply(answered, "Done", by=cast.mia)
    Conversation.objects.filter(pk=old.pk).update(queue_at=clock.now() - timedelta(hours=3))

    assert [c.pk for c in listed("open", cast.mia).rows] == [old.pk, new.pk, answered.pk]


def test_each_list_holds_what_it_says(cast: Cast):
    free, mine, toms, done = (received().conversation for _ in range(4))
    assign(mine, cast.mia, by=cast.lead)
    assign(toms, cast.tom, by=cast.lead)
    close(done, by=cast.mia)

    def ids(view):
        return {c.pk for c in listed(view, cast.mia).rows}

    assert ids("unassigned") == {free.pk}
    assert ids("mine") == {mine.pk}
    assert ids("open") == {free.pk, mine.pk, toms.pk}
    assert ids("closed") == {done.pk}
    assert counts(cast.mia) == type(counts(cast.mia))(unassigned=1, mine=1, open=3)


@pytest.mark.parametrize("view", ["open", "closed"])
def test_paging_misses_and_doubles_nothing(cast: Cast, view):
    made = [received().conversation for _ in range(7)]
    reply(made[2], "Hello", by=cast.mia)
    if view == "closed":
        for conversation in made:
            close(conversation, by=cast.mia)
        Conversation.objects.filter(pk__in=[c.pk for c in made[:3]]).update(closed_at=clock.now())

    seen: list[int] = []
    cursor = None
    while True:
        page = listed(view, cast.mia, after=cursor, limit=2)
        seen += [c.pk for c in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert sorted(seen) == sorted(c.pk for c in made)
    assert seen == [c.pk for c in listed(view, cast.mia).rows]


@pytest.mark.parametrize("cursor", ["x", "YQ", "YXxi", "MHx4fHk"])
def test_a_foreign_cursor_is_refused(cast: Cast, cursor: str):
    for view in ("open", "closed"):
        with pytest.raises(Invalid):
            listed(view, cast.mia, after=cursor)


def test_a_list_is_one_query_with_all_that_its_rows_show(cast: Cast, django_assert_num_queries):
    for _ in range(5):
        received()
    Conversation.objects.update(product=cast.product, assignee=cast.tom)
    with django_assert_num_queries(1):
        rows = listed("open", cast.mia).rows
    assert len(rows) == 5
    for row in rows:
        assert (row.customer, row.company, row.tier) == ("Ada Okafor", "Northwind", "priority")
        assert (row.product, row.assignee, row.assignee_id) == ("Postgres", "Tom Lindqvist", cast.tom.pk)


def test_a_row_without_product_company_or_assignee_names_none(cast: Cast):
    received(Address("nobody@unknown.example", ""))
    (row,) = listed("open", cast.mia).rows
    assert (row.product, row.company, row.tier, row.assignee) == (None, None, None, None)


def test_somebody_who_left_sees_nothing(cast: Cast):
    received()
    cast.tom.is_active = False

    assert listed("open", cast.tom).rows == []
