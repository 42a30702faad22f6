"""Rotations over REST, through HTTP, with a real token."""

import pytest
import time_machine

from tests.api.test_conversations import Caller
from tests.builders.rotations import utc, weekly

PATH = "/api/v1/rotations"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(utc(2026, 3, 4, 12), tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast):
    return weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)


@pytest.fixture
def lena(cast):
    return Caller(cast.lead)


@pytest.fixture
def tom(cast):
    return Caller(cast.tom)


def test_the_list_says_who_is_on_now_and_next(hero, tom):
    (row,) = tom("GET", PATH)["items"]
    assert (row["name"], row["is_hero"], row["timezone"]) == ("Hero", True, "Europe/Berlin")
    assert row["on"] == [
        {
            "teammate": {"name": "Lena Berg", "email": "lena@acme.example"},
            "role": "on-call",
            "because": "rotation Hero",
            "absent": False,
        }
    ]
    assert row["next"]["at"] == "2026-03-09T08:00:00Z"
    assert [duty["teammate"]["name"] for duty in row["next"]["on"]] == ["Mia Rask"]


def test_who_is_on_at_an_instant_is_asked_with_an_offset(hero, tom):
    found = tom("GET", f"{PATH}/{hero.pk}/on?at=2026-03-16T09:00:00%2B01:00")
    assert [duty["teammate"]["email"] for duty in found["on"]] == ["tom@acme.example"]
    assert tom("GET", f"{PATH}/{hero.pk}/on?at=2026-03-16T09:00:00", status=422)["error"]["code"] == "invalid"
    assert tom("GET", f"{PATH}/999/on", status=404)["error"]["code"] == "not_found"


def test_the_final_shifts_of_a_window_fill_it(hero, tom):
    found = tom("GET", f"{PATH}/{hero.pk}/shifts?from=2026-03-05T00:00:00Z&until=2026-03-17T00:00:00Z")
    assert [(s["from"], s["until"], [d["teammate"]["name"] for d in s["on"]]) for s in found["items"]] == [
        ("2026-03-05T00:00:00Z", "2026-03-09T08:00:00Z", ["Lena Berg"]),
        ("2026-03-09T08:00:00Z", "2026-03-16T08:00:00Z", ["Mia Rask"]),
        ("2026-03-16T08:00:00Z", "2026-03-17T00:00:00Z", ["Tom Lindqvist"]),
    ]
    for window in (
        "from=2026-03-05T00:00:00Z&until=2026-03-05T00:00:00Z",
        "from=2020-01-01T00:00:00Z&until=2026-01-01T00:00:00Z",
    ):
        tom("GET", f"{PATH}/{hero.pk}/shifts?{window}", status=422)


def test_an_amendment_is_made_once_and_revoked(hero, tom, lena):
    new = {
        "kind": "replace",
        "teammate": "tom@acme.example",
        "from": "2026-03-04T12:00:00Z",
        "until": "2026-03-05T12:00:00Z",
        "why": "Lena is on a plane",
    }
    made = tom("POST", f"{PATH}/{hero.pk}/amendments", new, status=201)
    assert tom("POST", f"{PATH}/{hero.pk}/amendments", new, status=201)["id"] == made["id"]
    on = tom("GET", f"{PATH}/{hero.pk}/on")["on"]
    assert [(d["teammate"]["name"], d["because"]) for d in on] == [
        ("Tom Lindqvist", "override: instead of Lena Berg, by Tom Lindqvist")
    ]

    assert lena("DELETE", f"{PATH}/{hero.pk}/amendments/{made['id']}")["revoked_at"]
    assert [d["teammate"]["name"] for d in tom("GET", f"{PATH}/{hero.pk}/on")["on"]] == ["Lena Berg"]
    (listed,) = tom("GET", f"{PATH}/{hero.pk}/amendments")["items"]
    assert (listed["kind"], listed["why"], listed["revoked_at"] is None) == (
        "replace",
        "Lena is on a plane",
        False,
    )


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"teammate": "mia@acme.example"}, 403, "for_leads"),
        ({"teammate": "nobody@acme.example"}, 422, "invalid"),
        ({"until": "2026-03-04T11:00:00Z"}, 422, "invalid"),
        ({"from": "2026-03-01T00:00:00Z", "until": "2026-03-02T00:00:00Z"}, 422, "invalid"),
        ({"kind": "swap"}, 422, "invalid"),
        ({"from": "2026-03-04T12:00:00"}, 422, "invalid"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(hero, tom, change, status, code):
    new = {
        "kind": "replace",
        "teammate": "tom@acme.example",
        "from": "2026-03-04T12:00:00Z",
        "until": "2026-03-05T12:00:00Z",
    }
    answer = tom("POST", f"{PATH}/{hero.pk}/amendments", {**new, **change}, status=status)
    assert answer["error"]["code"] == code
    assert tom("GET", f"{PATH}/{hero.pk}/amendments")["items"] == []


def test_the_document_names_the_keys_as_they_are(client):
    shapes = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert {"from", "until"} <= set(shapes["Shift"]["properties"])
    assert {"from", "until"} <= set(shapes["NewAmendment"]["properties"])
