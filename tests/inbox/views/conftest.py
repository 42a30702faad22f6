import pytest
from django.test import Client

from tests.builders.letters import Letters
from tests.cast import Cast


@pytest.fixture
def mia(cast: Cast, letters: Letters) -> Client:
    """A browser in which Mia has signed in."""
    client = Client()
    client.force_login(cast.mia)
    return client
