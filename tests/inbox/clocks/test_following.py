"""Each conversation's clocks are what its state says, whatever was done to it."""

from datetime import timedelta

import pytest

from frontline.inbox.clocks.ringing import ring
from frontline.inbox.clocks.settling import resettle
from frontline.inbox.closing import close
from frontline.inbox.models import Clock, ClockInterval, Conversation
from frontline.inbox.reopening import reopen
from frontline.inbox.replying import reply
from frontline.inbox.starting import start
from frontline.inbox.undoing import undo
from frontline.kernel import clock as kernel_clock
from tests.builders.letters import received
from tests.cast import Cast
from tests.inbox.clocks.conftest import MONDAY

pytestmark = pytest.mark.usefixtures("letters", "office")
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def opened(**kwargs: str) -> Conversation:
    return received(message_id="<one@customer.example>", **kwargs).conversation


def written_again() -> None:
    received(in_reply_to="<one@customer.example>", text="And now?")


def clocks(conversation: Conversation) -> list[tuple[str, str]]:
    """Kind and what is to be said of it, oldest first."""
    return [
        (c.kind, c.verdict or ("void" if c.stopped_at else "runs" if c.since_at else "pauses"))
        for c in conversation.clocks.order_by("id")
    ]


def the(conversation: Conversation, kind: str) -> Clock:
    return conversation.clocks.filter(kind=kind).latest("id")


def test_a_new_conversation_of_priority_has_its_first_reply_due_in_a_working_day(cast: Cast):
    conversation = opened()
    first = the(conversation, "first_reply")
    assert (first.tier, first.since_at, first.due_at) == ("priority", MONDAY, MONDAY + 8 * HOUR)
    assert (first.target_at, first.warn_at) == (MONDAY + HOUR / 4, MONDAY + HOUR)
    assert clocks(conversation) == [("first_reply", "runs"), ("resolution", "runs")]
    assert (conversation.rank, conversation.due_at, conversation.queue_at) == (0, first.due_at, first.due_at)
    fresh = Conversation.objects.get()
    assert (fresh.rank, fresh.due_at) == (0, first.due_at)


def test_a_reply_keeps_the_promise_and_the_resolution_pauses(cast: Cast, clock):
    conversation = opened()
    clock.shift(HOUR)
    reply(conversation, "We look.", by=cast.mia)
    assert clocks(conversation) == [("first_reply", "kept"), ("resolution", "pauses")]
    assert [c.worked_for for c in conversation.clocks.order_by("id")] == [HOUR, HOUR]
    conversation.refresh_from_db()
    assert conversation.due_at is None
    assert conversation.queue_at > MONDAY + timedelta(days=30_000)


def test_each_time_the_customer_waits_again_has_a_clock_of_its_own(cast: Cast, clock):
    conversation = opened()
    for _ in range(2):
        clock.shift(HOUR)
        reply(conversation, "We look.", by=cast.mia)
        clock.shift(HOUR)
        written_again()
        written_again()
    assert clocks(conversation) == [
        ("first_reply", "kept"),
        ("resolution", "runs"),
        ("next_reply", "kept"),
        ("next_reply", "runs"),
    ]
    assert the(conversation, "resolution").worked_for == 2 * HOUR


def test_a_reply_after_the_last_second_breaks_the_promise_though_nobody_had_rung(cast: Cast, clock):
    conversation = opened()
    clock.move_to(MONDAY + 8 * HOUR + 1.5 * SECOND)
    reply(conversation, "Sorry.", by=cast.mia)
    assert clocks(conversation)[0] == ("first_reply", "broken")
    assert the(conversation, "first_reply").broken_at == MONDAY + 8 * HOUR


def test_a_reply_in_the_last_second_keeps_it(cast: Cast, clock):
    conversation = opened()
    clock.move_to(MONDAY + 8 * HOUR + 0.9 * SECOND)
    ring(kernel_clock.now())
    reply(conversation, "In time.", by=cast.mia)
    assert clocks(conversation)[0] == ("first_reply", "kept")


def test_a_reply_that_is_taken_back_was_never_given(cast: Cast, clock):
    conversation = opened()
    clock.shift(HOUR)
    message = reply(conversation, "Wrong window", by=cast.mia)
    clock.shift(8 * SECOND)
    undo(message, by=cast.mia)
    assert clocks(conversation) == [("first_reply", "runs"), ("resolution", "runs")]
    conversation.refresh_from_db()
    assert conversation.due_at == MONDAY + 8 * HOUR
    clock.shift(HOUR)
    reply(conversation, "Right window", by=cast.mia)
    assert [c.worked_for for c in conversation.clocks.order_by("id")] == [2 * HOUR + 8 * SECOND] * 2


def test_taking_back_a_reply_after_the_customer_wrote_leaves_one_clock_from_the_beginning(cast: Cast, clock):
    conversation = opened()
    clock.shift(HOUR)
    written_again()
    first = reply(conversation, "First", by=cast.mia)
    clock.shift(SECOND)
    reply(conversation, "Second", by=cast.mia)
    clock.shift(SECOND)
    written_again()
    clock.shift(SECOND)
    undo(first, by=cast.mia)
    assert clocks(conversation)[0] == ("first_reply", "kept")
    second = conversation.messages.get(text="Second")
    undo(second, by=cast.mia)
    assert clocks(conversation) == [
        ("first_reply", "runs"),
        ("resolution", "runs"),
        ("next_reply", "void"),
    ]
    assert the(conversation, "first_reply").due_at == MONDAY + 8 * HOUR


def test_the_first_of_two_replies_is_taken_back_and_the_second_counts(cast: Cast, clock):
    conversation = opened()
    clock.shift(HOUR)
    first = reply(conversation, "First", by=cast.mia)
    clock.shift(3 * SECOND)
    reply(conversation, "Second", by=cast.mia)
    undo(first, by=cast.mia)
    assert clocks(conversation) == [("first_reply", "kept"), ("resolution", "pauses")]
    assert the(conversation, "first_reply").worked_for == HOUR + 3 * SECOND


def test_a_reply_that_is_taken_back_after_the_close_was_never_given(cast: Cast, clock):
    conversation = opened()
    message = reply(conversation, "Done", by=cast.mia)
    clock.shift(3 * SECOND)
    close(conversation, by=cast.mia)
    undo(message, by=cast.mia)
    assert clocks(conversation) == [("first_reply", "void"), ("resolution", "kept")]


def test_closing_without_an_answer_counts_for_nothing_and_opening_it_again_lets_it_go_on(cast: Cast, clock):
    conversation = opened()
    clock.shift(HOUR)
    close(conversation, by=cast.mia)
    assert clocks(conversation) == [("first_reply", "void"), ("resolution", "kept")]
    clock.shift(HOUR)
    reopen(conversation, by=cast.mia)
    assert clocks(conversation) == [("first_reply", "runs"), ("resolution", "runs")]
    assert the(conversation, "first_reply").due_at == MONDAY + timedelta(days=1, hours=1)


def test_a_customer_who_writes_into_a_closed_conversation_waits_from_then_on(cast: Cast, clock):
    conversation = opened()
    reply(conversation, "Done.", by=cast.mia)
    written_again()
    close(conversation, by=cast.mia)
    clock.shift(24 * HOUR)
    written_again()
    assert clocks(conversation) == [
        ("first_reply", "kept"),
        ("resolution", "runs"),
        ("next_reply", "void"),
        ("next_reply", "runs"),
    ]
    assert the(conversation, "next_reply").started_at == MONDAY + 24 * HOUR
    assert the(conversation, "resolution").worked_for == timedelta()


def test_whom_we_wrote_to_first_waits_for_a_next_reply(cast: Cast, clock, letters):
    letters.key = "email"
    from frontline.inbox import channel

    before = channel._channels.get("email")
    channel._channels["email"] = letters
    try:
        conversation = start("ada@northwind.example", "Ada", "Your backups", "They fail.", by=cast.mia)
    finally:
        channel._channels["email"] = before
        letters.key = "letters"
    assert clocks(conversation) == [("resolution", "pauses")]
    assert (conversation.rank, conversation.due_at) == (0, None)


def test_following_again_changes_nothing(cast: Cast, clock):
    conversation = opened()
    clock.shift(HOUR)
    reply(conversation, "We look.", by=cast.mia)
    clock.shift(HOUR)
    written_again()
    clock.shift(HOUR)
    before = list(Clock.objects.values()), list(ClockInterval.objects.values())
    resettle(conversation.pk)
    resettle(conversation.pk)
    assert (list(Clock.objects.values()), list(ClockInterval.objects.values())) == before
