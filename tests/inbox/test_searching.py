"""All that was ever asked and answered is found by its words."""

import pytest

from frontline.inbox.channel import Address
from frontline.inbox.noting import note
from frontline.inbox.replying import reply
from frontline.inbox.searching import search
from frontline.inbox.undoing import undo
from frontline.kernel import clock
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture
def number(cast: Cast) -> int:
    first = received(
        Address("sean.o'connor@brightline.example", "Seán O'Connor"),
        subject="Password reset never arrives",
        text="I asked three times. See https://status.acme.example/incidents and café.",
    )
    received(text="Something else entirely")
    note(first.conversation, "InvalidCharacter in his log lines", by=cast.mia)
    reply(first.conversation, "The form trips over the apostrophe", by=cast.mia)
    return first.conversation_id


@pytest.mark.parametrize(
    "words",
    [
        "password",
        "resets arriving",
        "apostrophe invalidcharacter",
        "sean",
        "SEÁN",
        "cafe",
        "sean.o'connor@brightline.example",
        "brightline",
        '"three times"',
        "password -postgres",
        "nonsense or apostrophe",
        "status.acme.example",
    ],
)
def test_words_of_messages_notes_and_names_are_found(cast: Cast, number: int, words: str):
    assert [c.pk for c in search(words, cast.mia).rows] == [number]


@pytest.mark.parametrize(
    "words",
    ["", "   ", "!!!", '"times three"', "password -apostrophe", "password zebra", "'", "a & | ! ( :*", "\\"],
)
def test_what_is_not_there_is_not_found(cast: Cast, number: int, words: str):
    assert search(words, cast.mia).rows == []


def test_a_number_finds_its_conversation(cast: Cast, number: int):
    assert [c.pk for c in search(f"#{number}", cast.mia).rows] == [number]
    assert search("#99999999999999999", cast.mia).rows == []


def test_a_language_without_spaces_is_found_by_a_part(cast: Cast):
    received(text="バックアップが失敗します")

    assert len(search("失敗", cast.mia).rows) == 1
    assert search("成功", cast.mia).rows == []


def test_a_part_of_an_identifier_is_found(cast: Cast):
    received(text="trace=9f2c-e1 in acme_billing.invoices_total")

    assert len(search("invoices", cast.mia).rows) == 1
    assert len(search("9f2c-e1", cast.mia).rows) == 1


def test_a_percent_sign_in_a_phrase_is_a_percent_sign(cast: Cast):
    received(text="the disk is 95% full")

    assert len(search('"95% full"', cast.mia).rows) == 1
    assert search('"95%full"', cast.mia).rows == []


def test_results_are_paged_newest_first(cast: Cast):
    made = [received(text=f"backup {n}").conversation_id for n in range(5)]

    first = search("backup", cast.mia, limit=3)
    second = search("backup", cast.mia, limit=3, after=first.next_cursor)

    assert [c.pk for c in [*first.rows, *second.rows]] == sorted(made, reverse=True)


def test_a_conversation_of_any_length_stays_searchable(cast: Cast):
    first = received(text=" ".join(f"word{n}x" for n in range(9000)), message_id="<one@customer.example>")
    for k in range(1, 12):
        received(in_reply_to="<one@customer.example>", text=" ".join(f"word{n}y{k}" for n in range(9000)))

    assert [c.pk for c in search("word8999x", cast.mia).rows] == [first.conversation_id]


def test_an_undone_reply_is_gone_from_the_conversation(cast: Cast):
    conversation = received().conversation
    message = reply(conversation, "zebra", by=cast.mia)
    assert undo(message, by=cast.mia) == "zebra"

    assert not conversation.messages.filter(text="zebra").exists()
    assert clock.now() > conversation.created_at
