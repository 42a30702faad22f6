"""Promises that run out: who is warned, how often, and when not."""

from datetime import timedelta

import pytest

from frontline.inbox.assigning import assign
from frontline.inbox.closing import close
from frontline.inbox.models import Clock
from frontline.inbox.replying import reply
from frontline.inbox.snoozing import snooze, wake
from frontline.kernel import clock as now
from frontline.notify.models import Delivery, Notice
from frontline.shift.telling.models import Warned
from tests.builders.letters import received
from tests.builders.rotations import utc
from tests.builders.telling import deliver_all, told
from tests.shift.telling.conftest import ADA, EVE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters", "hero")]

# Without working calendars time counts around the clock. Priority, first reply: warned after one hour, broken after
# eight; so at half of the seven hours between, and an hour before the end.
HOUR = timedelta(hours=1)
SOON, STILL, LAST, BROKEN = HOUR, 4.5 * HOUR, 7 * HOUR, 8 * HOUR + timedelta(seconds=1)


def warned():
    return sorted(each for each in told() if each[1].startswith("promise."))


@pytest.fixture
def at(tick, clock):
    """Go to so much after eight o'clock, and do what the timers do; what is told then."""

    def at(passed: timedelta):
        before = Notice.objects.count()
        clock.move_to(utc(2026, 3, 2, 8) + passed)
        tick()
        return sorted(each for each in told()[before:] if each[1].startswith("promise."))

    return at


@pytest.fixture
def toms(cast, clock):
    """A Priority conversation that is Tom's, while Mia is the hero and Lena leads."""
    conversation = received(ADA, subject="Backups fail", message_id="<one@customer.example>").conversation
    return assign(conversation, cast.tom, by=cast.tom)


def test_more_hear_of_it_the_later_it_is_and_each_stage_once(toms, at):
    assert at(SOON - timedelta(minutes=1)) == []
    assert at(SOON) == [("Tom", "promise.soon")]
    assert at(SOON + HOUR) == []
    assert at(STILL) == [("Mia", "promise.still"), ("Tom", "promise.still")]
    assert at(STILL + HOUR) == []
    assert at(LAST) == [(who, "promise.last") for who in ("Lena", "Mia", "Tom")]
    assert at(LAST + timedelta(minutes=1)) == []
    assert at(BROKEN) == [(who, "promise.broken") for who in ("Lena", "Mia", "Tom")]
    assert not Warned.objects.exists()
    assert at(BROKEN + HOUR) == []


def test_what_is_nobodys_is_the_heros_from_the_first_warning_on(cast, at, clock):
    received(ADA)
    assert at(SOON) == [("Mia", "promise.soon")]
    assert at(STILL) == [("Mia", "promise.still")]


def test_it_says_what_is_due_when_and_whose_it_is(toms, at, cast):
    at(SOON)
    at(STILL)
    found = Notice.objects.get(kind="promise.still", teammate=cast.mia)
    assert found.subject == f"Still open, answer by 16:00: #{toms.pk} Backups fail (Northwind, Priority)"
    assert "first reply promised by 16:00; assigned to Tom Lindqvist." in found.text
    assert found.text.endswith("You are the hero.")
    assert Notice.objects.get(kind="promise.still", teammate=cast.tom).text.endswith("It is yours.")
    assert found.address == f"/conversations/{toms.pk}"


def test_times_are_those_of_who_is_told(toms, at, cast):
    type(cast.tom).objects.filter(pk=cast.tom.pk).update(timezone="Asia/Kolkata")
    at(SOON)
    assert "Answer by 21:30" in Notice.objects.get(kind="promise.soon").subject


def test_who_was_away_from_the_timers_hears_the_tone_of_now(toms, at):
    assert at(LAST + timedelta(minutes=10)) == [(who, "promise.last") for who in ("Lena", "Mia", "Tom")]


@pytest.mark.parametrize("seen_to", ["answered", "closed", "spam", "snoozed by us", "snoozed by them"])
def test_nobody_is_warned_of_what_was_seen_to(toms, at, cast, seen_to):
    at(SOON)
    see_to(toms, seen_to, cast)
    assert at(STILL) == at(LAST) == []


@pytest.mark.parametrize("seen_to", ["answered", "closed", "spam", "snoozed by us", "snoozed by them"])
def test_what_was_seen_to_before_the_warning_went_out_is_not_sent(toms, at, cast, whispers, seen_to):
    at(SOON)
    see_to(toms, seen_to, cast)
    deliver_all()
    assert "promise.soon" not in dict(
        Delivery.objects.filter(state="sent").values_list("notice__kind", "state")
    )
    assert Delivery.objects.get(notice__kind="promise.soon").state == "dropped"


def see_to(conversation, how, cast):
    from frontline.inbox.spam import mark_spam

    {
        "answered": lambda: reply(conversation, "Try this.", by=cast.tom),
        "closed": lambda: close(conversation, by=cast.tom),
        "spam": lambda: mark_spam(conversation, by=cast.tom),
        "snoozed by us": lambda: snooze(conversation, utc(2026, 3, 3, 8), by=cast.tom),
        "snoozed by them": lambda: snooze(conversation, utc(2026, 3, 3, 8), is_theirs=True, by=cast.tom),
    }[how]()


def test_a_snooze_of_ours_keeps_no_broken_promise_quiet(toms, at, cast):
    at(SOON)
    see_to(toms, "snoozed by us", cast)
    assert at(BROKEN) == [(who, "promise.broken") for who in ("Lena", "Mia", "Tom")]


def test_after_a_pause_it_goes_on_where_it_was(toms, at, cast, clock):
    at(SOON)
    see_to(toms, "snoozed by them", cast)
    clock.move_to(utc(2026, 3, 2, 12))
    wake(toms, by=cast.tom)  # three hours later
    assert at(STILL + 2.9 * HOUR) == []
    assert at(STILL + 3 * HOUR) == [("Mia", "promise.still"), ("Tom", "promise.still")]


def test_an_answer_that_was_taken_back_is_warned_of_again_where_it_stood(toms, at, cast):
    from frontline.inbox.undoing import undo

    at(SOON)
    undo(reply(toms, "Try this.", by=cast.tom), by=cast.tom)
    assert at(SOON + timedelta(minutes=1)) == []
    assert at(STILL) == [("Mia", "promise.still"), ("Tom", "promise.still")]


def test_many_at_once_are_one_notice_for_each(cast, at, django_assert_max_num_queries):
    for number in range(40):
        received(ADA, subject=f"Question {number}")
    assert at(SOON) == [("Mia", "promise.soon")]
    notice = Notice.objects.get(kind="promise.soon")
    assert notice.subject.startswith("40 promises run out: #")
    assert len(notice.about) == 40
    with django_assert_max_num_queries(60):
        assert at(STILL) == [("Mia", "promise.still")]


def test_one_notice_for_many_goes_out_while_one_of_them_still_holds(cast, at, whispers):
    one, other = received(ADA).conversation, received(ADA).conversation
    at(SOON)
    close(one, by=cast.tom)
    deliver_all()
    assert Delivery.objects.get(notice__kind="promise.soon").state == "sent"
    at(STILL)
    assert Notice.objects.get(kind="promise.still").about == [
        Clock.objects.get(conversation=other, kind="first_reply").pk
    ]


def test_only_the_last_call_comes_in_quiet_hours(toms, at, cast, whispers):
    from datetime import time

    from frontline.notify.preferring import Wanted, pace

    pace(cast.tom, Wanted(time(8), time(20), "0123456"), by=cast.tom)
    at(SOON)
    at(LAST)
    deliver_all()
    toms_sent = Delivery.objects.filter(notice__teammate=cast.tom, state="sent")
    assert [each.notice.kind for each in toms_sent] == ["promise.last"]


def test_a_promise_without_a_warning_is_told_of_once_it_is_broken(cast, at):
    received(ADA)
    Clock.objects.update(warn_for=None, warn_at=None)
    assert at(LAST) == []
    assert at(BROKEN) == [("Lena", "promise.broken"), ("Mia", "promise.broken")]


def test_what_was_answered_too_late_needs_no_telling(cast, at, clock):
    conversation = received(EVE).conversation
    clock.move_to(utc(2026, 3, 9, 8))
    reply(conversation, "Sorry.", by=cast.tom)
    assert at(timedelta(days=7, minutes=1)) == []
    assert not Warned.objects.exists()
    assert now.now() == utc(2026, 3, 9, 8, 1)
