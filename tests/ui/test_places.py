"""The left column."""

import pytest

from frontline.ui import places
from frontline.ui.places import Count, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def _only_these(monkeypatch):
    monkeypatch.setattr(places, "_places", [])
    monkeypatch.setattr(places, "_counting", [])
    places.register(Place("Gallery", "gallery", "swatch", order=2, count_key="parts", key="g y"))
    places.register(Place("Preferences", "preferences", "cog-6-tooth", order=1))
    places.register(Place("Teammates", "teammates", "user-group", "Workspace", order=1, only_for_leads=True))


def _column(client, query=""):
    return client.get(f"/-/places{query}").content.decode()


@pytest.mark.usefixtures("_only_these")
def test_places_stand_in_their_order_and_section(client, cast):
    client.force_login(cast.lead)

    shown = _column(client)

    assert (
        shown.index("Preferences")
        < shown.index("Gallery")
        < shown.index("<h3>Workspace</h3>")
        < shown.index("Teammates")
    )


@pytest.mark.usefixtures("_only_these")
def test_a_place_for_leads_is_not_shown_to_others(client, cast):
    client.force_login(cast.mia)

    assert "Teammates" not in _column(client)


@pytest.mark.usefixtures("_only_these")
def test_counts_are_asked_for_once_and_nothing_is_shown_for_none(client, cast):
    asked = []

    def count(request):
        asked.append(request)
        return {"parts": Count(3, hot=True), "other": 7}

    places.count(count)
    client.force_login(cast.mia)

    shown = _column(client)

    assert '<span class="hot">3</span>' in shown
    assert "7</span>" not in shown
    assert len(asked) == 1


@pytest.mark.usefixtures("_only_these")
def test_the_place_one_is_at_is_marked_also_when_the_column_is_fetched_alone(client, cast):
    client.force_login(cast.mia)

    assert _column(client, "?beside=/-/gallery%3Fsingle").count('aria-current="page"') == 1
    assert 'aria-current="page"' not in _column(client)


def test_every_registered_place_leads_somewhere(client, cast):
    client.force_login(cast.lead)
    for place in places._places:
        assert client.get(place.address, follow=True).status_code == 200, place


def test_no_two_places_share_a_key():
    keys = [place.key for place in places._places if place.key]

    assert len(keys) > 3
    assert len(set(keys)) == len(keys), sorted(keys)
