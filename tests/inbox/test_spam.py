"""Spam: closed, counted in no report, and never out of sight by mistake."""

from datetime import timedelta

import pytest

from frontline.events.models import Event
from frontline.inbox.acknowledging import acknowledge
from frontline.inbox.dispatching import fail
from frontline.inbox.models import Conversation, Dispatch
from frontline.inbox.reopening import reopen
from frontline.inbox.replying import reply
from frontline.inbox.snoozing import snooze
from frontline.inbox.spam import mark_spam, unmark_spam
from frontline.kernel import clock
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture
def one(cast: Cast) -> Conversation:
    return received(message_id="<one@customer.example>", cc=("guest@third.example",)).conversation


def now(conversation: Conversation) -> Conversation:
    return Conversation.objects.get(pk=conversation.pk)


def test_marking_closes_it_once(one: Conversation, cast: Cast):
    mark_spam(one, by=cast.mia)
    mark_spam(one, by=cast.tom)
    assert (now(one).is_spam, now(one).is_open) == (True, False)
    (event,) = Event.objects.filter(kind="conversation.marked_spam")
    assert (event.actor, event.data["was_open"]) == (cast.mia, True)


def test_its_sender_opens_it_no_more(one: Conversation, cast: Cast):
    mark_spam(one, by=cast.mia)
    again = received(in_reply_to="<one@customer.example>")
    assert again.conversation == one
    assert (now(one).is_spam, now(one).is_open) == (True, False)


def test_anybody_else_who_takes_part_does(one: Conversation, cast: Cast):
    mark_spam(one, by=cast.mia)
    received("guest@third.example", in_reply_to="<one@customer.example>")
    assert (now(one).is_spam, now(one).is_open) == (False, True)


@pytest.mark.parametrize("how", [unmark_spam, reopen])
def test_what_was_none_is_open_again(one: Conversation, cast: Cast, how):
    mark_spam(one, by=cast.mia)
    how(one, by=cast.mia)
    how(one, by=cast.mia)
    assert (now(one).is_spam, now(one).is_open, now(one).closed_at) == (False, True, None)
    assert Event.objects.filter(kind="conversation.marked_not_spam").count() == 1


def test_who_is_answered_is_no_spammer(one: Conversation, cast: Cast):
    mark_spam(one, by=cast.mia)
    reply(one, "Sorry for that.", by=cast.mia)
    assert (now(one).is_spam, now(one).is_open) == (False, True)


def test_it_is_not_acknowledged(one: Conversation, cast: Cast):
    mark_spam(one, by=cast.mia)
    assert acknowledge(one) is None
    unmark_spam(one, by=cast.mia)
    assert acknowledge(one) is not None


def test_an_answer_that_does_not_arrive_leaves_it_closed(one: Conversation, cast: Cast):
    reply(one, "Please stop.", by=cast.mia)
    mark_spam(one, by=cast.mia)
    fail(Dispatch.objects.filter(message__conversation=one)[0], permanent=True)
    assert (now(one).is_spam, now(one).is_open) == (True, False)


def test_its_promises_are_void_and_run_again_when_it_was_none(one: Conversation, cast: Cast):
    running = one.clocks.filter(stopped_at=None)
    assert running.exists()
    mark_spam(one, by=cast.mia)
    assert not running.exists()
    assert set(one.clocks.values_list("verdict", flat=True)) == {""}
    unmark_spam(one, by=cast.mia)
    assert running.exists()


def test_what_was_put_off_does_not_come_back_as_spam(one: Conversation, cast: Cast):
    snooze(one, clock.now() + timedelta(days=1), by=cast.mia)
    mark_spam(one, by=cast.mia)
    assert now(one).snoozed_until is None
