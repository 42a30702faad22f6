"""What the rotation's pages ask of the database does not grow with what they show."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontline.people.models import Role, Teammate
from frontline.rotation.asking import Stretch, accept, ask_cover
from frontline.rotation.models import Absence
from frontline.rotation.plan import current
from frontline.rotation.plan.changing import changing
from frontline.rotation.planning import LayerPlan, Turning, plan_rotation
from tests.builders.rotations import BERLIN, utc
from tests.rotation.pages.conftest import WEDNESDAY, browser

PLAN = 1  # its number


@pytest.fixture(autouse=True)
def known(monkeypatch):
    """A process that has asked for the plan just now."""
    monkeypatch.setattr(current, "FRESH_FOR", float("inf"))


def grow(cast, rotations, days):
    """So many daily rotations, with a cover, an open request and an absence for so many days."""
    people = [cast.lead, cast.mia, cast.tom]
    people += [_teammate(number, f"{rotations}") for number in range(rotations)]
    for number in range(rotations):
        made = plan_rotation(
            f"Daily {number}",
            Turning(BERLIN, date(2026, 3, 2), time(9), unit="day"),
            [LayerPlan([[person] for person in people])],
            by=cast.lead,
        )
        for day in range(days):
            whose = people[(day + 3) % len(people)]
            shift = Stretch(utc(2026, 3, 5 + day, 8), utc(2026, 3, 6 + day, 8))
            taker = cast.mia if whose != cast.mia else cast.tom
            ask_cover(made, whose, shift, to=taker, by=cast.lead)
            accept(ask_cover(made, whose, shift, to=taker, why="why", by=cast.lead), by=cast.lead)
    with changing():
        for day in range(days):
            since, until = utc(2026, 3, 10 + day), utc(2026, 3, 11 + day)
            Absence.objects.create(teammate=cast.mia, from_at=since, until_at=until, made_at=WEDNESDAY)


def _teammate(number, tag):
    return Teammate.objects.create(
        email=f"p{number}-{tag}@acme.example", name=f"Person {number} {tag}", role=Role.ENGINEER
    )


@pytest.mark.parametrize(("rotations", "days"), [(1, 1), (6, 5)])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/rotation", 4),  # the shift log, amendments, requests, absences
        ("/rotation?weeks=12", 4),
        ("/rotation/asks", 3),  # open, answered, absences
        ("/rotation/asks/new?kind=swap", 0),
    ],
)
def test_a_page_takes_the_same_queries_whatever_it_shows(cast, clock, rotations, days, address, queries):
    grow(cast, rotations, days)
    mia = browser(cast.mia)
    mia.get("/rotation")
    frame, _ = asked(mia, "/-/places")  # the session, the teammate, and what stands beside every page
    found, page = asked(mia, address)
    assert page.status_code == 200
    assert found - frame == PLAN + queries


def asked(browser, address):
    """How many queries a page takes, and the page."""
    with CaptureQueriesContext(connection) as context:
        page = browser.get(address)
    return len(context), page
