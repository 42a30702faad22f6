"""My shift over REST."""

import pytest
from django.test import Client

from frontline.people.tokens import create_token
from tests.builders.rotations import utc
from tests.builders.telling import whispers
from tests.shift.conftest import clock, hero, opened

__all__ = ["clock", "hero", "whispers"]
pytestmark = pytest.mark.django_db


def test_it_says_who_is_on_and_what_waits(letters, whispers, hero, cast):
    mine, free = opened("Mine", to=cast.mia), opened("Nobody's", sender="eve@elsewhere.example")
    token = create_token(cast.mia, name="", by=cast.mia)
    client = Client(headers={"Authorization": f"Bearer {token}"})

    said = client.get("/api/v1/shift").json()

    assert said["has_turn"]
    assert not said["jumps_in"]
    watch = said["watches"][0]
    assert (watch["rotation"], watch["role"]) == ("Hero", "on-call")
    assert watch["until"].startswith(utc(2026, 3, 16, 8).strftime("%Y-%m-%dT%H:%M"))
    shown = {number for each in said["sections"] for number in each["conversations"]}
    assert shown == {mine.pk, free.pk}


def test_it_needs_a_token(client, db):
    assert client.get("/api/v1/shift").status_code == 401
