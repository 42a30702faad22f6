"""Whatever arrives is understood, or refused in words; and what it becomes can be stored."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.channels.email.identity import identity
from frontline.channels.email.parsing import parse, quoting
from frontline.inbox.channel import InboundMessage, Unreadable
from tests.channels.email.parsing.ingredients import LINES, PIECES
from tests.payloads.collection import MAIL

OURS = {"support@acme.example"}
SMALL = [path.read_bytes() for path in sorted(MAIL.glob("*.eml")) if path.stat().st_size < 4000]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A mail of the collection with some of it cut out, doubled, or overwritten."""
    raw = bytearray(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 60)))
        raw[start:end] = draw(st.one_of(st.binary(max_size=10), st.sampled_from(PIECES)))
    return bytes(raw)


ANY = st.one_of(
    st.binary(max_size=500),
    st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join).map(b"From: a@b.example\n".__add__),
    damaged(),
)
ENVELOPES = st.fixed_dictionaries(
    {},
    optional={
        "via": st.sampled_from(["smtp", "lmtp", "imap", "webhook"]),
        "mail_from": st.one_of(st.none(), st.text(max_size=30), st.just("a@b.example")),
        "rcpt_tos": st.lists(
            st.one_of(st.text(max_size=30), st.just("support+r.x@acme.example")), max_size=3
        ),
    },
)


def texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts(one)
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from texts(getattr(thing, one.name))


def fits(message: InboundMessage) -> bool:
    """Whether it goes into the columns that are made for it (inbox/models)."""
    people = [message.sender, *message.to, *message.cc]
    ids = [message.message_id, message.external_id, *message.hints.in_reply_to, *message.hints.references]
    return (
        all(0 < len(one.address) <= 320 and len(one.name) <= 160 for one in people)
        and all(0 < len(one) <= 255 for one in ids)
        and len(message.subject) <= 998
        and all(0 < len(one.name) <= 255 and len(one.type) <= 127 for one in message.attachments)
        and all(len(one.content_id) <= 255 for one in message.attachments)
    )


@settings(max_examples=400, deadline=None)
@given(ANY, ENVELOPES)
def test_any_bytes_become_a_message_that_can_be_stored_or_are_refused_for_want_of_a_sender(
    raw: bytes, envelope: dict[str, Any]
) -> None:
    try:
        message = parse(raw, envelope=envelope, ours=OURS)
    except Unreadable as refusal:
        if "no sender" in str(refusal):
            return
        raise
    for text in texts(message):
        assert "\0" not in text
        text.encode("utf-8")
    assert fits(message)
    assert message.sender.address == message.sender.address.lower()


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_any_bytes_have_an_identity_and_it_is_always_the_same(raw: bytes) -> None:
    external_id, digest = identity(raw)
    assert 0 < len(external_id) <= 255
    assert len(digest) == 64
    assert identity(raw) == (external_id, digest)
    assert "\0" not in external_id


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_the_identity_is_that_of_the_message(raw: bytes) -> None:
    try:
        message = parse(raw, envelope={"mail_from": "a@b.example"}, ours=OURS)
    except Unreadable:
        return
    assert message.external_id == identity(raw)[0]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=25), st.booleans())
def test_splitting_off_the_quoted_part_loses_no_line_and_keeps_the_order(
    lines: list[str], answer: bool
) -> None:
    text, quoted = quoting.split("\n".join(lines), is_answer=answer)
    kept = [line.rstrip() for line in [*text.split("\n"), *quoted.split("\n")] if line.strip()]
    assert kept == [line.rstrip() for line in lines if line.strip()]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=15))
def test_an_own_last_line_is_never_folded_away_when_all_that_is_quoted_is_marked(lines: list[str]) -> None:
    marked = [line for line in lines if line.startswith(">") or line in ("Hello", "", "  code()", "Ada")]
    text, _ = quoting.split("\n".join([*marked, "My answer"]))
    assert text.endswith("My answer")
