"""`/rotation/import`: read, compared, confirmed."""

import json
import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from frontline.rotation.models import Rotation
from tests.builders.rotations import utc, who
from tests.peers.pagerduty import PagerDuty, pagerduty
from tests.rotation.importing.test_pagerduty import entry, weekly

__all__ = ["pagerduty"]

NOW = utc(2026, 3, 18, 12)
USERS = {
    "users": [
        {"id": "PANN", "name": "Mia", "email": "MIA@acme.example"},
        {"id": "PBOB", "name": "Bob Elsewhere", "email": "bob@elsewhere.example"},
    ],
    "limit": 100,
    "offset": 0,
    "more": False,
}


@pytest.fixture
def lena(client, cast):
    client.force_login(cast.lead)
    with time_machine.travel(NOW, tick=False):
        yield client


def uploaded(*values):
    return {
        "files": [
            SimpleUploadedFile(f"{number}.json", json.dumps(each).encode())
            for number, each in enumerate(values)
        ]
    }


def fields(page):
    """What the preview's form would send as it stands."""
    found = {"read": re.search(r'name="read" value="([^"]+)"', page)[1]}
    for name, inside in re.findall(r'<select name="(person_\d+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else ""
    return found


def test_only_leads_import(client, cast):
    client.force_login(cast.mia)
    assert client.get("/rotation/import").status_code == 403
    assert client.post("/rotation/import", uploaded({"schedule": weekly()})).status_code == 403


def test_files_are_compared_people_matched_and_the_rotation_planned(lena, cast):
    page = lena.post("/rotation/import", uploaded({"schedule": weekly()}, USERS)).content.decode()
    assert "Bob Elsewhere has no teammate here, and was left out." in page
    assert "stretch differs" in page
    sent = fields(page)
    assert sent["person_0"] == str(cast.mia.pk)
    assert sent["person_1"] == ""
    assert not Rotation.objects.exists()

    sent |= {"person_1": str(cast.tom.pk), "name": "Primary"}
    page = lena.post("/rotation/import", sent).content.decode()
    assert "is the same here as there" in unescape(page)
    answer = lena.post("/rotation/import", {**fields(page), "name": "Hero", "plan": "1"})
    assert answer.status_code == 302
    made = Rotation.objects.get()
    assert made.name == "Hero"
    assert "imported it from PagerDuty" in lena.get(answer["Location"]).content.decode()
    assert who(made, NOW, utc(2026, 4, 2)) == [
        ("03-18 13:00", "Mia"),
        ("03-23 09:00", "Tom"),
        ("03-30 09:00", "Mia"),
    ]


def test_a_name_that_is_taken_keeps_the_preview(lena, cast):
    sent = fields(lena.post("/rotation/import", uploaded({"schedule": weekly()}, USERS)).content.decode())
    sent |= {"person_1": str(cast.tom.pk), "name": "Hero", "plan": "1"}
    lena.post("/rotation/import", sent)
    again = lena.post("/rotation/import", sent)
    assert again.status_code == 422
    assert "choose another name" in again.content.decode()
    assert Rotation.objects.count() == 1


def test_a_difference_is_shown_with_both(lena):
    value = weekly()
    value["final_schedule"]["rendered_schedule_entries"][1] = entry(
        "2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "PANN"
    )
    page = lena.post("/rotation/import", uploaded({"schedule": value}, USERS)).content.decode()
    assert "One stretch differs" in page
    assert re.search(r'data-head="There">Mia</td><td data-head="Here">', page)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose files, or give a token"),
        ({"source": "grafana", "token": "x"}, "an address of your own"),
        ({"read": "tampered"}, "Too much time has passed"),
    ],
)
def test_what_is_missing_is_said(lena, sent, said):
    answer = lena.post("/rotation/import", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_file_that_is_none_is_refused_with_a_sentence(lena):
    answer = lena.post("/rotation/import", {"files": [SimpleUploadedFile("a.json", b"<html>")]})
    assert answer.status_code == 422
    assert "not JSON" in answer.content.decode()


@pytest.fixture
def peer(pagerduty: PagerDuty, settings: object) -> PagerDuty:
    settings.HTTP_ALLOWED_HOSTS = [f"127.0.0.1:{pagerduty.port}"]
    pagerduty.schedules["PSCHED1"] = weekly()
    pagerduty.users = USERS["users"]
    return pagerduty


def test_from_the_api_the_only_schedule_is_taken(lena, peer):
    sent = {"source": "pagerduty", "url": peer.url, "token": peer.token}
    page = lena.post("/rotation/import", sent).content.decode()
    assert "Who is who" in page
    assert peer.token not in page


def test_of_several_the_ids_are_told(lena, peer):
    peer.schedules["PSCHED2"] = weekly(name="Nights")
    sent = {"source": "pagerduty", "url": peer.url, "token": peer.token}
    page = lena.post("/rotation/import", sent).content.decode()
    assert "PSCHED1: Primary; PSCHED2: Nights" in page
    assert peer.token not in page
    assert "Who is who" in lena.post("/rotation/import", {**sent, "schedule": "PSCHED2"}).content.decode()


def test_what_the_other_side_refuses_is_told(lena, peer):
    sent = {"source": "pagerduty", "url": peer.url, "token": "wrong"}
    answer = lena.post("/rotation/import", sent)
    assert answer.status_code == 422
    assert "does not accept this token" in answer.content.decode()
