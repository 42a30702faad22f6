"""Transports, kinds and a clock for what follows from preferences."""

import pytest
import time_machine
from django.db import transaction

from frontline.notify import kinds, transport
from frontline.notify.telling import tell
from tests.builders.rotations import utc
from tests.builders.telling import Whispers


class Signals(Whispers):
    name = "signals"
    label = "Signals"


@pytest.fixture
def signals(whispers):
    """A second transport beside `whispers`."""
    made = Signals()
    transport.register(made)
    return made


@pytest.fixture
def registry():
    """Kinds of this test's own: "news" may wait, "alarm" goes at any hour."""
    before = dict(kinds._kinds)
    kinds._kinds.clear()
    kinds.register(kinds.Kind("news", "News"), kinds.Kind("alarm", "Alarm", is_urgent=True))
    yield kinds
    kinds._kinds.clear()
    kinds._kinds.update(before)


@pytest.fixture
def at_work():
    """It is Monday, 2 March 2026, 08:00 UTC."""
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        yield clock


@pytest.fixture
def say():
    def say(teammate, subject, kind="news.of_today"):
        with transaction.atomic():
            return tell([teammate], kind=kind, subject=subject, text=subject, key=subject)

    return say
