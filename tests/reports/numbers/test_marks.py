"""Releases and incidents are drawn over the days, added on a page or by a deploy script."""

import pytest
import time_machine

from frontline.events.models import Event
from frontline.reports.charts import rendering
from frontline.reports.numbers.models import Mark
from frontline.reports.numbers.recounting import recount
from tests.api.test_conversations import Caller
from tests.builders.letters import received

pytestmark = pytest.mark.django_db
NOW = "2026-03-11T12:00:00Z"


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


def drawn(client, monkeypatch) -> list[dict]:
    """The marks that the picture of what was opened is given."""
    seen = []
    monkeypatch.setattr(rendering.drawer, "draw", lambda order: seen.append(order) or b"<svg/>")
    client.get("/numbers/charts/volume.svg")
    return seen[0]["data"]["marks"]


def test_one_added_on_the_page_is_drawn_on_its_day_in_my_zone(client, cast, monkeypatch):
    type(cast.mia).objects.filter(pk=cast.mia.pk).update(timezone="Pacific/Auckland")
    client.force_login(cast.mia)
    answer = client.post("/numbers/marks", {"kind": "release", "label": "4.2", "at": "2026-03-10T01:30"})
    assert answer.status_code == 302
    assert Mark.objects.get().at.isoformat() == "2026-03-09T12:30:00+00:00"
    assert drawn(client, monkeypatch) == [{"day": "2026-03-10", "label": "4.2", "kind": "release"}]
    assert "4.2" in client.get("/numbers/marks").content.decode()


def test_one_without_words_is_refused_beside_its_field(client, cast):
    client.force_login(cast.mia)
    answer = client.post("/numbers/marks", {"kind": "release", "label": " ", "at": "2026-03-10T01:30"})
    assert answer.status_code == 422
    assert not Mark.objects.exists()


def test_it_stands_on_the_report_too(client, cast, letters):
    recount([received().conversation_id])
    Caller(cast.mia)("POST", "/api/v1/marks", {"kind": "incident", "label": "DNS away"}, status=201)
    client.force_login(cast.lead)
    assert "DNS away" in client.get("/numbers").content.decode()


def test_a_deploy_script_adds_and_removes_them(cast):
    mia = Caller(cast.mia)
    made = mia(
        "POST", "/api/v1/marks",
        {"kind": "release", "label": "4.2", "at": "2026-03-10T08:00:00+01:00", "address": "https://x.example/4.2"},
        status=201,
    )  # fmt: skip
    assert made["at"].startswith("2026-03-10T07:00:00")
    assert made["made_by"]["email"] == cast.mia.email
    assert mia("GET", "/api/v1/marks")["items"] == [made]
    mia("DELETE", f"/api/v1/marks/{made['id']}")
    assert mia("GET", "/api/v1/marks")["items"] == []
    assert list(Event.objects.filter(subject_kind="mark").values_list("kind", flat=True)) == [
        "mark.added",
        "mark.removed",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "party", "label": "x"},
        {"kind": "other", "label": ""},
        {"kind": "other", "label": "x", "at": "2026-03-10T08:00:00"},
        {"kind": "other", "label": "x", "address": "javascript:alert(1)"},
    ],
)
def test_nonsense_is_refused(cast, wrong):
    Caller(cast.mia)("POST", "/api/v1/marks", wrong, status=422)
    assert not Mark.objects.exists()
