from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from frontline.handoffs.shifts import current_shift
from frontline.inbox.assigning import assign
from frontline.inbox.models import Conversation
from tests.builders.letters import received
from tests.builders.rotations import utc, weekly
from tests.builders.telling import whispers

__all__ = ["whispers"]
ENDS = utc(2026, 3, 16, 8)
"""Mia's week is from Monday 9 to Monday 16 March, nine in Berlin; then it is Tom's."""


@pytest.fixture(autouse=True)
def _quiet(whispers, letters) -> None:
    """No test of hand-offs sends real mail."""


@pytest.fixture
def clock():
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast, clock):
    """Lena, Mia, Tom; it is Thursday of Mia's week."""
    made = weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)
    clock.move_to(utc(2026, 3, 12, 12))
    return made


@pytest.fixture
def conversations(hero, cast, clock):
    """Three open conversations of Mia's, the oldest first."""
    return [opened(cast.mia, subject, clock) for subject in ("Backups fail", "DNS", "Slow checkout")]


def opened(teammate, subject, clock, **more) -> Conversation:
    clock.shift(timedelta(minutes=1))
    conversation = received(subject=subject, **more).conversation
    assign(conversation, teammate, by=teammate)
    clock.shift(timedelta(minutes=1))
    return conversation


@pytest.fixture
def shift(conversations):
    found = current_shift()
    assert found is not None
    return found


def browser(teammate) -> Client:
    client = Client()
    client.force_login(teammate)
    return client


SAID = {"known": "The job dies at 02:00", "tried": "A restart", "next": "Ask for the logs"}


@pytest.fixture
def olaf(cast):
    from frontline.people.models import Role, Teammate

    return Teammate.objects.create(email="olaf@acme.example", name="Olaf Moe", role=Role.ENGINEER)
