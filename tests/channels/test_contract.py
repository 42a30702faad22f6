"""What every channel promises the inbox (inbox/channel.py), held by each one that is registered."""

import json
import re
from datetime import timedelta

import pytest

from frontline.channels.email.models import SupportAddress
from frontline.inbox import channel, receiving
from frontline.inbox.accepting import accept
from frontline.inbox.channel import Channel, InboundMessage, Unreadable
from frontline.inbox.models import Dispatch, Intake
from frontline.inbox.noting import note
from frontline.inbox.replying import reply
from tests.builders.letters import Letters, letter
from tests.cast import Cast

CUSTOMER = "ada@northwind.example"
SAMPLES = {
    "email": b"From: Ada <ada@northwind.example>\r\nTo: support@acme.example\r\nSubject: Down\r\n"
    b"Message-ID: <one@northwind.example>\r\n\r\nIt is down.\r\n",
    "api": json.dumps(
        {"customer": {"email": CUSTOMER, "name": "Ada"}, "subject": "Down", "text": "It is down."}
    ).encode(),
}
"""A well-formed arrival of each channel. A new channel adds its own here."""


@pytest.fixture(params=["api", "email", "letters"])
def adapter(request: pytest.FixtureRequest, letters: Letters, cast: Cast) -> Channel:
    SupportAddress.objects.create(address="support@acme.example", name="Acme Cloud", is_default=True)
    return channel.get(request.param)


def arrival(adapter: Channel, raw: bytes | None = None) -> Intake:
    if adapter.key == "letters" and raw is None:
        made = letter(text="It is down.", subject="Down")
    else:
        raw = SAMPLES[adapter.key] if raw is None else raw
        made = accept(
            adapter.key, external_id="one", digest=str(hash(raw)), raw=raw, envelope={"via": "test"}
        )
    made.refresh_from_db()
    return made


def test_every_registered_channel_is_held_to_the_contract(letters: Letters):
    assert [c.key for c in channel.registered()] == ["api", "email", "letters"]


def test_a_well_formed_arrival_is_understood(adapter: Channel):
    message = adapter.parse(arrival(adapter))

    assert isinstance(message, InboundMessage)
    assert (message.sender.address, message.subject, message.text) == (CUSTOMER, "Down", "It is down.")
    assert message.our_address == "support@acme.example"
    assert message.message_id.startswith("<")
    assert message.failures == ()
    assert message.noise == ""


@pytest.mark.parametrize("raw", [b"", b"\0\xff\xfe", b"{}", b"[1]", b"null"])
@pytest.mark.parametrize("key", ["api", "email"])
def test_nonsense_is_unreadable_or_a_message_and_never_a_fault(cast: Cast, key: str, raw: bytes):
    adapter = channel.get(key)
    try:
        told = adapter.parse(arrival(adapter, raw)).sender.address
    except Unreadable as unreadable:
        told = str(unreadable)
    assert told


def test_it_knows_its_own_addresses(adapter: Channel):
    assert adapter.is_ours("support@acme.example")
    assert not adapter.is_ours(CUSTOMER)
    assert adapter.default_address() == "support@acme.example"


def test_ids_of_our_messages_are_fresh_and_well_formed(adapter: Channel):
    made = {adapter.new_message_id("support@acme.example") for _ in range(50)}

    assert len(made) == 50
    assert all(re.fullmatch(r"<[^\s<>@]+@acme\.example>", one) for one in made)


def test_it_carries_a_reply_out_and_says_what_it_was_told(adapter: Channel, cast: Cast):
    received = receiving.receive(arrival(adapter).pk)
    assert received is not None
    note(received.conversation, "for us alone", by=cast.mia)
    reply(received.conversation, "We are on it", hold_for=timedelta(0), by=cast.mia)

    dispatch = Dispatch.objects.select_related("message").get()
    assert dispatch.message.text == "We are on it"
    assert adapter.send(dispatch)
