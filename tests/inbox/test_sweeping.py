"""What a dying process left is taken up again, and what is under way is left alone."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.inbox import sweeping
from frontline.inbox.models import Dispatch, Intake
from frontline.inbox.replying import reply
from frontline.kernel import clock
from tests.builders.letters import letter, received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")
LONG_AGO = timedelta(minutes=5)


def deferred(task: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=task).count()


def test_a_pending_intake_whose_job_was_lost_is_deferred_again(cast: Cast):
    letter()
    old = letter()
    Intake.objects.filter(pk=old.pk).update(received_at=clock.now() - LONG_AGO)
    before = deferred("inbox.receive")

    assert sweeping.sweep() == 1
    assert deferred("inbox.receive") == before + 1


def test_a_due_dispatch_whose_job_was_lost_is_deferred_again(cast: Cast):
    reply(received().conversation, "Hello", by=cast.mia)
    assert sweeping.sweep() == 0
    Dispatch.objects.update(due_at=clock.now() - LONG_AGO)
    before = deferred("inbox.send")

    assert sweeping.sweep() == 1
    assert deferred("inbox.send") == before + 1


def test_what_was_just_begun_is_not_an_orphan(cast: Cast):
    reply(received().conversation, "Hello", by=cast.mia)
    Dispatch.objects.update(state="sending", tried_at=clock.now())

    assert sweeping.sweep() == 0
    assert Dispatch.objects.get().state == "sending"


@pytest.mark.django_db(transaction=True)
def test_a_dispatch_that_somebody_is_sending_is_left_alone():
    import threading

    from django.db import connection, transaction

    from tests.cast import make_cast

    cast = make_cast()
    reply(received().conversation, "Hello", by=cast.mia)
    Dispatch.objects.update(state="sending", tried_at=clock.now() - LONG_AGO)
    held, over = threading.Event(), threading.Event()

    def sender() -> None:
        with transaction.atomic():
            Dispatch.objects.select_for_update().get()
            held.set()
            over.wait(10)
        connection.close()

    thread = threading.Thread(target=sender)
    thread.start()
    assert held.wait(10)
    assert sweeping.sweep() == 0
    over.set()
    thread.join()
    assert sweeping.sweep() == 1
