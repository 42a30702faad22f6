"""Rows of several models go in by one statement: keys are filled in, all of it counts or nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from frontline.inbox.inserting import Together, insert
from frontline.inbox.models import Clock, ClockInterval, Conversation, Participant
from tests.cast import Cast

AT = datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=UTC)


def conversation(cast: Cast, **more) -> Conversation:
    instants = {"waiting_since": AT, "queue_at": AT, "last_message_at": AT, "created_at": AT}
    return Conversation(subject='"Quoted" {} $1 %s', customer=cast.ada, channel="letters", **instants, **more)


def clock(of: Conversation) -> Clock:
    return Clock(
        conversation=of,
        kind="first_reply",
        tier="priority",
        promised_for=timedelta(hours=8, microseconds=5),
        calendar="default",
        started_at=AT,
        worked_for=timedelta(),
    )


def test_a_row_belongs_to_one_that_is_inserted_with_it(cast: Cast, django_assert_num_queries):
    made = conversation(cast)
    promise = clock(made)
    stretch = ClockInterval(clock=promise, from_at=AT, is_running=True, why="They wait for us")

    with django_assert_num_queries(1):
        insert(made, promise, stretch)

    found = ClockInterval.objects.select_related("clock__conversation").get()
    assert found.clock.conversation.subject == '"Quoted" {} $1 %s'
    assert (found.from_at, found.clock.promised_for) == (AT, timedelta(hours=8, microseconds=5))
    assert (promise.conversation_id, stretch.clock_id) == (made.pk, promise.pk)
    assert (found.is_running, found.until_at) == (True, None)


def test_what_is_there_already_is_left_out(cast: Cast):
    insert(made := conversation(cast))
    names = ("ada@northwind.example", "bob@partner.example")
    for chosen in (names[:1], names):
        together = Together()
        together.insert_missing(*(Participant(conversation=made, address=name) for name in chosen))
        together.run()

    assert sorted(made.participants.values_list("address", flat=True)) == list(names)


def test_fields_are_kept_and_questions_answered_beside(cast: Cast):
    insert(made := conversation(cast, assignee=cast.mia))
    made.assignee, made.snippet, made.due_at = None, "as it is now", AT
    together = Together()
    together.update(made, "assignee", "snippet", "due_at")
    together.ask("(SELECT snippet FROM inbox_conversation WHERE id = {})", made)

    assert together.run() == [""]  # as it was before

    fresh = Conversation.objects.get(pk=made.pk)
    assert (fresh.assignee, fresh.snippet, fresh.due_at) == (None, "as it is now", AT)


def test_if_one_part_is_refused_none_of_it_is_there(cast: Cast):
    made = conversation(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(made, clock(made), clock(made))  # two of a kind run

    assert not Conversation.objects.exists()
    assert connection.is_usable()
