"""Two conversations about one matter become one, and can be parted again."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from frontline.events.models import Event
from frontline.inbox import closing, dispatching, following, reply_tokens
from frontline.inbox.categorising import add_defaults, categorise, named
from frontline.inbox.locking import MergedAway
from frontline.inbox.merging import OtherCustomer, merge
from frontline.inbox.models import Conversation
from frontline.inbox.noting import note
from frontline.inbox.parting import part
from frontline.inbox.queries import listed
from frontline.inbox.reopening import reopen
from frontline.inbox.replying import reply
from frontline.inbox.searching import search
from frontline.inbox.snoozing import snooze
from frontline.inbox.spam import mark_spam
from frontline.inbox.timeline import timeline
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.finding import customer_at
from tests.builders.letters import Letters, received
from tests.cast import Cast


@pytest.fixture
def two(cast: Cast, letters: Letters) -> tuple[Conversation, Conversation]:
    """Two of Ada's, of which the first ends in the second."""
    one = received(message_id="<one@customer.example>", text="aardvark", files={"log.txt": "l"}).conversation
    return one, received(message_id="<two@customer.example>", text="buffalo").conversation


def now(conversation: Conversation) -> Conversation:
    return Conversation.objects.get(pk=conversation.pk)


def texts(conversation: Conversation) -> list[str]:
    """What is written in it, in the order of its timeline."""
    entries = timeline(conversation).entries
    return [(e.message or e.note).text for e in entries if e.message or e.note]


def found(words: str, cast: Cast) -> list[int]:
    return [row.pk for row in search(words, cast.mia).rows]


def test_all_that_was_written_stands_in_the_other_in_order(two, cast: Cast):
    one, other = two
    note(one, "a note", by=cast.tom)
    reply(other, "an answer", by=cast.mia)
    merge(one, into=other, by=cast.mia)
    assert texts(other) == ["aardvark", "buffalo", "a note", "an answer"]
    assert texts(one) == []
    assert [a.name for e in timeline(other).entries for a in e.attachments] == ["log.txt"]


def test_the_one_that_ends_is_closed_and_in_no_open_list_and_both_say_where_it_went(two, cast: Cast):
    one, other = two
    merge(one, into=other, by=cast.mia)
    assert (now(one).is_open, now(one).merged_into) == (False, other)
    assert [row.pk for row in listed("open", cast.mia).rows] == [other.pk]
    assert [row.pk for row in listed("closed", cast.mia).rows] == [one.pk]
    assert f"merged it into #{other.pk}" in [e.sentence for e in timeline(one).entries]
    assert f"merged #{one.pk} into it" in [e.sentence for e in timeline(other).entries]


def test_search_finds_its_words_at_the_other(two, cast: Cast):
    one, other = two
    merge(one, into=other, by=cast.mia)
    assert found("aardvark", cast) == found("buffalo", cast) == found("log.txt", cast) == [other.pk]
    assert found("Okafor", cast) == found("northwind.example", cast) == [other.pk] or found("northwind", cast)


def test_participants_and_categories_come_along(two, cast: Cast):
    one, other = two
    add_defaults()
    received(in_reply_to="<one@customer.example>", cc=("guest@third.example",))
    categorise(one, add=[named("Bug"), named("Billing")], by=cast.mia)
    categorise(other, add=[named("Bug")], by=cast.mia)
    merge(one, into=other, by=cast.mia)
    assert {p.address for p in other.participants.all()} == {"ada@northwind.example", "guest@third.example"}
    assert [c.name for c in other.categories.all()] == ["Billing", "Bug"]


@pytest.mark.parametrize("hint", ["message id", "reply address"])
def test_mail_that_answers_it_comes_into_the_other_through_a_chain(two, cast: Cast, hint: str):
    one, other = two
    last = received(text="caribou").conversation
    merge(one, into=other, by=cast.mia)
    merge(other, into=last, by=cast.mia)
    hints = (
        {"in_reply_to": "<one@customer.example>"}
        if hint == "message id"
        else {"token": reply_tokens.token_for(one.pk)}
    )
    assert received(**hints).conversation == last


def test_merging_into_what_was_merged_goes_on_to_where_that_is(two, cast: Cast):
    one, other = two
    third = received().conversation
    merge(one, into=other, by=cast.mia)
    assert merge(third, into=one, by=cast.mia) == other
    assert merge(third, into=one, by=cast.mia) == other
    assert Event.objects.filter(kind="conversation.merged").count() == 2


def test_what_cannot_be_merged_is_refused_with_a_reason(two, cast: Cast):
    one, other = two
    with pytest.raises(Invalid, match="this very conversation"):
        merge(one, into=one, by=cast.mia)
    merge(one, into=other, by=cast.mia)
    with pytest.raises(Invalid, match="was merged into"):
        merge(other, into=one, by=cast.mia)
    with pytest.raises(Invalid, match="merge that one"):
        merge(one, into=received().conversation, by=cast.mia)
    spam = received().conversation
    mark_spam(spam, by=cast.mia)
    with pytest.raises(Invalid, match="spam"):
        merge(spam, into=other, by=cast.mia)


def test_another_customers_only_if_that_is_meant(two, cast: Cast):
    one, _ = two
    eves = received("eve@elsewhere.example").conversation
    colleagues = received("bob@northwind.example").conversation
    merge(colleagues, into=one, by=cast.mia)
    with pytest.raises(OtherCustomer, match="Confirm"):
        merge(eves, into=one, by=cast.mia)
    assert now(eves).is_open
    merge(eves, into=one, across_customers=True, by=cast.mia)
    assert {p.address for p in one.participants.all()} == {
        "ada@northwind.example",
        "bob@northwind.example",
        "eve@elsewhere.example",
    }


def test_two_without_a_company_are_not_of_one_house(cast: Cast, letters: Letters):
    a, b = (received(f"{name}@free.example").conversation for name in ("ann", "ben"))
    assert customer_at("ann@free.example").company is None
    with pytest.raises(OtherCustomer):
        merge(a, into=b, by=cast.mia)


def test_an_open_one_opens_the_closed_one_that_it_goes_into(two, cast: Cast):
    one, other = two
    closing.close(other, by=cast.mia)
    merge(one, into=other, by=cast.mia)
    assert now(other).is_open
    assert not now(other).waits_for_customer


def test_closed_ones_stay_closed(two, cast: Cast):
    one, other = two
    closing.close(one, by=cast.mia)
    closed_at = now(one).closed_at
    closing.close(other, by=cast.mia)
    merge(one, into=other, by=cast.mia)
    assert not now(other).is_open
    assert now(one).closed_at == closed_at


def test_nothing_is_done_to_the_one_that_ended_and_it_is_said_where(two, cast: Cast):
    one, other = two
    merge(one, into=other, by=cast.mia)
    for verb in (
        lambda: reply(one, "hello", by=cast.mia),
        lambda: note(one, "hello", by=cast.mia),
        lambda: reopen(one, by=cast.mia),
    ):
        with pytest.raises(MergedAway, match=f"#{other.pk}"):
            verb()
    assert not now(one).is_open


def test_a_mail_under_way_goes_out_and_its_failure_comes_back_to_the_other(
    two, cast: Cast, letters: Letters, django_capture_on_commit_callbacks
):
    one, other = two
    message = reply(one, "on its way", hold_for=timedelta(0), by=cast.mia)
    (dispatch,) = message.dispatches.all()
    merge(one, into=other, by=cast.mia)
    closing.close(other, by=cast.mia)
    dispatching.send(dispatch.pk)
    assert letters.delivered == [("ada@northwind.example", "on its way")]
    stale = dispatch
    stale.message.conversation = one  # as a worker has it that began before
    dispatching.fail(stale, permanent=True)
    assert now(other).is_open
    assert not now(one).is_open


def test_the_customers_own_link_leads_to_the_other(two, cast: Cast):
    one, other = two
    merge(one, into=other, by=cast.mia)
    number, key = following.link(one).rsplit("/", 1)[1].split("-", 1)
    assert following.followed(int(number), key).conversation == other


def test_what_was_merged_can_be_parted_and_what_came_since_stays(two, cast: Cast):
    one, other = two
    add_defaults()
    received("guest@third.example", in_reply_to="<one@customer.example>")
    received(in_reply_to="<one@customer.example>", cc=("guest@third.example",), text="again")
    categorise(one, add=[named("Bug")], by=cast.mia)
    merge(one, into=other, by=cast.mia)
    received(in_reply_to="<one@customer.example>", text="since")
    part(one, by=cast.mia)
    assert (texts(one), texts(other)) == (["aardvark", "again"], ["buffalo", "since"])
    assert (now(one).is_open, now(one).merged_into) == (True, None)
    assert [p.address for p in other.participants.all()] == ["ada@northwind.example"]
    assert [c.name for c in other.categories.all()] == []
    assert (found("aardvark", cast), found("buffalo", cast)) == ([one.pk], [other.pk])
    assert received(in_reply_to="<one@customer.example>").conversation == one


def test_who_wrote_there_since_still_takes_part_after_parting(two, cast: Cast):
    one, other = two
    received(in_reply_to="<one@customer.example>", cc=("guest@third.example",))
    merge(one, into=other, by=cast.mia)
    received("guest@third.example", in_reply_to="<two@customer.example>")
    part(one, by=cast.mia)
    assert "guest@third.example" in {p.address for p in other.participants.all()}


def test_a_chain_is_parted_from_its_end(two, cast: Cast):
    one, other = two
    last = received(text="caribou").conversation
    merge(one, into=other, by=cast.mia)
    merge(other, into=last, by=cast.mia)
    with pytest.raises(Invalid, match=f"#{last.pk} since"):
        part(one, by=cast.mia)
    part(other, by=cast.mia)
    assert texts(other) == ["aardvark", "buffalo"]
    part(one, by=cast.mia)
    assert (texts(one), texts(other), texts(last)) == (["aardvark"], ["buffalo"], ["caribou"])
    with pytest.raises(Invalid, match="not merged"):
        part(one, by=cast.mia)


@pytest.mark.django_db(transaction=True)
def test_both_merged_into_each_other_at_once_make_one(two, cast: Cast):
    one, other = two
    start, outcomes = threading.Barrier(2), []

    def run(ends: Conversation, stays: Conversation) -> None:
        try:
            start.wait()
            merge(ends, into=stays, by=cast.mia)
            outcomes.append("merged")
        except Invalid:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["merged", "refused"]
    assert [now(one).merged_into_id, now(other).merged_into_id].count(None) == 1


def test_what_was_put_off_comes_back_with_what_was_not(two, cast: Cast):
    one, other = two
    snooze(other, clock.now() + timedelta(days=3), why="the release", by=cast.mia)
    merge(one, into=other, by=cast.mia)
    assert now(other).snoozed_until is None
    assert other.pk in [row.pk for row in listed("open", cast.mia).rows]


def test_two_that_are_put_off_stay_so(two, cast: Cast):
    one, other = two
    for each in two:
        snooze(each, clock.now() + timedelta(days=3), by=cast.mia)
    merge(one, into=other, by=cast.mia)
    assert now(one).snoozed_until is None
    assert now(other).snoozed_until is not None


def test_promises_of_the_one_that_ended_are_void_and_run_on_when_it_is_parted(two, cast: Cast):
    one, other = two
    assert running(one)
    merge(one, into=other, by=cast.mia)
    assert not running(one)
    assert set(one.clocks.values_list("verdict", flat=True)) == {""}
    assert running(other)
    part(one, by=cast.mia)
    assert running(one)


def running(conversation: Conversation) -> bool:
    return conversation.clocks.filter(stopped_at=None).exists()
