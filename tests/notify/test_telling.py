"""Teammates are told once, by every transport, and it is seen how that went."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.events.models import Event
from frontline.notify import delivering, sweeping
from frontline.notify.delivering import PAUSES, deliver
from frontline.notify.models import Delivery, Notice
from frontline.notify.telling import tell, was_told
from frontline.notify.transport import PermanentFailure, TemporaryFailure
from tests.builders.rotations import utc
from tests.builders.telling import deliver_all, told, whispers

__all__ = ["whispers"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whispers")]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        yield clock


def say(*teammates, key="k", subject="Your shift", **more):
    with transaction.atomic():
        return tell(teammates, kind="test.said", subject=subject, text="It begins.", key=key, **more)


def test_each_is_told_once_whatever_the_words_and_however_often(cast, whispers):
    say(cast.mia, cast.tom)
    say(cast.tom, cast.mia, subject="In other words")
    say(cast.tom, cast.tom, cast.lead)
    deliver_all()
    assert sorted(whispers.heard) == [("Lena", "Your shift"), ("Mia", "Your shift"), ("Tom", "Your shift")]
    assert was_told("k") == {cast.lead.pk, cast.mia.pk, cast.tom.pk}


def test_another_fact_is_told_again(cast):
    say(cast.mia)
    say(cast.mia, key="another")
    assert told() == [("Mia", "test.said"), ("Mia", "test.said")]


def test_the_deactivated_are_told_nothing_also_if_they_leave_before_it_goes(cast, whispers):
    cast.tom.is_active = False
    assert say(cast.tom) == []
    say(cast.mia)
    type(cast.mia).objects.filter(pk=cast.mia.pk).update(is_active=False)
    deliver_all()
    assert whispers.heard == []
    assert Delivery.objects.get().state == "dropped"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_a_transaction_or_by_one_that_fails(cast):
    with pytest.raises(TransactionManagementError):
        tell([cast.mia], kind="test.said", subject="s", text="t", key="k")
    with transaction.atomic():
        tell([cast.mia], kind="test.said", subject="s", text="t", key="k")
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="notify.deliver").exists()


def test_telling_leaves_a_job_and_an_event_for_each(cast):
    notices = say(cast.mia, cast.tom, by="the rotation")
    jobs = ProcrastinateJob.objects.filter(task_name="notify.deliver")
    assert [job.args["delivery_id"] for job in jobs] == list(Delivery.objects.values_list("pk", flat=True))
    events = Event.objects.filter(kind="notice.told").order_by("id")
    assert [(e.subject_id, e.actor_label, e.data["teammate"]) for e in events] == [
        (n.pk, "the rotation", n.teammate_id) for n in notices
    ]


def test_what_fails_for_now_is_tried_again_later_and_later(cast, whispers, clock):
    whispers.failures = [TemporaryFailure("busy")] * 2
    say(cast.mia)
    deliver_all()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.answer, delivery.due_at) == ("queued", "busy", utc(2026, 3, 2, 8, 0, 30))
    deliver_all()
    assert whispers.failures, "tried before it was due"
    clock.shift(PAUSES[0])
    deliver_all()
    clock.shift(PAUSES[1])
    deliver_all()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.answer) == ("sent", 3, "heard")
    assert whispers.heard == [("Mia", "Your shift")]


def test_what_fails_for_good_ends_with_the_reason(cast, whispers):
    whispers.failures = [PermanentFailure("550 No such user")]
    say(cast.mia)
    deliver_all()
    deliver_all()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.is_permanent, delivery.attempts) == ("failed", True, 1)
    assert delivery.answer == "550 No such user"
    assert Event.objects.get(kind="notice.failed").why == "550 No such user"


def test_it_is_given_up_after_the_last_pause(cast, whispers, clock):
    whispers.failures = [TemporaryFailure("busy")] * 99
    say(cast.mia)
    for pause in [*PAUSES, timedelta(days=1)]:
        deliver_all()
        clock.shift(pause)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.is_permanent, delivery.attempts) == ("failed", False, len(PAUSES) + 1)


def test_a_transport_that_breaks_loses_nothing_and_harms_no_other(cast, whispers, clock):
    whispers.failures = [ZeroDivisionError("a fault")]
    say(cast.mia, cast.tom)
    deliver_all()
    assert whispers.heard == [("Tom", "Your shift")]
    clock.shift(PAUSES[0])
    deliver_all()
    assert whispers.heard == [("Tom", "Your shift"), ("Mia", "Your shift")]


def test_a_transport_that_is_gone_ends_what_waited_for_it(cast):
    (notice,) = say(cast.mia)
    gone = Delivery.objects.create(notice=notice, transport="pigeon", due_at=notice.at)
    deliver(gone.pk)
    gone.refresh_from_db()
    assert (gone.state, gone.is_permanent) == ("failed", True)


def test_what_a_dead_process_left_is_taken_up_again(cast, whispers, clock):
    say(cast.mia)
    delivery = Delivery.objects.get()
    assert delivering._begin(delivery.pk) == 1  # and then it died
    assert sweeping.sweep() == 0, "somebody may still be at it"
    clock.shift(timedelta(minutes=2))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert sweeping.sweep() == 1
    assert ProcrastinateJob.objects.filter(task_name="notify.deliver").count() == 1
    deliver_all()
    assert whispers.heard == [("Mia", "Your shift")]


def test_one_that_was_begun_by_another_is_left_to_it(cast, whispers):
    say(cast.mia)
    delivery = Delivery.objects.get()
    delivering._begin(delivery.pk)
    Delivery.objects.update(attempts=7)
    whispers.failures = []
    Delivery.objects.update(state="sent")
    deliver(delivery.pk)
    assert whispers.heard == []
