"""A note for the next one: private, in the conversation, and it counts until somebody writes again."""

from datetime import timedelta

import pytest

from frontline.events.models import Event
from frontline.handoffs.allowing import NotYours
from frontline.handoffs.checklist import checklist, lacking
from frontline.handoffs.handing import NobodyNext, hand_over
from frontline.handoffs.models import HandoffNote
from frontline.handoffs.noting import write_note
from frontline.inbox.closing import close
from frontline.inbox.models import Dispatch, Note
from frontline.inbox.replying import reply
from frontline.kernel.refusal import Absent, Invalid
from tests.builders.letters import received
from tests.handoffs.conftest import SAID, opened

pytestmark = pytest.mark.django_db


def states(shift):
    return [item.state for item in checklist(shift.giver.pk, shift.since_at)]


def test_it_becomes_a_private_note_and_counts(shift, conversations, cast):
    made = write_note(shift, conversations[0].pk, **SAID, by=cast.mia)
    note = Note.objects.get()
    assert note == made.note
    assert note.text == (
        "**For the hand-off**\n\nKnown: The job dies at 02:00\n\nTried: A restart\n\nNext: Ask for the logs"
    )
    assert not Dispatch.objects.exists()
    assert states(shift) == ["noted", "lacking", "lacking"]
    assert lacking(cast.mia.pk, shift.since_at) == 2
    assert Event.objects.get(kind="handoff.noted").data == {"conversation": conversations[0].pk}


def test_a_message_after_it_makes_it_stale_whoever_writes(shift, conversations, cast, clock):
    for conversation in conversations[:2]:
        write_note(shift, conversation.pk, **SAID, by=cast.mia)
    clock.shift(timedelta(minutes=1))
    reply(conversations[0], "Please send the logs", by=cast.mia)
    received(subject="Re: DNS", in_reply_to=conversations[1].messages.get(direction="in").message_id)
    assert sorted(states(shift)) == ["lacking", "stale", "stale"]
    clock.shift(timedelta(minutes=1))
    write_note(shift, conversations[0].pk, **SAID, by=cast.mia)
    assert sorted(states(shift)) == ["lacking", "noted", "stale"]


def test_one_of_an_earlier_shift_does_not_count(shift, conversations, cast):
    write_note(shift, conversations[0].pk, **SAID, by=cast.mia)
    HandoffNote.objects.update(at=shift.since_at - timedelta(hours=1))
    assert states(shift) == ["lacking"] * 3


def test_the_same_form_sent_twice_is_one_note(shift, conversations, cast):
    for _ in range(2):
        write_note(shift, conversations[0].pk, **SAID, submission="k1", by=cast.mia)
    assert (Note.objects.count(), HandoffNote.objects.count()) == (1, 1)
    assert Event.objects.filter(kind="handoff.noted").count() == 1


@pytest.mark.parametrize("wrong", [{"known": " "}, {"next": ""}, {"tried": "x" * 501}])
def test_without_what_is_known_and_what_is_next_it_is_no_note(shift, conversations, cast, wrong):
    with pytest.raises(Invalid):
        write_note(shift, conversations[0].pk, **{**SAID, **wrong}, by=cast.mia)
    assert not Note.objects.exists()


def test_only_the_hero_and_leads_write_it(shift, conversations, cast):
    with pytest.raises(NotYours):
        write_note(shift, conversations[0].pk, **SAID, by=cast.tom)
    write_note(shift, conversations[0].pk, **SAID, by=cast.lead)
    assert states(shift) == ["noted", "lacking", "lacking"]


def test_what_is_not_open_with_the_hero_has_no_place_here(shift, conversations, cast, clock):
    close(conversations[0], by=cast.mia)
    toms = opened(cast.tom, "Toms own", clock)
    for number in (conversations[0].pk, toms.pk, 999_999):
        with pytest.raises(Absent):
            write_note(shift, number, **SAID, by=cast.mia)
    assert len(states(shift)) == 2


def test_handed_over_it_is_the_next_ones_and_stays_on_the_list(shift, conversations, cast):
    numbers = [each.pk for each in conversations[:2]]
    for number in numbers:
        write_note(shift, number, **SAID, by=cast.mia)
    assert hand_over(shift, numbers, by=cast.mia) == numbers
    assert hand_over(shift, numbers, by=cast.mia) == []
    for conversation in conversations:
        conversation.refresh_from_db()
    assert [each.assignee.first_name for each in conversations] == ["Tom", "Tom", "Mia"]
    assert [item.is_handed_over for item in checklist(shift.giver.pk, shift.since_at)] == [True, True, False]
    why = Event.objects.filter(kind="conversation.assigned", subject_id=numbers[0]).latest("id").why
    assert why == "handed over with the shift"
    assert Event.objects.get(kind="handoff.conversations_handed").data["conversations"] == numbers


def test_nothing_is_handed_over_without_a_note_and_then_all_or_none(shift, conversations, cast):
    write_note(shift, conversations[0].pk, **SAID, by=cast.mia)
    with pytest.raises(Invalid) as refusal:
        hand_over(shift, [each.pk for each in conversations], by=cast.mia)
    assert f"#{conversations[1].pk}, #{conversations[2].pk}" in refusal.value.sentence
    conversations[0].refresh_from_db()
    assert conversations[0].assignee == cast.mia


def test_to_nobody_nothing_is_handed_over(shift, conversations, cast):
    with pytest.raises(NobodyNext):
        hand_over(shift._replace(taker=None), [conversations[0].pk], by=cast.mia)


def test_a_note_written_again_after_the_hand_over_keeps_whom_it_went_to(shift, conversations, cast, clock):
    number = conversations[0].pk
    write_note(shift, number, **SAID, by=cast.mia)
    hand_over(shift, [number], by=cast.mia)
    clock.shift(timedelta(minutes=1))
    write_note(shift, number, **{**SAID, "next": "Call them"}, by=cast.mia)
    item = checklist(shift.giver.pk, shift.since_at)[0]
    assert (item.note.next, item.is_handed_over) == ("Call them", True)


def test_the_list_costs_the_same_however_long_it_is(
    shift, conversations, cast, clock, django_assert_num_queries
):
    for number in range(12):
        opened(cast.mia, f"Number {number}", clock)
    for item in checklist(shift.giver.pk, shift.since_at)[:5]:
        write_note(shift, item.number, **SAID, by=cast.mia)
    with django_assert_num_queries(2):
        items = checklist(shift.giver.pk, shift.since_at)
        assert [item.tier for item in items] == ["priority"] * 15
