"""Who watches the clocks says once that a promise will soon be broken, and once that it is."""

from datetime import timedelta

import pytest
from django.db import connection

from frontline.events.models import Event
from frontline.hours import closing
from frontline.hours.marking import When
from frontline.inbox.clocks import ringing
from frontline.inbox.clocks.ringing import Rung, ring
from frontline.inbox.models import Clock, Conversation
from frontline.inbox.models.clock import RUNNING
from frontline.inbox.replying import reply
from frontline.inbox.snoozing import snooze, wake
from frontline.inbox.spam import mark_spam
from frontline.kernel import clock as kernel_clock
from tests.builders.letters import received
from tests.cast import Cast
from tests.inbox.clocks.conftest import MONDAY

pytestmark = pytest.mark.usefixtures("letters", "office")
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def rung() -> Rung:
    return ring(kernel_clock.now())


def told(kind: str) -> list[dict]:
    return [event.data for event in Event.objects.filter(kind=kind).order_by("id")]


def first() -> Clock:
    return Clock.objects.get(kind="first_reply")


def test_it_warns_once_and_then_says_once_that_it_is_broken(cast: Cast, clock):
    conversation = received().conversation
    assert rung() == Rung(0, 0)
    clock.shift(HOUR)
    assert rung() == Rung(broken=0, warned=1)
    assert first().warned_at == MONDAY + HOUR
    assert rung() == Rung(0, 0)
    clock.move_to(MONDAY + 8 * HOUR)
    assert rung() == Rung(0, 0)
    clock.shift(SECOND)
    assert rung() == Rung(broken=1, warned=0)
    assert (first().broken_at, first().verdict) == (MONDAY + 8 * HOUR, "broken")
    assert rung() == Rung(0, 0)
    due_at = (MONDAY + 8 * HOUR).isoformat()
    said = {"clock": first().pk, "kind": "first_reply", "tier": "priority", "due_at": due_at}
    assert told("clock.warned") == [said]
    assert told("clock.broke") == [said]
    assert set(Event.objects.filter(kind__startswith="clock.").values_list("subject_id", flat=True)) == {
        conversation.pk
    }


def test_what_is_broken_when_nobody_watched_is_not_warned_of_any_more(cast: Cast, clock):
    received()
    clock.shift(24 * HOUR)
    assert rung() == Rung(broken=1, warned=0)
    assert told("clock.warned") == []


def test_what_is_answered_or_spam_is_silent(cast: Cast, clock):
    reply(received().conversation, "We look.", by=cast.mia)
    mark_spam(received().conversation, by=cast.mia)
    clock.shift(7 * 24 * HOUR)
    assert rung() == Rung(0, 0)


def test_a_snooze_that_they_asked_for_pauses_and_ours_does_not(cast: Cast, clock):
    theirs, ours = received().conversation, received().conversation
    until = MONDAY + 3 * HOUR
    snooze(theirs, until, is_theirs=True, by=cast.mia)
    snooze(ours, until, by=cast.mia)
    clock.shift(HOUR)
    assert rung() == Rung(0, 1)
    assert told("clock.warned")[0]["clock"] == ours.clocks.get(kind="first_reply").pk
    theirs.refresh_from_db()
    assert theirs.due_at is None
    clock.move_to(until)
    wake(theirs, by=cast.mia)
    theirs.refresh_from_db()
    assert theirs.due_at == MONDAY + 27 * HOUR


def test_a_promise_broken_in_the_night_is_due_when_work_ended(cast: Cast, clock):
    received()
    clock.move_to(MONDAY + 12 * HOUR)
    assert rung() == Rung(broken=1, warned=0)
    assert first().broken_at == MONDAY + 8 * HOUR


def test_a_calendar_that_was_closed_meanwhile_is_looked_at_before_anything_is_said(cast: Cast, clock, office):
    conversation = received().conversation
    clock.move_to(MONDAY + 7 * HOUR)
    rung()
    when = When(from_at=MONDAY + 7 * HOUR, until_at=MONDAY + 31 * HOUR)
    closing.close(office, when, by=cast.lead)
    clock.move_to(MONDAY + 9 * HOUR)
    assert rung() == Rung(0, 0)
    conversation.refresh_from_db()
    assert conversation.due_at == first().due_at == MONDAY + 32 * HOUR
    clock.move_to(MONDAY + 32 * HOUR + SECOND)
    assert rung() == Rung(broken=1, warned=0)


def test_more_than_one_batch(cast: Cast, clock, monkeypatch):
    monkeypatch.setattr(ringing, "BATCH", 3)
    for number in range(7):
        received(f"someone{number}@northwind.example")
    clock.shift(HOUR)
    assert rung() == Rung(0, 7)
    clock.shift(8 * HOUR)
    assert rung() == Rung(7, 0)
    assert len(told("clock.broke")) == 7


def test_who_dies_halfway_leaves_nothing_half_done(cast: Cast, clock, monkeypatch):
    monkeypatch.setattr(ringing, "BATCH", 2)
    for number in range(5):
        received(f"someone{number}@northwind.example")
    clock.shift(9 * HOUR)
    record_all, calls = ringing.record_all, []

    def dying(*facts):
        record_all(*facts)
        calls.append(len(facts))
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(ringing, "record_all", dying)
    with pytest.raises(KeyboardInterrupt):
        rung()
    # The first batch is done, of the second nothing is.
    assert Clock.objects.exclude(broken_at=None).count() == len(told("clock.broke")) == 2
    monkeypatch.setattr(ringing, "record_all", record_all)
    assert rung() == Rung(broken=3, warned=0)
    clocks = [data["clock"] for data in told("clock.broke")]
    assert len(clocks) == len(set(clocks)) == 5


def test_ringing_asks_little_however_many_clocks_run(cast: Cast, clock, django_assert_max_num_queries):
    for number in range(20):
        received(f"someone{number}@northwind.example")
    clock.shift(HOUR / 2)
    rung()
    with django_assert_max_num_queries(6):  # two savepoints among them
        assert rung() == Rung(0, 0)


def test_what_is_due_is_found_by_index(cast: Cast, clock):
    conversation = received().conversation
    over = {"tier": "priority", "calendar": "default", "started_at": MONDAY, "worked_for": HOUR}
    Clock.objects.bulk_create(
        Clock(
            conversation=conversation,
            kind="next_reply",
            promised_for=HOUR,
            due_at=MONDAY + n * HOUR,
            warn_at=MONDAY,
            stopped_at=MONDAY,
            **over,
        )
        for n in range(2000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE inbox_clock")
    unbroken = Clock.objects.filter(RUNNING, broken_at=None)
    assert "clock_breaking" in unbroken.filter(due_at__lt=MONDAY).explain()
    assert "clock_warning" in unbroken.filter(warned_at=None, warn_at__lt=MONDAY).explain()


def test_a_conversation_that_is_gone_is_no_trouble(cast: Cast, clock):
    from frontline.inbox.clocks.settling import resettle

    resettle(Conversation.objects.count() + 4711)
