"""Rotations are planned in a browser: by keyboard, by dragging, with a preview that follows; and all can use it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from frontline.kernel import clock
from frontline.rotation.models import Rotation
from frontline.rotation.planning import derive_rotation
from tests.builders.inspecting import serious
from tests.builders.rotations import weekly

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def names(page):
    return page.locator("[data-place] b").all_inner_texts()


@pytest.fixture
def rotations(cast):
    monday = clock.now().date() - timedelta(days=clock.now().weekday(), weeks=3)
    hero = weekly([cast.lead, cast.mia, cast.tom], by=cast.lead, anchor_on=monday)
    second = derive_rotation("Follows", {"team_of": "Hero"}, by=cast.lead)
    return hero, second


@pytest.fixture
def planning(visit, cast):
    page = visit("/rotation/new", as_=cast.lead)
    page.select_option("#adds-0", "everybody")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("[data-place]")).to_have_count(3)
    return page


def test_the_order_is_changed_by_keyboard_and_the_focus_stays_with_the_person(planning):
    assert names(planning) == ["Lena Berg", "Mia Rask", "Tom Lindqvist"]
    expect(planning.locator("#adds-0")).to_be_focused()

    planning.locator("#up-0-2").focus()
    planning.keyboard.press("Enter")
    expect(planning.locator("#plan-said")).to_have_text("Tom Lindqvist is now number 2 of 3.")
    expect(planning.locator("#up-0-1")).to_be_focused()
    planning.keyboard.press("Alt+ArrowUp")
    expect(planning.locator("#plan-said")).to_have_text("Tom Lindqvist is now number 1 of 3.")
    assert names(planning) == ["Tom Lindqvist", "Lena Berg", "Mia Rask"]
    planning.keyboard.press("Alt+ArrowDown")
    expect(planning.locator("#plan-said")).to_have_text("Tom Lindqvist is now number 2 of 3.")
    assert names(planning) == ["Lena Berg", "Tom Lindqvist", "Mia Rask"]


def test_the_order_is_changed_by_dragging(planning):
    rows = planning.locator("[data-place]")
    with planning.expect_response(lambda response: response.request.method == "POST"):
        rows.nth(2).drag_to(rows.nth(0), target_position={"x": 60, "y": 3})
    expect(rows.nth(0)).to_contain_text("Tom Lindqvist")
    assert names(planning) == ["Tom Lindqvist", "Lena Berg", "Mia Rask"]


def test_the_preview_follows_what_is_typed_and_what_was_typed_stays(planning):
    expect(planning.locator("#preview")).to_contain_text("Every week, handed over Mondays at 09:00")
    planning.locator("#hands_over_at").fill("14:30")
    expect(planning.locator("#preview")).to_contain_text("Every week, handed over Mondays at 14:30")
    planning.locator("#timezone").fill("Nowhere/Land")
    expect(planning.locator("#preview")).to_contain_text("Nowhere/Land is no time zone")
    expect(planning.locator("#hands_over_at")).to_have_value("14:30")
    assert not Rotation.objects.exists()


def test_enter_in_a_field_shows_the_preview_and_never_saves_or_removes(planning):
    planning.locator("#name").fill("Night watch")
    planning.locator("#name").press("Enter")
    planning.wait_for_load_state()
    expect(planning.locator("#name")).to_have_value("Night watch")
    assert len(names(planning)) == 3
    assert not Rotation.objects.exists()


def test_a_rotation_is_planned_and_its_page_comes(planning):
    planning.get_by_role("button", name="Plan it").click()
    expect(planning.locator("h1")).to_have_text("Hero")
    expect(planning.locator("main")).to_contain_text("Every week, handed over Mondays at 09:00 UTC")


def test_another_beginning_lays_an_untouched_order_anew(visit, cast, rotations):
    hero, _ = rotations
    page = visit(f"/rotation/{hero.pk}/lineup", as_=cast.lead)
    before = names(page)
    expect(page.locator("#preview")).to_contain_text("No shift: the order is as it was.")
    page.locator("#begins-now").check()
    expect(page.locator("[data-place] b").nth(1)).to_have_text(before[0])
    expect(page.locator("#begins-now")).to_be_checked()
    expect(page.locator("#preview")).to_contain_text("No shift: the order is as it was.")


def test_ending_is_asked_about_first(visit, cast, rotations):
    _, follows = rotations
    page = visit(f"/rotation/{follows.pk}", as_=cast.lead)
    page.get_by_role("link", name="End it").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("it can't be taken up again")
    dialog.get_by_role("button", name="End it").click()
    page.wait_for_url("**/rotation")
    assert Rotation.objects.get(pk=follows.pk).ended_at


@pytest.mark.parametrize(("dark", "width"), [(False, 360), (True, 1440)], ids=["light-360", "dark-1440"])
def test_axe_finds_nothing_serious(visit, cast, rotations, dark, width):
    hero, follows = rotations
    page = visit("/rotation/new?preset=sun", as_=cast.lead, dark=dark, width=width)
    one = f"/rotation/{hero.pk}"
    for address in (
        "/rotation/new?preset=sun",
        "/rotation/derived/new",
        one,
        f"{one}/lineup",
        f"{one}/hand-over",
        f"{one}/ending",
        f"{one}/shadows",
        f"/rotation/{follows.pk}",
    ):
        page.goto(address)
        assert serious(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{address} scrolls sideways"
        )
