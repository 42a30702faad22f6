"""Clocks follow when a tier, a promise, a calendar or a product's team changes: by a job, for those that run."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.hours import closing
from frontline.hours.arithmetic import week_of
from frontline.hours.calendar import Calendar
from frontline.hours.making import Terms, make
from frontline.hours.marking import When
from frontline.inbox.attributing import set_product
from frontline.inbox.clocks import calendars, jobs, settling
from frontline.inbox.clocks.rules import ALWAYS, ON_SHIFT, TEAMS_CALENDAR, Promise
from frontline.inbox.clocks.ruling import save_promises
from frontline.inbox.clocks.settling import resettle, resettle_all
from frontline.inbox.merging import merge
from frontline.inbox.models import Clock, ClockInterval, Conversation
from frontline.inbox.replying import reply
from frontline.people.models import Company
from frontline.tiers.pinning import set_by_hand
from tests.builders.letters import received
from tests.cast import Cast
from tests.inbox.clocks.conftest import MONDAY, NINE_TO_FIVE

pytestmark = pytest.mark.usefixtures("letters", "office")
HOUR = timedelta(hours=1)
OF_TWO_HOURS_A_DAY = Calendar("UTC", week_of((day, 9 * 3600, 11 * 3600) for day in range(7)))
FIRST = Promise("priority", "", "first_reply", None, None, 4 * HOUR)


def work_off() -> int:
    """Do the jobs that were deferred for settling; how many."""
    done = 0
    while job := ProcrastinateJob.objects.filter(task_name="inbox.resettle", status="todo").first():
        # Nobody but a worker may change a job: this one is not there any more.
        jobs.resettle.func(**job.args)
        with_raw_delete(job.pk)
        done += 1
    return done


def with_raw_delete(pk: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [pk])


def test_another_tier_is_another_place_and_another_promise(cast: Cast, clock):
    conversation = received("eve@elsewhere.example").conversation
    assert (conversation.rank, conversation.due_at) == (2, MONDAY + 48 * HOUR + 8 * HOUR)
    clock.shift(HOUR)
    work_off()
    company = Company.objects.get(name="Elsewhere")
    set_by_hand(company, "priority", (MONDAY + timedelta(days=9)).date(), why="Pilot", by=cast.lead)
    assert work_off() == 1

    conversation.refresh_from_db()
    assert (conversation.rank, conversation.due_at) == (0, MONDAY + 8 * HOUR)
    clock_now = Clock.objects.get(kind="first_reply")
    assert (clock_now.tier, clock_now.promised_for, clock_now.worked_for) == ("priority", 8 * HOUR, HOUR)
    assert [i.why for i in clock_now.intervals.all()] == ["They wait for us", "The customer is Priority now"]
    # What is newly promised counts from when they began to wait.
    assert Clock.objects.get(kind="resolution").started_at == MONDAY


def test_other_promises_hold_for_what_runs_and_not_for_what_is_over(cast: Cast, clock):
    kept, runs = received().conversation, received().conversation
    clock.shift(3 * HOUR)
    reply(kept, "We look.", by=cast.mia)
    clock.shift(2 * HOUR)
    save_promises([FIRST], of=0, by=cast.lead)
    assert work_off() == 1

    over, now = Clock.objects.filter(kind="first_reply").order_by("id")
    assert (over.verdict, over.promised_for) == ("kept", 8 * HOUR)
    assert (now.promised_for, now.due_at, now.worked_for) == (4 * HOUR, MONDAY + 4 * HOUR, 5 * HOUR)
    runs.refresh_from_db()
    assert runs.due_at == MONDAY + 4 * HOUR
    assert {c.verdict for c in Clock.objects.filter(kind="resolution")} == {""}
    assert not Clock.objects.filter(kind="resolution", stopped_at=None).exists()


def test_a_day_off_moves_what_is_due(cast: Cast, clock, office):
    conversation = received().conversation
    clock.shift(HOUR)
    tuesday = (MONDAY + timedelta(days=1)).date()
    closing.close(office, When(first_on=MONDAY.date(), last_on=tuesday), by=cast.lead)
    assert work_off() == 1
    conversation.refresh_from_db()
    assert conversation.due_at == MONDAY + 56 * HOUR
    assert ClockInterval.objects.filter(clock__kind="first_reply").count() == 1


def test_a_promise_can_run_in_the_hours_of_the_products_team(cast: Cast, clock):
    night = Terms("Night", "UTC", NINE_TO_FIVE)
    make(night, teams=[cast.product.team], by=cast.lead)
    save_promises(
        [Promise("priority", "", "first_reply", None, None, 4 * HOUR, TEAMS_CALENDAR)], of=0, by=cast.lead
    )
    conversation = received().conversation
    assert Clock.objects.get().calendar == "default"
    set_product(conversation, cast.product, by=cast.mia)
    assert Clock.objects.get().calendar == f"team:{cast.product.team_id}"
    assert Clock.objects.get().due_at == MONDAY + 4 * HOUR


def test_another_calendar_counts_from_when_it_was_chosen(cast: Cast, clock):
    received()
    clock.move_to(MONDAY + 10 * HOUR)
    save_promises([Promise("priority", "", "first_reply", None, None, 10 * HOUR, ALWAYS)], of=0, by=cast.lead)
    work_off()
    # Eight hours of the working day are used up, and two more around the clock.
    assert Clock.objects.get(kind="first_reply").due_at == MONDAY + 12 * HOUR


def test_thousands_are_settled_a_batch_at_a_time(cast: Cast, clock, monkeypatch):
    monkeypatch.setattr(settling, "BATCH", 2)
    for n in range(5):
        received(f"someone{n}@northwind.example")
    save_promises([FIRST], of=0, by=cast.lead)
    assert work_off() == 3
    assert set(Conversation.objects.values_list("due_at", flat=True)) == {MONDAY + 4 * HOUR}


def test_it_is_asked_for_once_however_often_it_changes(cast: Cast, office):
    for day in range(3):
        on = (MONDAY + timedelta(days=day)).date()
        closing.close(office, When(first_on=on, last_on=on), by=cast.lead)
    assert ProcrastinateJob.objects.filter(task_name="inbox.resettle").count() == 1


def test_settling_everything_again_changes_nothing(cast: Cast, clock):
    received()
    received("eve@elsewhere.example")
    clock.shift(HOUR)
    before = list(Clock.objects.order_by("id").values()), list(ClockInterval.objects.order_by("id").values())
    resettle_all()
    after = list(Clock.objects.order_by("id").values()), list(ClockInterval.objects.order_by("id").values())
    assert after == before


def test_what_was_merged_away_counts_for_nothing_and_settling_it_is_no_trouble(cast: Cast, clock):
    one, other = received().conversation, received().conversation
    clock.shift(HOUR)
    merge(one, into=other, by=cast.mia)
    resettle(one.pk)
    assert {(c.verdict, c.stopped_at) for c in one.clocks.all()} == {("", MONDAY + HOUR)}
    assert other.clocks.filter(stopped_at=None).count() == 2
    one.refresh_from_db()
    assert one.due_at is None


def test_a_promise_can_run_in_the_hours_of_whoever_is_on_shift(cast: Cast, clock, monkeypatch):
    monkeypatch.setattr(calendars, "_asked", [lambda: OF_TWO_HOURS_A_DAY])
    save_promises(
        [Promise("priority", "", "first_reply", None, None, 4 * HOUR, ON_SHIFT)], of=0, by=cast.lead
    )
    conversation = received().conversation
    assert conversation.due_at == MONDAY + 26 * HOUR
    # Whoever that is, if nobody has a turn the default calendar counts.
    monkeypatch.setattr(calendars, "_asked", [lambda: None])
    resettle(conversation.pk)
    conversation.refresh_from_db()
    assert conversation.due_at == MONDAY + 4 * HOUR
