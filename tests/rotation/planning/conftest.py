"""A Wednesday in March, in Berlin, and the lead's browser."""

from datetime import date

import pytest
import time_machine

from tests.builders.rotations import utc, weekly

NOW = utc(2026, 3, 11, 8)  # a Wednesday, 09:00 in Berlin
FORM = {
    "name": "Hero",
    "team": "",
    "timezone": "Europe/Berlin",
    "anchor_on": "2026-03-02",
    "hands_over_at": "09:00",
    "every": "1",
    "unit": "week",
    "advance": "always",
    "layers": "1",
    "layer0-priority": "0",
    "layer0-hours": "0",
}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def lena(client, cast, clock):
    """The lead's browser."""
    client.force_login(cast.lead)
    return client


@pytest.fixture
def hero(cast, clock):
    return weekly([cast.lead, cast.mia, cast.tom], by=cast.lead, anchor_on=date(2026, 3, 2))


@pytest.fixture
def form(cast):
    """What the browser sends for a week each of Mia and Tom."""
    return {**FORM, "layer0-place": [str(cast.mia.pk), str(cast.tom.pk)]}
