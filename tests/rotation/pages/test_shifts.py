"""A shift's page, taking over, overriding and revoking, by HTTP and without scripts."""

import pytest
from django.urls import reverse

from frontline.rotation.asking import accept, ask_cover, ask_swap
from frontline.rotation.models import Amendment
from frontline.rotation.overriding import override
from frontline.rotation.riding import ride_along
from tests.builders.rotations import utc, who
from tests.rotation.pages.conftest import FIRST, SECOND, THIRD, browser
from tests.rotation.pages.reading import main
from tests.rotation.pages.test_asks import SPAN, names, stretch


def shift(teammate, rotation, when, whose):
    return main(browser(teammate).get("/rotation/shifts", stretch(rotation, when, whose)))


def test_a_shift_says_when_in_both_zones_and_because_of_what(hero, cast):
    page = shift(cast.tom, hero, THIRD, cast.tom)
    assert "You: Hero" in page
    assert "America/New York Mon 16 Mar 04:00 to Mon 23 Mar 04:00" in page
    assert "Europe/Berlin Mon 16 Mar 09:00 to Mon 23 Mar 09:00" in page
    assert "rotation Hero" in page
    assert "New York" not in shift(cast.mia, hero, THIRD, cast.tom)


def test_what_can_be_done_depends_on_whose_it_is(hero, cast):
    own, others, lead = (shift(each, hero, SECOND, cast.mia) for each in (cast.mia, cast.tom, cast.lead))
    assert "Ask for a swap" in own
    assert "Take over" not in own
    assert "Ask for a swap" not in others
    assert "Take over" in others
    assert "Override" not in others
    assert all(each in lead for each in ("Ask for a cover", "Take over", "Override"))


def test_nothing_can_be_done_about_the_past(hero, cast, clock):
    clock.move_to(utc(2026, 3, 10))
    page = shift(cast.lead, hero, FIRST, cast.lead)
    assert "the past does not change" in page
    assert "Ask for" not in page
    assert "Override" not in page


def test_a_shift_that_changed_since_the_page_was_open_says_how_it_stands(hero, cast):
    override(hero, "replace", cast.tom, utc(2026, 3, 10, 8), utc(2026, 3, 11, 8), why="Swamped", by=cast.tom)
    page = shift(cast.mia, hero, SECOND, cast.mia)
    assert "You are not on for all of this time (any more)." in page
    assert "Tue 10 Mar 09:00 Tom Lindqvist : override: instead of Mia Rask, by Tom Lindqvist" in page
    assert "Override : Tom Lindqvist instead of whoever is on , Swamped" in page
    assert "Ask for a swap" not in page


def test_who_rides_along_and_what_is_asked_are_said(hero, cast):
    ride_along(hero, cast.tom, by=cast.lead)
    ask_cover(hero, cast.mia, SECOND, to=cast.lead, by=cast.mia)
    page = shift(cast.mia, hero, SECOND, cast.mia)
    assert "With them Tom Lindqvist rides along with Mia Rask" in page
    assert "Mia Rask asked Lena Berg for a cover here" in page


def test_anybody_puts_themselves_on_for_a_part(hero, cast):
    part = {"part": "part", "part_from": "2026-03-10T09:00", "part_until": "2026-03-11T09:00"}
    given = {**stretch(hero, SECOND, cast.mia), "kind": "replace", "teammate": cast.lead.pk, **part}
    done = browser(cast.lead).post("/rotation/amendments", given, follow=True)
    assert "Done: You are on in Hero." in done.content.decode()
    assert who(hero, *SECOND) == [("03-09 09:00", "Mia"), ("03-10 09:00", "Lena"), ("03-11 09:00", "Mia")]
    assert Amendment.objects.get().instead_of == cast.mia


def test_only_leads_put_others_on_or_take_them_off(hero, cast):
    given = {**stretch(hero, SECOND, cast.mia), "why": "x"}
    tom, lead = browser(cast.tom), browser(cast.lead)
    for kind, teammate in (("replace", cast.lead), ("remove", cast.mia)):
        refused = tom.post("/rotation/amendments", {**given, "kind": kind, "teammate": teammate.pk})
        assert refused.status_code == 422
    refused = tom.post("/rotation/amendments", {**given, "kind": "remove", "teammate": cast.tom.pk})
    assert refused.status_code == 403
    assert "Only a lead can put others on or take them off" in main(refused)
    assert not Amendment.objects.exists()
    lead.post("/rotation/amendments", {**given, "kind": "replace", "teammate": cast.tom.pk})
    lead.post("/rotation/amendments", {**given, "kind": "add", "teammate": cast.lead.pk})
    lead.post("/rotation/amendments", {**given, "kind": "remove", "teammate": cast.tom.pk})
    assert [told for _, told in who(hero, *SECOND)] == ["Lena"]


def test_a_gap_is_taken_by_whoever_says_so(hero, cast):
    override(hero, "remove", cast.mia, *SECOND, by=cast.lead)
    gap = {key: value for key, value in stretch(hero, SECOND, cast.mia).items() if key != "who"}
    tom = browser(cast.tom)
    assert "Take it" in main(tom.get("/rotation/shifts", gap))
    tom.post("/rotation/amendments", {**gap, "kind": "replace", "teammate": cast.tom.pk})
    assert names(hero) == ["Lena", "Tom", "Tom", "Lena"]


def test_both_halves_of_a_swap_are_revoked_by_either_and_by_nobody_else(hero, cast):
    accept(ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia), by=cast.tom)
    made = Amendment.objects.first()
    cast.lead.role = "engineer"
    cast.lead.save()
    assert "Revoke this swap" not in shift(cast.lead, hero, SECOND, cast.tom)
    refused = browser(cast.lead).post(reverse("amendment-revocation", args=[made.pk]))
    assert refused.status_code == 403
    assert "Revoke this swap" in shift(cast.tom, hero, SECOND, cast.tom)
    browser(cast.tom).post(reverse("amendment-revocation", args=[made.pk]))
    assert who(hero, *SPAN)[1:3] == [("03-09 09:00", "Mia"), ("03-16 09:00", "Tom")]
    browser(cast.tom).post(reverse("amendment-revocation", args=[made.pk]))
    assert browser(cast.tom).post(reverse("amendment-revocation", args=[99_999])).status_code == 404


@pytest.mark.parametrize(
    "address", ["/rotation/amendments", "/rotation/amendments/1/revocation", "/rotation/asks/1/refusal"]
)
def test_what_changes_something_is_not_had_by_looking(hero, cast, address):
    assert browser(cast.mia).get(address).status_code == 405


def test_an_override_that_is_past_is_refused_in_words(hero, cast, clock):
    clock.move_to(utc(2026, 3, 10))
    given = {**stretch(hero, FIRST, cast.lead), "kind": "replace", "teammate": cast.mia.pk}
    refused = browser(cast.mia).post("/rotation/amendments", given)
    assert refused.status_code == 422
    assert "That is past, and the past does not change." in main(refused)
