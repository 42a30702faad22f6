from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from frontline.inbox.assigning import assign
from frontline.inbox.models import Conversation
from tests.builders.letters import received
from tests.builders.rotations import utc, weekly
from tests.builders.telling import whispers

__all__ = ["whispers"]


@pytest.fixture(autouse=True)
def _quiet(whispers, letters) -> None:
    """No test of the shift sends real mail."""


@pytest.fixture
def clock():
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast, clock):
    """Lena, Mia, Tom, a week each; it is Thursday noon of Mia's week (9 to 16 March, from nine in Berlin)."""
    made = weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)
    clock.move_to(utc(2026, 3, 12, 12))
    return made


def opened(subject="Backups fail", *, to=None, by=None, **more) -> Conversation:
    conversation = received(subject=subject, **more).conversation
    return assign(conversation, to, by=by or to) if to else conversation


def browser(teammate) -> Client:
    client = Client()
    client.force_login(teammate)
    return client


def section(page: str, key: str) -> str:
    """What stands in one section of the page; empty if it is not there."""
    _, found, rest = page.partition(f'id="s-{key}"')
    return rest.split("</section>")[0] if found else ""


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
