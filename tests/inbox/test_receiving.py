"""What arrives becomes one message in the right conversation, whatever happens on the way."""

import pytest

from frontline.events.models import Event
from frontline.inbox import placing, receiving, reply_tokens
from frontline.inbox.channel import Address, InboundMessage
from frontline.inbox.models import Conversation, Intake, Message
from frontline.people.models import Customer
from tests.builders.letters import letter, received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


def test_a_first_letter_opens_a_conversation_of_its_own(cast: Cast):
    message = received(subject="Backups fail", files={"log.txt": "boom"})

    conversation = message.conversation
    assert (conversation.subject, conversation.customer, conversation.is_open) == (
        "Backups fail",
        cast.ada,
        True,
    )
    assert conversation.waits_for_customer is False
    assert [p.address for p in conversation.participants.all()] == ["ada@northwind.example"]
    assert [a.name for a in message.attachments.all()] == ["log.txt"]
    assert message.placed_because == "A new matter: it answers nothing"
    kinds = Event.objects.filter(subject_id=conversation.pk).values_list("kind", flat=True)
    assert set(kinds) == {"conversation.opened", "message.received"}


def test_the_same_letter_twice_is_one_message(cast: Cast):
    first = letter(message_id="<same@customer.example>")
    second = letter(message_id="<same@customer.example>")
    receiving.receive(first.pk)
    receiving.receive(second.pk)
    receiving.receive(first.pk)

    assert first.pk == second.pk
    assert Message.objects.count() == 1
    assert Intake.objects.get().copies == 2


def test_another_letter_with_a_reused_id_is_another_message(cast: Cast):
    received(message_id="<same@customer.example>", text="one")
    received(message_id="<same@customer.example>", text="two")

    assert Message.objects.count() == 2


def test_the_reply_address_threads_for_who_takes_part(cast: Cast):
    first = received()
    token = reply_tokens.token_for(first.conversation_id)

    again = received(token=token)

    assert again.conversation_id == first.conversation_id
    assert again.placed_because == (
        "Sent to this conversation's reply address, and ada@northwind.example takes part in it"
    )


def test_a_forged_reply_address_opens_a_conversation(cast: Cast):
    first = received()
    token = reply_tokens.token_for(first.conversation_id + 1).replace(
        f"r.{first.conversation_id + 1}-", f"r.{first.conversation_id}-"
    )

    assert received(token=token).conversation_id != first.conversation_id


@pytest.mark.parametrize("header", ["in_reply_to", "references"])
def test_a_reference_threads_for_who_takes_part(cast: Cast, header: str):
    first = received(message_id="<one@customer.example>")
    value = (
        "<one@customer.example>"
        if header == "in_reply_to"
        else ("<gone@x.example>", "<one@customer.example>")
    )

    assert received(**{header: value}).conversation_id == first.conversation_id


def test_a_stranger_with_the_right_references_opens_their_own_conversation(cast: Cast):
    first = received(message_id="<one@customer.example>")

    strange = received(
        "eve@elsewhere.example",
        in_reply_to="<one@customer.example>",
        token=reply_tokens.token_for(first.conversation_id),
    )

    assert strange.conversation_id != first.conversation_id
    assert strange.conversation.customer == cast.eve
    assert strange.placed_because == (
        f"Answers a message of #{first.conversation_id}, but eve@elsewhere.example does not take part there"
    )


def test_a_reply_to_header_lets_nobody_write_as_somebody_else(cast: Cast):
    first = received(message_id="<one@customer.example>")

    strange = received(
        "eve@elsewhere.example",
        in_reply_to="<one@customer.example>",
        reply_to={"address": "ada@northwind.example", "name": "Ada"},
    )

    assert strange.conversation_id != first.conversation_id
    assert strange.author_address == "eve@elsewhere.example"


def test_a_colleague_joins_only_if_the_setting_says_so(cast: Cast, settings):
    first = received(message_id="<one@customer.example>")
    assert received("bob@northwind.example", in_reply_to="<one@customer.example>").conversation_id != (
        first.conversation_id
    )
    settings.COLLEAGUES_MAY_JOIN = True
    joined = received("kim@northwind.example", in_reply_to="<one@customer.example>")
    assert joined.conversation_id == first.conversation_id
    assert joined.placed_because.endswith("is a colleague at Northwind")


def test_who_was_in_cc_takes_part(cast: Cast):
    first = received(message_id="<one@customer.example>", cc=("bob@partner.example", "support@acme.example"))

    assert received("bob@partner.example", in_reply_to="<one@customer.example>").conversation_id == (
        first.conversation_id
    )
    assert {p.address: p.is_copied for p in first.conversation.participants.all()} == {
        "ada@northwind.example": False,
        "bob@partner.example": True,
    }


def test_an_unreadable_letter_fails_loudly_and_can_be_replayed(cast: Cast, letters, monkeypatch):
    intake = letter(unreadable="It has no sender.")
    assert receiving.receive(intake.pk) is None
    intake.refresh_from_db()
    assert (intake.state, intake.outcome) == ("failed", "It has no sender.")
    assert Event.objects.filter(kind="intake.failed", subject_id=intake.pk).exists()

    from frontline.inbox import replaying

    replaying.replay(intake, by=cast.lead)
    parsed = letters.parse
    mended = letter(text="mended")
    mended.refresh_from_db()
    monkeypatch.setattr(letters, "parse", lambda i: parsed(mended))
    message = receiving.receive(intake.pk)
    assert message is not None
    assert message.intake_id == intake.pk


def test_a_fault_of_ours_keeps_the_letter_and_changes_nothing(cast: Cast):
    intake = letter(faulty=True)
    receiving.receive(intake.pk)

    intake.refresh_from_db()
    assert intake.state == "failed"
    assert "ZeroDivisionError" in intake.outcome
    assert not Conversation.objects.exists()


def test_the_customer_writing_again_reopens(cast: Cast):
    from frontline.inbox.closing import close

    first = received(message_id="<one@customer.example>")
    close(first.conversation, by=cast.mia)

    received(in_reply_to="<one@customer.example>")

    conversation = Conversation.objects.get()
    assert (conversation.is_open, conversation.closed_at, conversation.waits_for_customer) == (
        True,
        None,
        False,
    )


def test_an_automatic_answer_reopens_nothing(cast: Cast):
    from frontline.inbox.closing import close

    first = received(message_id="<one@customer.example>")
    close(first.conversation, by=cast.mia)

    away = received(in_reply_to="<one@customer.example>", noise="It is an automatic reply.")

    assert away.is_automatic
    assert not Conversation.objects.get().is_open


def test_a_second_question_keeps_the_first_ones_place_in_the_queue(cast: Cast):
    first = received(message_id="<one@customer.example>")
    received(in_reply_to="<one@customer.example>")

    assert Conversation.objects.get().waiting_since == first.at


def test_an_answer_read_before_what_it_answers_waits_for_it(cast: Cast):
    earlier = letter(message_id="<one@customer.example>")
    later = letter(in_reply_to="<one@customer.example>")
    with pytest.raises(receiving.ComesLater):
        receiving.receive(later.pk)

    receiving.receive(earlier.pk)
    receiving.receive(later.pk)

    assert Conversation.objects.count() == 1
    assert Message.objects.count() == 2


def test_an_answer_that_is_read_while_what_it_answers_is_being_recorded_joins_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    earlier = letter(message_id="<one@customer.example>")
    later = letter(in_reply_to="<one@customer.example>")
    place = placing.place

    def place_just_before_the_other_commits(message: InboundMessage, sender: Address) -> placing.Placement:
        found = place(message, sender)
        monkeypatch.setattr(placing, "place", place)
        receiving.receive(earlier.pk)
        return found

    monkeypatch.setattr(placing, "place", place_just_before_the_other_commits)
    receiving.receive(later.pk)

    assert Conversation.objects.count() == 1
    assert Message.objects.count() == 2


def test_an_answer_waits_longer_than_a_dead_workers_jobs_need_to_come_back(cast: Cast):
    letter(message_id="<one@customer.example>")
    later = letter(in_reply_to="<one@customer.example>")
    waited = 0
    for attempts in range(receiving.PATIENCE):
        Intake.objects.filter(pk=later.pk).update(attempts=attempts)
        with pytest.raises(receiving.ComesLater) as told:
            receiving.receive(later.pk)
        waited += told.value.seconds
    assert waited > 90

    Intake.objects.filter(pk=later.pk).update(attempts=receiving.PATIENCE)
    assert receiving.receive(later.pk) is not None


def test_a_nameless_customer_learns_their_name(cast: Cast):
    received("new@elsewhere.example")
    received(Address("new@elsewhere.example", "Nora New"))

    assert Customer.objects.get(addresses__value="new@elsewhere.example").name == "Nora New"
