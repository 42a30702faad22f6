"""A page begins its stream where its process had read to, so that it does not fetch itself again."""

import re
from types import SimpleNamespace

import pytest

from frontline.events import cursors, listening

pytestmark = pytest.mark.django_db


def address_of_stream(client) -> str:
    found = re.search(r'data-stream="([^"]+)"', client.get("/preferences").content.decode())
    assert found
    return found[1]


@pytest.fixture
def page(client, cast):
    client.force_login(cast.mia)
    return client


def test_a_page_names_where_its_process_was(page, monkeypatch):
    here = cursors.Cursor("7.1", 42)
    monkeypatch.setattr(listening, "_listener", SimpleNamespace(position=here))
    assert address_of_stream(page) == "/live?since=7.1-42"
    assert cursors.parse("7.1-42") == here


@pytest.mark.parametrize("listener", [None, SimpleNamespace(position=None)])
def test_before_the_first_stream_there_is_nothing_to_name(page, monkeypatch, listener):
    monkeypatch.setattr(listening, "_listener", listener)
    assert address_of_stream(page) == "/live"
