"""Whose conversation it is, and who waits for whom, after each thing that can happen."""

from datetime import timedelta

import pytest

from frontline.inbox.assigning import assign
from frontline.inbox.closing import close
from frontline.inbox.models import Conversation
from frontline.inbox.noting import note
from frontline.inbox.reopening import reopen
from frontline.inbox.replying import reply
from frontline.inbox.undoing import undo
from frontline.kernel.refusal import Invalid
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


def now_of(conversation: Conversation) -> Conversation:
    return Conversation.objects.get(pk=conversation.pk)


def test_somebody_who_left_is_given_nothing(cast: Cast):
    conversation = received().conversation
    cast.tom.is_active = False

    with pytest.raises(Invalid, match="no longer active"):
        assign(conversation, cast.tom, by=cast.lead)
    assert now_of(conversation).assignee is None


def test_assigning_to_who_has_it_records_nothing(cast: Cast):
    from frontline.events.models import Event

    conversation = received().conversation
    assign(conversation, cast.mia, by=cast.lead)
    assign(conversation, cast.mia, by=cast.lead)

    assert Event.objects.filter(kind="conversation.assigned").count() == 1


def test_undoing_the_second_reply_leaves_the_first_ones_wait(cast: Cast):
    first = received(message_id="<one@customer.example>")
    answered = reply(first.conversation, "First", hold_for=timedelta(0), by=cast.mia)
    undo(reply(first.conversation, "Second", by=cast.mia), by=cast.mia)

    conversation = now_of(first.conversation)
    assert (conversation.waits_for_customer, conversation.waiting_since) == (True, answered.at)
    assert conversation.snippet == "First"


def test_undoing_restores_how_long_the_customer_has_waited(cast: Cast):
    first = received(message_id="<one@customer.example>")
    reply(first.conversation, "Answered", hold_for=timedelta(0), by=cast.mia)
    second = received(in_reply_to="<one@customer.example>", text="But it still fails")
    received(in_reply_to="<one@customer.example>", text="Hello?")
    undo(reply(first.conversation, "Oops", by=cast.mia), by=cast.mia)

    conversation = now_of(first.conversation)
    assert (conversation.waits_for_customer, conversation.waiting_since) == (False, second.at)


def test_a_reply_into_a_closed_conversation_opens_it(cast: Cast):
    conversation = received().conversation
    close(conversation, by=cast.mia)
    reply(conversation, "One more thing", by=cast.mia)

    assert now_of(conversation).is_open


def test_reopening_what_is_open_records_nothing(cast: Cast):
    from frontline.events.models import Event

    conversation = received().conversation
    reopen(conversation, by=cast.mia)

    assert not Event.objects.filter(kind="conversation.reopened").exists()


@pytest.mark.parametrize("text", ["", "x" * 100_001])
def test_an_empty_or_endless_note_is_refused(cast: Cast, text: str):
    with pytest.raises(Invalid):
        note(received().conversation, text, by=cast.mia)
