"""A request doesn't ask whether the database is there, and still notices that its connection has ended."""

import psycopg
import pytest
from django.db import connection
from django.test import Client

from frontline.config import reaching
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _as_when_serving(monkeypatch):
    """Django's test client keeps connections from being looked at between requests."""
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", True)
    connection.close()  # it takes the setting over when it connects


@pytest.fixture
def mia(client: Client, cast: Cast) -> Client:
    client.force_login(cast.mia)
    return client


def ask(client: Client) -> int:
    connection.close_if_unusable_or_obsolete()  # what request_started does
    return client.get("/inbox/open").status_code


def test_nobody_is_asked_whether_the_database_is_there(mia: Client, monkeypatch: pytest.MonkeyPatch):
    ask(mia)
    asked: list[bool] = []
    is_usable = connection.is_usable
    monkeypatch.setattr(connection, "is_usable", lambda: asked.append(True) or is_usable())

    assert ask(mia) == 200
    assert not asked

    monkeypatch.setattr(reaching, "RESTS_FOR", 0.0)
    assert ask(mia) == 200
    assert asked, "what rested for long may be gone without a word"


def test_a_connection_that_ended_is_made_anew(mia: Client):
    assert ask(mia) == 200
    was = connection.connection.info.backend_pid
    with psycopg.connect(**psycopg.conninfo.conninfo_to_dict(connection.connection.info.dsn)) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [was])

    assert ask(mia) == 200
    assert connection.connection.info.backend_pid != was
