"""Who is on now and next, at the head of every page."""

import re

import pytest
import time_machine
from django.urls import reverse

from frontline.rotation import standing
from frontline.rotation.models import Absence
from frontline.rotation.overriding import override
from frontline.rotation.plan.changing import changing
from tests.builders.rotations import utc, weekly

WEDNESDAY = utc(2026, 3, 4, 12)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast):
    return weekly([cast.lead, None, cast.tom], by=cast.lead)


def heading(client, teammate) -> str:
    client.force_login(teammate)
    page = client.get(reverse("preferences")).content.decode()
    found = re.search(r'<div class="duties".*?</div>', page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_every_page_says_who_is_on_and_who_is_next(client, cast, hero, clock):
    assert heading(client, cast.mia) == "LB Lena is the hero no feature work until Mon 08:00, then nobody"
    assert heading(client, cast.lead).startswith("LB You are the hero")
    clock.move_to(utc(2026, 3, 10, 12))
    assert heading(client, cast.tom) == "Nobody is the hero until Mon 08:00, then you"


def test_other_rotations_are_a_line_each(client, cast, hero):
    weekly([cast.tom], by=cast.lead, name="Platform primary")
    assert heading(client, cast.tom).endswith("1 more on duty You: Platform primary")


def test_somebody_on_while_away_is_said(client, cast, hero):
    with changing():
        Absence.objects.create(
            teammate=cast.lead, from_at=utc(2026, 3, 4), until_at=utc(2026, 3, 5), made_at=WEDNESDAY
        )
    assert "Lena away" in heading(client, cast.mia)


def test_without_a_rotation_nothing_is_said(client, cast):
    assert heading(client, cast.mia) == ""


def test_a_page_costs_no_query_for_it_while_the_plan_is_known(client, cast, hero, django_assert_num_queries):
    client.force_login(cast.mia)
    client.get(reverse("places"))
    with django_assert_num_queries(0):
        standing.standings()


def test_a_change_by_another_process_is_seen_within_a_second(client, cast, hero, monkeypatch):
    from frontline.rotation.plan import current

    assert "Lena is the hero" in heading(client, cast.mia)
    monkeypatch.setattr(current, "forget", lambda: None)  # as if the change was made elsewhere
    override(hero, "replace", cast.tom, WEDNESDAY, utc(2026, 3, 5), by=cast.tom)
    monkeypatch.setattr(current._kept, "_asked", current._kept._asked - current.FRESH_FOR)
    assert "Tom is the hero" in heading(client, cast.mia)
