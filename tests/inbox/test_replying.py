"""A reply is written, held, sent to each address on its own, and says how it went."""

from datetime import timedelta

import pytest
import time_machine

from frontline.events.models import Event
from frontline.inbox import dispatching, retrying, sweeping
from frontline.inbox.channel import InboundAttachment
from frontline.inbox.models import Conversation, Dispatch, Message
from frontline.inbox.noting import note
from frontline.inbox.replying import StaleDraft, reply
from frontline.inbox.undoing import TooLate, undo
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from tests.builders.letters import Letters, received, refused
from tests.cast import Cast

NOW = timedelta(0)


def send_all() -> None:
    for pk in Dispatch.objects.values_list("pk", flat=True):
        dispatching.send(pk)


def test_the_first_to_reply_becomes_the_assignee(cast: Cast, letters: Letters):
    conversation = received().conversation

    reply(conversation, "Hey Ada, looking into it.", by=cast.mia)
    reply(conversation, "Me too.", by=cast.tom)

    conversation.refresh_from_db()
    assert conversation.assignee == cast.mia
    assert conversation.waits_for_customer is True


def test_a_reply_is_held_and_can_be_undone(cast: Cast, letters: Letters):
    conversation = received().conversation
    message = reply(conversation, "Oops", by=cast.mia)
    send_all()
    assert letters.delivered == []

    assert undo(message, by=cast.mia) == "Oops"

    conversation.refresh_from_db()
    assert conversation.waits_for_customer is False
    assert not Message.objects.filter(direction="out").exists()
    assert Event.objects.filter(kind="message.undone").count() == 1


def test_what_went_out_cannot_be_undone(cast: Cast, letters: Letters):
    message = reply(received().conversation, "Hello", hold_for=NOW, by=cast.mia)
    send_all()

    with pytest.raises(TooLate):
        undo(message, by=cast.mia)
    assert letters.delivered == [("ada@northwind.example", "Hello")]


def test_one_bad_address_holds_nobody_up(cast: Cast, letters: Letters):
    letters.refusals["bad@partner.example"] = [refused("550 5.1.1 no such user", is_permanent=True)]
    conversation = received(cc=("bad@partner.example", "good@partner.example")).conversation
    reply(conversation, "Hello all", hold_for=NOW, by=cast.mia)

    send_all()

    states = dict(Dispatch.objects.values_list("address", "state"))
    assert states == {
        "ada@northwind.example": "sent",
        "bad@partner.example": "failed",
        "good@partner.example": "sent",
    }
    failed = Dispatch.objects.get(state="failed")
    assert (failed.answer, failed.is_permanent) == ("550 5.1.1 no such user", True)


def test_a_failed_reply_brings_its_conversation_back(cast: Cast, letters: Letters):
    from frontline.inbox.closing import close

    letters.refusals["ada@northwind.example"] = [refused("550 gone", is_permanent=True)]
    conversation = received().conversation
    reply(conversation, "Bye", hold_for=NOW, by=cast.mia)
    close(conversation, by=cast.mia)
    send_all()

    conversation.refresh_from_db()
    assert conversation.is_open
    assert conversation.waits_for_customer is False


def test_a_temporary_refusal_is_tried_again_later_and_not_before(cast: Cast, letters: Letters):
    letters.refusals["ada@northwind.example"] = [refused("451 greylisted", is_permanent=False)]
    reply(received().conversation, "Hello", hold_for=NOW, by=cast.mia)
    send_all()
    send_all()
    waiting = Dispatch.objects.get()
    assert (waiting.state, waiting.attempts, waiting.answer) == ("queued", 1, "451 greylisted")

    with time_machine.travel(clock.now() + dispatching.PAUSES[0], tick=True):
        send_all()
    assert letters.delivered == [("ada@northwind.example", "Hello")]


def test_it_gives_up_after_the_last_try_and_can_be_retried_by_hand(cast: Cast, letters: Letters):
    tries = len(dispatching.PAUSES) + 1
    letters.refusals["ada@northwind.example"] = [refused("421 busy", is_permanent=False)] * tries
    reply(received().conversation, "Hello", hold_for=NOW, by=cast.mia)
    for _ in range(tries):
        Dispatch.objects.update(due_at=clock.now())
        send_all()
    failed = Dispatch.objects.get()
    assert (failed.state, failed.is_permanent) == ("failed", False)

    retrying.retry(failed, by=cast.mia)
    send_all()
    assert letters.delivered == [("ada@northwind.example", "Hello")]
    with pytest.raises(retrying.NothingToRetry):
        retrying.retry(failed, by=cast.mia)


@pytest.mark.django_db(transaction=True)
def test_a_dispatch_whose_sender_died_is_taken_up_again(letters: Letters):
    from tests.cast import make_cast

    cast = make_cast()
    reply(received().conversation, "Hello", hold_for=NOW, by=cast.mia)
    Dispatch.objects.update(state="sending", attempts=1, tried_at=clock.now() - timedelta(minutes=5))

    assert sweeping.sweep() == 1
    send_all()

    assert letters.delivered == [("ada@northwind.example", "Hello")]


def test_a_stale_draft_stops_and_tells_what_is_new(cast: Cast, letters: Letters):
    first = received(message_id="<one@customer.example>")
    second = received(in_reply_to="<one@customer.example>", text="It works again!")

    with pytest.raises(StaleDraft) as stopped:
        reply(first.conversation, "Try this", seen=first.pk, by=cast.mia)

    assert stopped.value.new == [second]
    assert not Dispatch.objects.exists()


def test_a_reply_threads_and_takes_its_files(cast: Cast, letters: Letters):
    first = received(message_id="<one@customer.example>")
    file = InboundAttachment("how.txt", "text/plain", b"like this")

    message = reply(first.conversation, "See the file", attachments=[file], by=cast.mia)

    assert message.in_reply_to == "<one@customer.example>"
    assert message.references == "<one@customer.example>"
    assert [a.size for a in message.attachments.all()] == [9]
    answer = received(in_reply_to=message.message_id)
    assert answer.conversation_id == first.conversation_id


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 100_001])
def test_an_empty_or_endless_reply_is_refused(cast: Cast, letters: Letters, text: str):
    with pytest.raises(Invalid):
        reply(received().conversation, text, by=cast.mia)


def test_a_note_is_never_dispatched_and_changes_no_turn(cast: Cast, letters: Letters):
    conversation = received().conversation
    note(conversation, "Ada sounds cross.", by=cast.mia)

    conversation.refresh_from_db()
    assert conversation.waits_for_customer is False
    assert conversation.assignee is None
    assert not Dispatch.objects.exists()
    assert Conversation.objects.get().notes.get().text == "Ada sounds cross."
