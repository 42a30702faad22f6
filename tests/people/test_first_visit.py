"""The first visit to an empty Frontline."""

import threading

import pytest
from django.db import connection
from django.test import Client

from frontline.events.models import Event
from frontline.kernel.refusal import Refusal
from frontline.people import welcoming
from frontline.people.models import Teammate, Workspace

SAID = {
    "workspace": "Acme Cloud",
    "name": "Lena Berg",
    "email": "Lena@Acme.example",
    "password": "a long and unlikely one",
    "support_address": "Support@Acme.example",
    "timezone": "Europe/Dublin",
}


@pytest.fixture
def told(monkeypatch):
    heard: list[tuple[welcoming.Welcome, Teammate]] = []
    monkeypatch.setattr(welcoming, "_callbacks", [lambda said, lead: heard.append((said, lead))])
    return heard


@pytest.mark.django_db
def test_the_sign_in_page_of_an_empty_frontline_leads_to_the_welcome(client):
    answer = client.get("/accounts/login/")

    assert answer.status_code == 302
    assert answer["Location"] == "/welcome"
    assert "Welcome to Frontline" in client.get("/welcome").content.decode()


@pytest.mark.django_db
def test_the_first_visitor_becomes_the_lead_and_is_signed_in(client, told):
    answer = client.post("/welcome", SAID)

    assert answer.status_code == 302
    lead = Teammate.objects.get()
    assert (lead.email, lead.name, lead.role, lead.timezone) == (
        "lena@acme.example", "Lena Berg", "lead", "Europe/Dublin",
    )  # fmt: skip
    assert lead.check_password(SAID["password"])
    assert Workspace.objects.get().name == "Acme Cloud"
    assert client.get("/preferences").status_code == 200
    assert [(said.support_address, who) for said, who in told] == [("support@acme.example", lead)]
    assert set(Event.objects.values_list("kind", flat=True)) == {"teammate.added", "workspace.made"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("password", "short", "too short"),
        ("password", "password1234", "too common"),
        ("email", "not an address", "valid email"),
        ("support_address", "", "required"),
        ("support_address", "lena@acme.example", "an address of their own"),
        ("workspace", "", "required"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_made(client, told, field, value, words):
    answer = client.post("/welcome", SAID | {field: value})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Teammate.objects.exists()
    assert not Workspace.objects.exists()
    assert told == []


@pytest.mark.django_db
def test_a_zone_that_is_none_becomes_utc(client, told):
    client.post("/welcome", SAID | {"timezone": "Mars/Olympus"})

    assert Teammate.objects.get().timezone == "UTC"


@pytest.mark.django_db
def test_a_refusal_by_a_room_above_undoes_all_of_the_visit(client, monkeypatch):
    def refuse(said, lead):
        raise Refusal("This address can't receive mail here.")

    monkeypatch.setattr(welcoming, "_callbacks", [refuse])

    answer = client.post("/welcome", SAID)

    assert answer.status_code == 422
    assert "can&#x27;t receive mail here" in answer.content.decode().replace("&#39;", "&#x27;")
    assert not Teammate.objects.exists()
    assert not Workspace.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_after_the_first_visit_the_page_is_gone(client, cast, told, method):
    answer = getattr(client, method)("/welcome", SAID)

    assert answer["Location"] == "/accounts/login/"
    assert Teammate.objects.count() == 3
    assert told == []


@pytest.mark.django_db(transaction=True)
def test_two_first_visits_at_once_make_one_lead(monkeypatch):
    both_are_in = threading.Barrier(2, timeout=10)
    monkeypatch.setattr(welcoming, "_callbacks", [])
    real = welcoming.is_first_visit
    asked = threading.local()

    def first_visit():
        """Each has been told that it is the first before either goes on."""
        answer = real()
        if not getattr(asked, "before", False):
            asked.before = True
            both_are_in.wait()
        return answer

    monkeypatch.setattr(welcoming, "is_first_visit", first_visit)
    answers = []

    def visit(email):
        try:
            answers.append(Client().post("/welcome", SAID | {"email": email})["Location"])
        finally:
            connection.close()

    visitors = [threading.Thread(target=visit, args=[f"{name}@acme.example"]) for name in ("lena", "otto")]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()

    assert sorted(answers) == ["/", "/accounts/login/"]
    assert Teammate.objects.count() == 1
    assert Workspace.objects.count() == 1
