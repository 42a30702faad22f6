import pytest
import time_machine

from frontline.people.models import Role, Teammate
from tests.builders.rotations import utc, weekly
from tests.builders.telling import whispers

__all__ = ["whispers"]


@pytest.fixture(autouse=True)
def _quiet(whispers) -> None:
    """No test of announcements sends real mail."""


@pytest.fixture
def clock():
    """Monday 2 March 2026, eight o'clock UTC: nine in Berlin, when the first slot begins."""
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        yield clock


@pytest.fixture
def pia(cast):
    """The platform team's product manager."""
    return Teammate.objects.create(
        email="pia@acme.example", name="Pia Holm", role=Role.PRODUCT, team=cast.tom.team
    )


@pytest.fixture
def olaf(cast):
    """Another engineer of the platform team, who has no turn."""
    return Teammate.objects.create(
        email="olaf@acme.example", name="Olaf Moe", role=Role.ENGINEER, team=cast.tom.team
    )


@pytest.fixture
def hero(cast, clock):
    """Weeks from 2 March on: Lena, Mia, Tom, Lena, ... announced two weeks ahead."""
    return weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)
