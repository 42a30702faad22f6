"""The timeline shows everything once, in order, and any length of it in pages."""

import pytest

from frontline.inbox.assigning import assign
from frontline.inbox.closing import close
from frontline.inbox.noting import note
from frontline.inbox.reopening import reopen
from frontline.inbox.replying import reply
from frontline.inbox.timeline import timeline
from frontline.kernel.refusal import Invalid
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


def test_what_happened_reads_as_sentences(cast: Cast):
    conversation = received().conversation
    assign(conversation, cast.mia, by=cast.mia)
    assign(conversation, cast.tom, by=cast.mia)
    assign(conversation, None, by=cast.tom)
    close(conversation, why="spam", by=cast.mia)
    close(conversation, by=cast.mia)
    reopen(conversation, by=cast.lead)

    told = [(e.event.actor_label, e.sentence) for e in timeline(conversation).entries if e.event]
    assert told == [
        ("Mia Rask", "took it"),
        ("Mia Rask", "assigned it to Tom Lindqvist"),
        ("Tom Lindqvist", "gave it back"),
        ("Mia Rask", "closed it: spam"),
        ("Lena Berg", "reopened it"),
    ]


def test_a_long_timeline_comes_in_pages_that_miss_nothing(cast: Cast):
    first = received(message_id="<one@customer.example>")
    conversation = first.conversation
    for n in range(4):
        note(conversation, f"note {n}", by=cast.mia)
        received(in_reply_to="<one@customer.example>")
        reply(conversation, f"reply {n}", by=cast.mia)

    whole = [e.key for e in timeline(conversation).entries]
    pages: list[str] = []
    cursor = None
    while True:
        page = timeline(conversation, before=cursor, limit=3)
        pages = [e.key for e in page.entries] + pages
        cursor = page.earlier_cursor
        if cursor is None:
            break

    assert pages == whole
    assert len(whole) == 14


def test_its_queries_do_not_grow_with_it(cast: Cast, django_assert_num_queries):
    conversation = received(files={"a.txt": "a"}).conversation
    for n in range(5):
        note(conversation, f"note {n}", by=cast.mia)
        reply(conversation, f"reply {n}", by=cast.mia)

    with django_assert_num_queries(5):
        entries = timeline(conversation).entries
        assert {e.author for e in entries if e.kind == "note"} == {"Mia Rask"}
        assert sum(len(e.dispatches) for e in entries) == 5
        assert [a.name for e in entries for a in e.attachments] == ["a.txt"]


@pytest.mark.parametrize("cursor", ["x", "YXxifGM"])
def test_a_foreign_cursor_is_refused(cast: Cast, cursor: str):
    with pytest.raises(Invalid):
        timeline(received().conversation, before=cursor)
