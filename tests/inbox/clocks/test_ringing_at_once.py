"""Several who watch the clocks at the same time, beside people who answer: each promise is told of once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from frontline.events.models import Event
from frontline.inbox.clocks import ringing
from frontline.inbox.clocks.ringing import ring
from frontline.inbox.models import Clock, Conversation
from frontline.inbox.replying import reply
from frontline.kernel import clock as kernel_clock
from tests.builders.letters import received
from tests.cast import make_cast

LATER = timedelta(days=3)


@pytest.mark.django_db(transaction=True)
def test_two_watch_while_a_third_answers(letters, monkeypatch):
    monkeypatch.setattr(ringing, "BATCH", 4)
    cast = make_cast()
    numbers = [received(f"someone{n}@northwind.example").conversation_id for n in range(24)]
    now = kernel_clock.now() + LATER
    together = threading.Barrier(3)
    failures: list[BaseException] = []

    def guarded(work):
        try:
            together.wait(timeout=30)
            work()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    def answer():
        for number in numbers[::2]:
            reply(Conversation(pk=number), "We look.", by=cast.mia)

    works = [lambda: ring(now), lambda: ring(now), answer]
    threads = [threading.Thread(target=guarded, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    ring(now)

    told = list(Event.objects.filter(kind="clock.broke").values_list("data__clock", flat=True))
    assert len(told) == len(set(told))
    assert set(told) >= set(Clock.objects.exclude(broken_at=None).values_list("pk", flat=True))
    # What was answered in time is kept, even if somebody had said already, from three days ahead, that it was broken.
    for clock in Clock.objects.filter(kind="first_reply"):
        answered = clock.conversation_id in numbers[::2]
        assert clock.verdict == ("kept" if answered else "broken")
