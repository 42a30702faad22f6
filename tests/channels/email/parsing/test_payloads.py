"""Every mail of the collection comes out of the parser as its description says."""

from typing import Any

import pytest

from frontline.channels.email.identity import identity
from frontline.channels.email.parsing import parse
from frontline.inbox.channel import InboundAttachment, InboundMessage, Unreadable
from tests.payloads.collection import Payload, payloads

TOKEN, NUMBER = "r.1042-abcdefghijklmnop", 1042
OURS = {"support@acme.example", "sales@acme.example"}
FILLED = {"token": TOKEN, "number": NUMBER}


def read(payload: Payload) -> InboundMessage:
    return parse(payload.raw(**FILLED), envelope=payload.envelope(**FILLED), ours=OURS)


@pytest.mark.parametrize("payload", payloads(), ids=lambda one: one.name)
def test_a_nasty_mail_is_understood_as_described(payload: Payload) -> None:
    described = payload.described(**FILLED)
    assert described["about"]
    if "unreadable" in described:
        with pytest.raises(Unreadable, match=described["unreadable"]):
            read(payload)
        return
    message, expected = read(payload), dict(described["parsed"])
    for key in ("noise", "attachments", "failures", "forwarded"):
        if not any(known.startswith(key) for known in expected):
            expected[key] = _EMPTY[key]
    for key, value in expected.items():
        _CHECKS[key](message, value)


@pytest.mark.parametrize("payload", payloads(), ids=lambda one: one.name)
def test_a_nasty_mail_says_what_must_come_of_it_in_the_words_that_the_readme_explains(
    payload: Payload,
) -> None:
    outcome = payload.described(**FILLED)["outcome"]
    optional = {"setup", "customer", "messages", "status", "dispatch", "intake", "page_lacks"}
    assert (
        {"conversation", "acknowledged", "why"}
        <= set(outcome)
        <= {"conversation", "acknowledged", "why"} | optional
    )
    assert outcome["conversation"] in ("new", "threads", "none")
    assert outcome["why"]
    assert outcome["acknowledged"] is False or outcome["conversation"] == "new"
    setup = outcome.get("setup", {})
    assert set(setup) <= {"conversation", "status", "before"}
    assert set(setup.get("before", [])) <= {one.name for one in payloads()}
    assert b"the token" not in payload.raw(token="the token", number=0) or setup["conversation"]


# But for those whose odd line ends are their point.
@pytest.mark.parametrize(
    "payload", [p for p in payloads() if b"\r\n" in p.raw(**FILLED)], ids=lambda one: one.name
)
def test_a_nasty_mail_keeps_its_identity_on_another_way_here(payload: Payload) -> None:
    raw = payload.raw(**FILLED)
    other = b"Received: from elsewhere\r\nDelivered-To: sales@acme.example\r\n" + raw
    assert identity(raw.replace(b"\r\n", b"\n")) == identity(raw)
    assert identity(raw)[1] == identity(raw + b"\r\n")[1]
    if not raw.startswith(b"From "):
        assert identity(other) == identity(raw)


_EMPTY: dict[str, Any] = {"noise": "", "attachments": [], "failures": [], "forwarded": None}


def _attachments(message: InboundMessage, value: list[dict[str, Any]]) -> None:
    assert len(message.attachments) == len(value), [one.name for one in message.attachments]
    for found, wanted in zip(message.attachments, value, strict=True):
        _attachment(found, wanted)


def _attachment(found: InboundAttachment, wanted: dict[str, Any]) -> None:
    inside = wanted.pop("content_contains", "")
    assert inside.encode() in found.content
    known = {
        "name": found.name,
        "type": found.type,
        "size": len(found.content),
        "is_inline": found.is_inline,
        "content_id": found.content_id,
    }
    assert {key: known[key] for key in wanted} == wanted


def _failures(message: InboundMessage, value: list[dict[str, Any]]) -> None:
    assert len(message.failures) == len(value)
    for found, wanted in zip(message.failures, value, strict=True):
        assert wanted.pop("diagnostic_contains", "") in found.diagnostic
        assert {key: getattr(found, key) for key in wanted} == wanted


def _forwarded(message: InboundMessage, value: dict[str, Any] | None) -> None:
    found = message.forwarded
    if value is None or found is None:
        assert found is value
        return
    known = {
        "sender": found.sender.address,
        "sender_name": found.sender.name,
        "subject": found.subject,
        "text": found.text,
    }
    assert {key: known[key] for key in value} == value


def _equal(get: Any) -> Any:
    def check(message: InboundMessage, value: Any) -> None:
        assert get(message) == value

    return check


def _all(condition: Any) -> Any:
    def check(message: InboundMessage, values: list[str]) -> None:
        for value in values:
            condition(message, value)

    return check


def _has(get: Any) -> Any:
    def check(message: InboundMessage, value: str) -> None:
        assert value in get(message)

    return check


def _lacks(message: InboundMessage, value: str) -> None:
    assert value not in message.text + message.quoted


def _shorter(message: InboundMessage, value: int) -> None:
    assert len(message.text) < value


_CHECKS = {
    "sender": _equal(lambda m: m.sender.address),
    "sender_name": _equal(lambda m: m.sender.name),
    "subject": _equal(lambda m: m.subject),
    "subject_contains": _all(_has(lambda m: m.subject)),
    "subject_length": _equal(lambda m: len(m.subject)),
    "text": _equal(lambda m: m.text),
    "text_contains": _all(_has(lambda m: m.text)),
    "text_lacks": _all(_lacks),
    "text_shorter_than": _shorter,
    "quoted": _equal(lambda m: m.quoted),
    "html": _equal(lambda m: m.html),
    "html_contains": _all(_has(lambda m: m.html)),
    "to": _equal(lambda m: [one.address for one in m.to]),
    "cc": _equal(lambda m: [one.address for one in m.cc]),
    "cc_count": _equal(lambda m: len(m.cc)),
    "reply_to": _equal(lambda m: m.reply_to and m.reply_to.address),
    "our_address": _equal(lambda m: m.our_address),
    "message_id": _equal(lambda m: m.message_id),
    "message_id_ends": _has(lambda m: m.message_id),
    "claimed_at": _equal(lambda m: m.claimed_at and m.claimed_at.isoformat()),
    "attachments": _attachments,
    "attachments_count": _equal(lambda m: len(m.attachments)),
    "attachments_last": lambda m, value: _attachment(m.attachments[-1], value),
    "reply_tokens": _equal(lambda m: list(m.hints.reply_tokens)),
    "in_reply_to": _equal(lambda m: list(m.hints.in_reply_to)),
    "references": _equal(lambda m: list(m.hints.references)),
    "references_first": _equal(lambda m: m.hints.references[0]),
    "references_last": _equal(lambda m: m.hints.references[-1]),
    "references_count": _equal(lambda m: len(m.hints.references)),
    "noise": _equal(lambda m: m.noise),
    "noise_contains": _has(lambda m: m.noise),
    "failures": _failures,
    "forwarded": _forwarded,
}
