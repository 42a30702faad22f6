"""Who has read one intake goes on with those that wait; their jobs are gone with them, or stay as they were."""

import threading

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.inbox import channel, draining, jobs
from frontline.inbox.models import Conversation, Intake, Message
from tests.builders.letters import letter
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


def waiting() -> list[int]:
    found = ProcrastinateJob.objects.filter(task_name="inbox.receive", status="todo")
    return [job.args["intake_id"] for job in found.order_by("id")]


def test_one_job_reads_all_that_wait_and_leaves_no_job_behind(cast: Cast):
    first, *others = [letter() for _ in range(4)]

    jobs.receive(intake_id=first.pk)

    assert Message.objects.count() == 4
    assert set(Intake.objects.values_list("state", flat=True)) == {"done"}
    # Its own job is the worker's to finish; here nobody fetched it, so it is one of those that waited.
    assert waiting() == []
    assert len(others) == 3


def test_what_answers_an_earlier_mail_stays_in_the_line(cast: Cast):
    letter(message_id="<one@customer.example>")  # another worker is still at it
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    later = letter(in_reply_to="<one@customer.example>")
    beside = letter()

    assert draining.drain() == 2

    assert waiting() == [later.pk]
    assert Intake.objects.get(pk=beside.pk).state == "done"
    assert Intake.objects.get(pk=later.pk).state == "pending"


def test_an_unreadable_one_is_marked_and_stops_nobody(cast: Cast):
    bad = letter(unreadable="It has no sender.")
    good = letter()

    draining.drain()

    assert Intake.objects.get(pk=bad.pk).state == "failed"
    assert Intake.objects.get(pk=good.pk).state == "done"
    assert Conversation.objects.count() == 1


def test_what_waits_for_its_retry_is_left_alone(cast: Cast):
    letter()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 1")

    assert draining.drain() == 0
    assert len(waiting()) == 1


def test_when_the_database_fails_the_job_is_back_in_the_line(cast: Cast, letters, monkeypatch):
    from django.db import OperationalError

    pending = letter()

    def away(intake: Intake) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(letters, "parse", away)
    draining.drain()

    assert waiting() == [pending.pk]
    assert Intake.objects.get(pk=pending.pk).state == "pending"


def test_no_more_than_two_drain_at_once_in_a_process(cast: Cast):
    letter()
    with draining._places, draining._places:
        assert draining.drain() == 0
    assert len(waiting()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_drain_share_the_line_and_read_each_once(letters):
    from django.db import connections

    from tests.cast import make_cast

    make_cast()
    channel.register(letters)
    for _ in range(12):
        letter()

    def work() -> None:
        try:
            draining.drain()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    with transaction.atomic():
        assert Message.objects.count() == Conversation.objects.count() == 12
        assert waiting() == []
