"""Who has acknowledged one conversation goes on with those that wait; their jobs are gone with it, or stay."""

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.inbox import acknowledging, draining, jobs
from frontline.inbox.models import Conversation, Message
from tests.builders.letters import received
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("letters")


def waiting() -> list[int]:
    found = ProcrastinateJob.objects.filter(task_name="inbox.acknowledge", status="todo")
    return [job.args["number"] for job in found.order_by("id")]


def test_one_job_acknowledges_all_that_wait_each_once(cast: Cast):
    numbers = [received(f"someone{n}@elsewhere.example").conversation_id for n in range(3)]
    assert waiting() == numbers

    jobs.acknowledge(number=numbers[0])

    said = Message.objects.filter(is_automatic=True, direction="out").order_by("conversation_id")
    assert [message.conversation_id for message in said] == numbers
    assert waiting() == []


def test_one_that_fails_keeps_its_job_and_says_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    good, bad = (received(f"{who}@elsewhere.example").conversation_id for who in ("good", "bad"))
    verb = acknowledging.acknowledge

    def failing(conversation: Conversation) -> Message | None:
        message = verb(conversation)
        if conversation.pk == bad:
            raise ZeroDivisionError
        return message

    monkeypatch.setattr(acknowledging, "acknowledge", failing)

    assert draining.acknowledge_others() == 1

    assert waiting() == [bad]
    assert Message.objects.get(is_automatic=True).conversation_id == good


def test_what_waits_for_its_retry_is_left_alone(cast: Cast):
    number = received().conversation_id
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 1")

    assert draining.acknowledge_others() == 0
    assert waiting() == [number]
