"""A customer is erased: nothing that names them is left anywhere, and the figures stay."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from frontline.channels.email.models import OutboxMail
from frontline.events.models import Event
from frontline.inbox import receiving
from frontline.inbox.categorising import add_defaults, categorise, named
from frontline.inbox.channel import Address
from frontline.inbox.dispatching import fail
from frontline.inbox.merging import merge
from frontline.inbox.models import Attachment, Conversation, Dispatch, Intake, Message
from frontline.inbox.noting import note
from frontline.inbox.replying import reply
from frontline.inbox.searching import search
from frontline.inbox.timeline import timeline
from frontline.kernel.refusal import Invalid
from frontline.notify.telling import tell
from frontline.people import erasing
from frontline.people.allowing import ForLeads
from frontline.people.erasing import erase, go_on
from frontline.people.models import Customer, Erasure
from tests.builders.letters import Letters, letter, received, refused
from tests.cast import Cast

ADA = Address("ada@northwind.example", "Ada Okafor")
WORDS = ("ada@northwind.example", "Okafor", "aardvark", "a-secret.txt", "A Lovelace")


def dump() -> str:
    """All rows of all tables, as text; what is kept as bytes as well."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join(rows).lower()


def left(*words: str) -> list[str]:
    """The rows in which one of `words` is left."""
    found = dump().splitlines()
    hidden = [w.lower() for w in words] + [w.encode().hex() for w in words]
    return [row[:300] for row in found if any(word in row for word in hidden)]


def erased(cast: Cast, customer: Customer | None = None) -> Customer:
    customer = customer or cast.ada
    go_on(erase(customer, why=erasing.WHYS[0], by=cast.lead).pk)
    customer.refresh_from_db()
    return customer


@pytest.fixture
def one(cast: Cast, letters: Letters) -> Conversation:
    """All that Ada may have left behind."""
    letter("ada@northwind.example", unreadable="from ada@northwind.example, in no language")
    receiving.receive(Intake.objects.latest("pk").pk)
    first = received(
        ADA,
        subject="aardvark down",
        text="It is me, Ada Okafor: aardvark.",
        message_id="<ada@northwind.example>",
        files={"a-secret.txt": "aardvark inside"},
        cc=("boss@northwind.example",),
    )
    conversation = first.conversation
    received(Address(ADA.address, "A Lovelace"), in_reply_to="<ada@northwind.example>", text="more aardvark")
    letters.refusals["ada@northwind.example"] = [refused("550 no ada@northwind.example", is_permanent=True)]
    answer = reply(conversation, "Dear Ada Okafor, the aardvark sleeps.", by=cast.mia)
    dispatch = answer.dispatches.get(address="ada@northwind.example")
    dispatch.answer = "550 no ada@northwind.example here"
    fail(dispatch, permanent=True)
    note(conversation, "Ada Okafor called about the aardvark", by=cast.tom)
    OutboxMail.objects.create(
        dispatch=dispatch,
        sender="support@acme.example",
        recipient="ada@northwind.example",
        subject="aardvark",
        raw=b"To: ada@northwind.example",
        at=timezone.now(),
    )
    tell(
        [cast.mia],
        kind="conversation.new",
        subject="Ada Okafor wrote",
        text="aardvark",
        address=f"/conversations/{conversation.pk}",
        key="told",
    )
    return conversation


def shown(conversation: Conversation) -> list[Any]:
    return timeline(conversation).entries


def test_nothing_that_names_them_or_was_written_is_left_in_the_database(one: Conversation, cast: Cast):
    assert len(left(*WORDS)) > 10
    file = Attachment.objects.get(name="a-secret.txt")
    assert default_storage.exists(file.path)
    gone = erased(cast)
    assert left(*WORDS, "boss@northwind.example") == []
    assert not default_storage.exists(file.path)
    assert (gone.name, list(gone.addresses.all()), gone.erased_at is not None) == ("", [], True)


def test_the_conversation_stays_as_a_number_with_its_times(one: Conversation, cast: Cast):
    add_defaults()
    categorise(one, add=[named("Bug")], by=cast.mia)
    times = [(e.kind, e.at) for e in shown(one)]
    erased(cast)
    now = Conversation.objects.get(pk=one.pk)
    assert [(e.kind, e.at) for e in shown(one)][: len(times)] == times
    assert {m.text for m in Message.objects.filter(conversation=one)} == {"Erased"}
    assert [c.name for c in now.categories.all()] == ["Bug"]
    assert (now.is_open, now.customer, now.customer.company) == (False, cast.ada, cast.ada.company)


def test_events_keep_what_happened_and_who_of_us_did_it(one: Conversation, cast: Cast):
    before = list(Event.objects.filter(subject_kind="conversation").values_list("pk", "kind", "at", "actor"))
    erased(cast)
    after = list(Event.objects.filter(subject_kind="conversation").values_list("pk", "kind", "at", "actor"))
    assert after[: len(before)] == before
    labels = set(Event.objects.filter(kind="message.received").values_list("actor_label", flat=True))
    assert labels == {erasing.SOMEBODY}
    assert Event.objects.get(kind="message.replied").actor_label == "Mia Rask"
    said = Event.objects.get(kind="customer.erased")
    assert (said.actor, said.why, said.data) == (cast.lead, erasing.WHYS[0], {})
    assert Erasure.objects.get().words == []


def test_who_writes_again_is_a_new_customer_with_a_conversation_of_their_own(one: Conversation, cast: Cast):
    sent = Message.objects.filter(conversation=one, direction="out").latest("pk").message_id
    gone = erased(cast)
    again = received(ADA, in_reply_to=sent)
    assert again.conversation != one
    assert again.customer != gone
    assert again.customer.name == "Ada Okafor"


def test_search_finds_nothing_of_it(one: Conversation, cast: Cast):
    assert search("aardvark", cast.mia).rows
    erased(cast)
    assert not search("aardvark", cast.mia).rows


def test_a_file_that_somebody_else_sent_too_stays(one: Conversation, cast: Cast):
    theirs = received("eve@elsewhere.example", files={"other.txt": "aardvark inside"})
    erased(cast)
    (kept,) = theirs.attachments.all()
    assert default_storage.exists(kept.path)


def test_in_the_conversations_of_others_only_what_was_theirs_goes(one: Conversation, cast: Cast):
    eves = received(
        Address("eve@elsewhere.example", "Eve Marsh"),
        message_id="<eve@elsewhere.example>",
        text="Ask Ada Okafor, ada@northwind.example.",
        cc=("ada@northwind.example",),
    ).conversation
    received(ADA, in_reply_to="<eve@elsewhere.example>", text="aardvark from me")
    reply(eves, "Thank you both.", by=cast.mia)
    note(eves, "Ada Okafor is in copy", by=cast.mia)
    erased(cast)
    assert left(*WORDS) == []
    written = [(e.message or e.note).text for e in shown(eves) if e.message or e.note]
    assert written == ["Ask [erased], [erased].", "Erased", "Thank you both.", "[erased] is in copy"]
    assert [p.address for p in eves.participants.all()] == ["eve@elsewhere.example"]
    assert Conversation.objects.get(pk=eves.pk).is_open
    assert [d.address for d in Dispatch.objects.filter(message__conversation=eves)] == [
        "eve@elsewhere.example"
    ]


def test_what_went_into_anothers_conversation_by_a_merger_goes_too(one: Conversation, cast: Cast):
    bobs = received("bob@northwind.example", text="buffalo").conversation
    merge(one, into=bobs, by=cast.mia)
    erased(cast)
    assert left(*WORDS) == []
    assert "buffalo" in {m.text for m in bobs.messages.all()}


def test_it_goes_on_where_it_was_stopped(one: Conversation, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    for _ in range(3):
        received(ADA, text="another aardvark")
    monkeypatch.setattr("frontline.inbox.erasing._BATCH", 1)
    asked = erase(cast.ada, why="They asked for it", by=cast.lead)
    steps = 0
    while erasing._batch(asked.pk):  # each as if in a process of its own
        steps += 1
    assert steps > 5
    assert left(*WORDS) == []
    go_on(asked.pk)
    assert Event.objects.filter(kind="customer.erased").count() == 1


def test_their_address_is_nobodys_as_soon_as_it_is_asked_for(one: Conversation, cast: Cast):
    erase(cast.ada, why="They asked for it", by=cast.lead)
    assert received(ADA).customer != cast.ada


def test_only_leads_erase_and_they_say_why(one: Conversation, cast: Cast):
    with pytest.raises(ForLeads):
        erase(cast.ada, why="They asked for it", by=cast.mia)
    with pytest.raises(Invalid):
        erase(cast.ada, why=" ", by=cast.lead)
    assert Customer.objects.get(pk=cast.ada.pk).name == "Ada Okafor"


def test_asking_twice_erases_once(one: Conversation, cast: Cast):
    erased(cast)
    erased(cast)
    assert Event.objects.filter(kind="customer.erased").count() == 1
