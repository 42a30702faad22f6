"""A fault of ours must neither lose a mail nor stop a worker."""

import pytest

from frontline.channels.email import identity as identity_module
from frontline.channels.email import parsing
from frontline.channels.email.identity import identity
from frontline.inbox.channel import Unreadable


def test_a_fault_in_reading_leaves_the_mail_unreadable_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(parsing, "body_of", fail)
    with pytest.raises(Unreadable, match="ZeroDivisionError: a fault"):
        parsing.parse(b"From: ada@northwind.example\n\nx", envelope={}, ours=set())


def test_a_fault_in_reading_leaves_a_mail_its_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(identity_module, "fingerprint", fail)
    first, second = identity(b"one"), identity(b"two")
    assert first == identity(b"one")
    assert first[0] == f"digest:{first[1]}"
    assert first != second


def test_a_database_that_is_away_is_no_fault_of_the_mail() -> None:
    def away(address: str) -> bool:
        raise ConnectionError("the database is away")

    with pytest.raises(ConnectionError):
        parsing.parse(b"From: ada@northwind.example\nTo: support@acme.example\n\nx", envelope={}, ours=away)


def test_it_is_asked_once_about_each_address_and_of_a_thousand_only_some() -> None:
    asked: list[str] = []

    def ours(address: str) -> bool:
        asked.append(address)
        return address == "support@acme.example"

    many = ", ".join(f"p{number}@northwind.example" for number in range(300))
    raw = f"From: ada@northwind.example\nTo: {many}\nCc: {many}\nReply-To: p1@northwind.example\n\nx".encode()
    message = parsing.parse(raw, envelope={"rcpt_tos": ["support@acme.example"]}, ours=ours)
    assert message.our_address == "support@acme.example"
    assert len(asked) == len(set(asked)) < 80
