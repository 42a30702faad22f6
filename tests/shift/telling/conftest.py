"""Monday, 2 March 2026, 08:00 UTC, nine in Berlin; Mia's week as the hero begins. Work is on weekdays, nine to five."""

from datetime import timedelta

import pytest
import time_machine

from frontline.inbox.clocks import ringing
from frontline.kernel import clock as now
from frontline.shift.telling import news, warning
from tests.builders.letters import letters
from tests.builders.rotations import utc, weekly
from tests.builders.telling import whispers

__all__ = ["letters", "whispers"]

ADA, EVE = "ada@northwind.example", "eve@elsewhere.example"


@pytest.fixture
def clock():
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast, clock):
    """Weeks from 2 March on: Mia, Tom, ..."""
    return weekly([cast.mia, cast.tom], by=cast.lead)


@pytest.fixture
def tick(clock, whispers):
    """Let time pass, and do what the timers do."""

    def tick(passed: timedelta = timedelta()) -> None:
        clock.shift(passed)
        ringing.ring(now.now())
        news.tell_news()
        warning.warn()

    return tick
