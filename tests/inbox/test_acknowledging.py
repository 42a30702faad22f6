"""An answer at once for people, and none for machines."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import Max

from frontline.inbox import dispatching, storms
from frontline.inbox.acknowledging import acknowledge
from frontline.inbox.models import Conversation, Dispatch, Intake, Message
from frontline.kernel import clock
from tests.builders.letters import Letters, received
from tests.cast import Cast


def test_a_new_conversation_is_acknowledged_once(cast: Cast, letters: Letters):
    conversation = received(cc=("bob@partner.example",)).conversation

    message = acknowledge(conversation)
    assert acknowledge(conversation) is None

    assert message is not None
    assert f"#{conversation.number}" in message.text
    dispatching.send(Dispatch.objects.get().pk)
    assert [address for address, _ in letters.delivered] == ["ada@northwind.example"]
    conversation.refresh_from_db()
    assert conversation.waits_for_customer is False
    assert conversation.assignee is None


def test_a_machine_is_not_acknowledged(cast: Cast, letters: Letters):
    assert acknowledge(received(noise="It is from a mailing list.").conversation) is None


def test_one_sender_is_acknowledged_at_most_every_fifteen_minutes(cast: Cast, letters: Letters):
    assert acknowledge(received().conversation) is not None
    assert acknowledge(received().conversation) is None
    assert acknowledge(received("eve@elsewhere.example").conversation) is not None
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=True):
        assert acknowledge(received().conversation) is not None


def test_a_workspace_can_switch_it_off(cast: Cast, letters: Letters):
    cast.workspace.acknowledges = False
    cast.workspace.save()

    assert acknowledge(received().conversation) is None


def test_a_storm_is_taken_in_and_answered_by_nothing(cast: Cast, letters: Letters, monkeypatch):
    monkeypatch.setattr(storms, "MANY", 5)
    last = [received() for _ in range(5)][-1]

    assert Message.objects.count() == 5
    assert acknowledge(last.conversation) is None
    assert [s.customer for s in storms.raging()] == [cast.ada]
    assert not storms.is_raging(cast.eve)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=True):
        assert not storms.raging().exists()


@pytest.mark.django_db(transaction=True)
def test_the_job_follows_in_the_transaction_of_what_caused_it(letters: Letters):
    from procrastinate.contrib.django.models import ProcrastinateJob

    from tests.builders.letters import letter
    from tests.cast import make_cast

    make_cast()
    # The jobs' table is not Django's to empty between tests.
    before = ProcrastinateJob.objects.aggregate(last=Max("id"))["last"] or 0
    jobs = ProcrastinateJob.objects.filter(id__gt=before)
    message = received()
    assert sorted(jobs.values_list("task_name", flat=True)) == ["inbox.acknowledge", "inbox.receive"]
    assert jobs.get(task_name="inbox.acknowledge").args == {"number": message.conversation_id}

    letter(message_id="<twice@customer.example>")
    letter(message_id="<twice@customer.example>")
    assert jobs.filter(task_name="inbox.receive").count() == 2
    assert Intake.objects.count() == 2
    assert Conversation.objects.count() == 1
