"""E-mail as the inbox sees it."""

import re
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from frontline.channels.email import sending
from frontline.channels.email.channel import EmailChannel
from frontline.channels.email.models import SupportAddress
from frontline.inbox import channel
from frontline.inbox.channel import DeliveryRefused
from frontline.inbox.models import Intake

RAW = b"""From: Ada Okafor <ada@northwind.example>\r
To: Acme <databases@acme.example>\r
Subject: Backups fail\r
Message-ID: <1@northwind.example>\r
\r
They fail.\r
"""


@pytest.fixture
def email() -> EmailChannel:
    found = channel.get("email")
    assert isinstance(found, EmailChannel)
    return found


def intake(raw: bytes, rcpt_to: str = "databases@acme.example") -> Intake:
    return Intake(
        channel="email",
        raw=memoryview(raw),  # as PostgreSQL gives it back
        envelope={"via": "smtp", "mail_from": "ada@northwind.example", "rcpt_tos": [rcpt_to]},
        received_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def test_a_mail_is_parsed_with_the_product_of_its_address_and_a_word_on_its_sender(email, conversation, cast):
    SupportAddress.objects.create(address="databases@acme.example", product=cast.product)
    message = email.parse(intake(RAW))
    assert (message.sender.address, message.text.strip()) == ("ada@northwind.example", "They fail.")
    assert (message.our_address, message.product) == ("databases@acme.example", "Postgres")
    assert message.authenticity.verdict in {"unknown", "failed"}


def test_a_mail_to_a_form_of_our_address_counts_for_the_address(email, conversation):
    raw = RAW.replace(b"databases@", b"support+press@")
    assert email.parse(intake(raw, "support+press@acme.example")).our_address == "support@acme.example"


def test_what_is_ours_is_ours(email, conversation):
    assert email.is_ours("support@acme.example")
    assert not email.is_ours("ada@northwind.example")


def test_message_ids_are_of_our_domain_and_never_the_same(email, conversation):
    made = {email.new_message_id("support@acme.example") for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"<[0-9a-f]{8}\.[0-9a-f-]{36}@acme\.example>", each) for each in made)


@pytest.mark.parametrize("address", ["", "gone@elsewhere.example", "no address"])
def test_message_ids_never_claim_a_domain_that_is_not_ours(email, conversation, address):
    assert email.new_message_id(address).endswith("@acme.example>")


def test_a_message_id_needs_no_address_of_ours(email, db, settings):
    settings.PUBLIC_URL = "https://help.acme.example"
    assert email.new_message_id("").endswith("@help.acme.example>")


def test_a_reply_is_sent_and_the_answer_kept(email, sink, reply):
    assert email.send(reply()[0]) == "250 2.0.0 taken"


def test_a_fault_of_ours_holds_one_mail_back_and_stops_no_worker(email, reply, monkeypatch):
    def broken(dispatch: object) -> str:
        raise ZeroDivisionError("composing has a fault")

    monkeypatch.setattr(sending, "send", broken)
    with pytest.raises(
        DeliveryRefused, match=r"A fault in Frontline \(ZeroDivisionError: composing has a fault\)"
    ) as refused:
        email.send(reply()[0])
    assert not refused.value.is_permanent


def test_a_lost_database_is_not_taken_for_an_answer(email, reply, monkeypatch):
    def gone(dispatch: object) -> str:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(sending, "send", gone)
    with pytest.raises(OperationalError):
        email.send(reply()[0])
