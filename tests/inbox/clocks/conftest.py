"""The working time and the hour that the tests of clocks stand in."""

from datetime import UTC, datetime

import pytest
import time_machine

from frontline.hours.making import Terms, make
from frontline.hours.reading import typed
from tests.cast import Cast

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NINE_TO_FIVE = (*[typed("9-17")] * 5, (), ())


@pytest.fixture
def clock():
    """Monday, 9 o'clock in UTC; it stands until it is moved."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def office(cast: Cast, clock):
    """Everybody works Monday to Friday from 9 to 17, in UTC."""
    return make(Terms("Office", "UTC", NINE_TO_FIVE), by=cast.lead)
