"""The rotation page's scene: Lena, Mia and Tom, a week each from Monday the 2nd of March 2026, 09:00 in Berlin."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from frontline.people.models import Teammate
from frontline.rotation.asking import Stretch
from frontline.rotation.models import Rotation
from tests.builders.rotations import utc, weekly
from tests.cast import Cast

Clock = Any
"""What time_machine gives: `move_to(instant)`."""
WEDNESDAY = utc(2026, 3, 4, 11)
FIRST, SECOND, THIRD = (Stretch(utc(2026, 3, d, 8), utc(2026, 3, d + 7, 8)) for d in (2, 9, 16))


@pytest.fixture
def clock() -> Iterator[Clock]:
    """It is Wednesday, the 4th of March 2026, noon in Berlin."""
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast: Cast, clock: Clock) -> Rotation:
    """Lena, Mia, Tom. Lena and Mia live in Berlin, Tom in New York."""
    for person, zone in (
        (cast.lead, "Europe/Berlin"),
        (cast.mia, "Europe/Berlin"),
        (cast.tom, "America/New_York"),
    ):
        person.timezone = zone
        person.save()
    clock.move_to(utc(2026, 3, 1, 12))
    made = weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)
    clock.move_to(WEDNESDAY)
    return made


def browser(teammate: Teammate) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(teammate)
    return client
