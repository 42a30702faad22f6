"""What teammates say about themselves."""

import pytest

from frontline.events.models import Event
from frontline.people import timezones

pytestmark = pytest.mark.django_db

SAID = {"name": "Mia Rask", "timezone": "Asia/Tokyo", "country": "DE-BY", "signature": "Mia, *Acme Cloud*"}


@pytest.fixture
def mia(client, cast):
    client.force_login(cast.mia)
    return client


def test_name_zone_and_signature_are_kept_and_recorded(mia, cast):
    answer = mia.post("/preferences", SAID, follow=True)

    page = answer.content.decode()
    cast.mia.refresh_from_db()
    assert (cast.mia.timezone, cast.mia.country, cast.mia.signature) == (
        "Asia/Tokyo", "DE-BY", "Mia, *Acme Cloud*",
    )  # fmt: skip
    assert "Germany: Bayern" in page
    assert "<em>Acme Cloud</em>" in page
    assert 'class="toast ' in page
    assert "Saved." in page
    changed = Event.objects.get(kind="teammate.changed")
    assert changed.data == {"changed": ["timezone", "country", "signature"]}
    assert changed.actor == cast.mia


def test_a_country_may_be_left_open_and_taken_back(mia, cast):
    mia.post("/preferences", SAID)
    mia.post("/preferences", SAID | {"country": ""})

    cast.mia.refresh_from_db()
    assert cast.mia.country == ""


def test_saving_what_is_there_already_records_nothing(mia, cast):
    mia.post("/preferences", {"name": cast.mia.name, "timezone": cast.mia.timezone, "signature": ""})

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("timezone", "Mars/Olympus"), ("country", "XX"), ("name", ""), ("name", "x" * 121)]
)
def test_what_cannot_be_is_said_beside_the_field(mia, cast, field, value):
    answer = mia.post("/preferences", SAID | {field: value})

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    cast.mia.refresh_from_db()
    assert cast.mia.timezone == "UTC"


def test_times_are_shown_in_the_zone_that_was_chosen(mia, cast):
    mia.post("/preferences", SAID)

    assert "+09:00" in mia.get("/-/gallery").content.decode()


def test_the_zones_offered_are_places():
    assert "Europe/Dublin" in timezones.names()
    assert timezones.names()[0] == "UTC"
    assert "EST5EDT" not in timezones.names()
    assert timezones.known("nonsense") == "UTC"
