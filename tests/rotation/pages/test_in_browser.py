"""The rotation page in a browser: by mouse, by keyboard alone, live, narrow and dark."""

import json
import re
from functools import partial

import pytest
from playwright.sync_api import expect

from frontline.rotation.asking import accept, ask_cover, ask_swap
from frontline.rotation.models import Absence, Ask
from frontline.rotation.overriding import override
from frontline.rotation.plan.changing import changing, freeze
from frontline.rotation.riding import ride_along
from tests.builders.browsing import STREAM
from tests.builders.inspecting import serious
from tests.builders.rotations import utc, weekly
from tests.rotation.pages.conftest import SECOND, THIRD, WEDNESDAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENDLESS = "retry: 600000\n\n"
MINE = re.compile("^Mon 9 Mar 09:00")
TOMS = re.compile("^Mon 16 Mar 09:00")


@pytest.fixture
def opened(visit):
    """`opened("/rotation", as_=mia)`: a page without a live stream.

    With one, it fetches its lanes again when it is connected, which may be at any moment of a test.
    """

    return partial(visit, stream=None)


def block(page, name):
    return page.locator("#board").get_by_role("link", name=name).first


def focused(page):
    return page.evaluate("document.activeElement.querySelector('.said')?.innerText.replace(/\\s+/g, ' ')")


def happens(page, rotation):
    """The stream says that a rotation changed; the page is made to connect again."""
    said = json.dumps({"id": 7, "kind": "rotation.amended", "subject": "rotation", "subject_id": rotation.pk})
    page.unroute(STREAM)
    asked = []

    def fulfil(route):
        asked.append(route.request.url)
        body = f"{ENDLESS}id: c-2\ndata: {said}\n\n" if len(asked) == 1 else ENDLESS
        route.fulfill(content_type="text/event-stream", body=body)

    page.route(STREAM, fulfil)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")


def test_a_shift_dragged_onto_anothers_asks_for_a_swap_after_a_word(opened, cast, hero):
    page = opened("/rotation", as_=cast.mia)
    block(page, MINE).drag_to(block(page, TOMS))

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Ask for a swap")
    assert (
        dialog.get_by_label("For which shift").input_value().startswith(f"{cast.tom.pk}|2026-03-16T08:00:00Z")
    )
    dialog.get_by_label("Why").fill("A wedding")
    dialog.get_by_role("button", name="Ask", exact=True).click()

    expect(page.locator(".toast")).to_contain_text("Asked Tom Lindqvist.")
    expect(dialog).to_have_count(0)
    expect(block(page, MINE)).to_contain_text("asked for, and not answered yet")
    ask = Ask.objects.get()
    assert (ask.kind, ask.teammate, ask.to, ask.from_at, ask.back_from_at, ask.why) == (
        "swap",
        cast.mia,
        cast.tom,
        SECOND.from_at,
        THIRD.from_at,
        "A wedding",
    )


def test_what_is_not_ones_own_cannot_be_dragged_and_ones_own_not_into_another_rotation(opened, cast, hero):
    other = weekly([cast.tom], by=cast.lead, name="Mail")
    page = opened("/rotation", as_=cast.mia)
    assert block(page, TOMS).get_attribute("draggable") == "false"
    # What runs already is nothing to swap for.
    block(page, MINE).drag_to(block(page, re.compile("^Mon 2 Mar 09:00")))
    expect(page.locator(".board.dragging")).to_have_count(0)
    block(page, MINE).drag_to(page.locator(f"[data-lane='{other.pk}'] a.block").nth(1))
    expect(page.locator(".board.dragging")).to_have_count(0)
    assert page.get_by_role("dialog").count() == 0


def test_by_keyboard_alone_a_cover_is_asked_for(opened, cast, hero):
    page = opened("/rotation", as_=cast.mia)
    stops = page.locator("#board a.block[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    assert focused(page) == "Mon 9 Mar 09:00 to Mon 16 Mar 09:00 You"
    page.keyboard.press("ArrowRight")
    assert focused(page).endswith("Tom Lindqvist")
    page.keyboard.press("Home")
    assert focused(page).startswith("Mon 2 Mar")
    page.keyboard.press("ArrowRight")

    page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Ask for a cover")
    expect(dialog.get_by_label("Whom to ask")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Dentist")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".toast")).to_contain_text("Anyone can take it")
    expect(dialog).to_have_count(0)
    expect(block(page, MINE)).to_contain_text("asked for")
    expect(block(page, MINE)).to_be_focused()
    assert Ask.objects.get().why == "Dentist"


def test_arrows_go_from_lane_to_lane_to_the_shift_nearest(opened, cast, hero):
    weekly([cast.tom, cast.mia], by=cast.lead, name="Mail")
    page = opened("/rotation", as_=cast.mia)
    block(page, TOMS).focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Mon 16 Mar 09:00 to Mon 23 Mar 09:00 Tom Lindqvist"
    assert page.evaluate("document.activeElement.closest('.lane').querySelector('h2').innerText") == "Mail"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.closest('.lane').querySelector('h2').innerText") == "Hero"
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("heading")).to_have_text("Tom Lindqvist: Hero")
    page.keyboard.press("Escape")
    expect(block(page, TOMS)).to_be_focused()


def test_s_without_a_shift_of_ones_own_asks_which(opened, cast, hero):
    page = opened("/rotation", as_=cast.mia)
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Ask for a swap: which shift?")
    dialog.get_by_role("link", name="Mon 9 Mar").click()
    expect(dialog.get_by_label("For which shift")).to_be_visible()


def test_the_keys_are_in_the_help(opened, cast, hero):
    page = opened("/rotation", as_=cast.mia)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog")
    for label in ("Ask for a swap", "Ask for a cover", "Earlier", "Later"):
        expect(keys.locator("li", has_text=label)).to_be_visible()


def test_a_refusal_stays_in_the_dialog_with_what_was_written(opened, cast, hero):
    page = opened("/rotation", as_=cast.mia)
    block(page, MINE).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("link", name="Ask for a swap").click()
    dialog.get_by_label("Why").fill("A wedding")
    override(hero, "replace", cast.lead, *SECOND, by=cast.lead)
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Mia Rask is not on for all of that time")
    expect(dialog.get_by_label("Why")).to_have_value("A wedding")


def test_the_lanes_follow_a_change_and_the_focus_stays(visit, cast, hero):
    page = visit("/rotation", as_=cast.mia, stream=f"{ENDLESS}id: c-1\ndata: {{}}\n\n")
    block(page, MINE).focus()
    accept(ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, why="A wedding", by=cast.mia), by=cast.tom)

    happens(page, hero)

    expect(block(page, MINE)).to_contain_text("Tom Lindqvist swap with Mia Rask")
    expect(block(page, MINE)).to_be_focused()
    expect(page.locator("#board a.block[tabindex='0']")).to_have_count(1)


def test_revoking_from_the_dialog_puts_it_back(opened, cast, hero):
    accept(ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia), by=cast.tom)
    page = opened("/rotation", as_=cast.mia)
    block(page, TOMS).click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke this swap").click()
    expect(page.locator(".toast")).to_contain_text("Revoked")
    expect(block(page, TOMS)).to_contain_text("Tom Lindqvist")


def busy(cast, hero):
    """A swap, an override, a request, somebody away, a newcomer, a holiday, and a gap."""
    cast.mia.country = "DE-BE"
    cast.mia.save()
    other = weekly([cast.tom, cast.mia], by=cast.lead, name="Platform of the whole northern hemisphere")
    accept(ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, why="A wedding", by=cast.mia), by=cast.tom)
    override(hero, "replace", cast.mia, utc(2026, 3, 5, 8), utc(2026, 3, 6, 8), by=cast.mia)
    override(other, "remove", cast.mia, utc(2026, 3, 11), utc(2026, 3, 12), by=cast.lead)
    ask_cover(other, cast.tom, THIRD, to=cast.mia, by=cast.tom)
    ride_along(hero, cast.lead, by=cast.lead)
    with changing():
        Absence.objects.create(
            teammate=cast.mia, from_at=utc(2026, 3, 18), until_at=utc(2026, 3, 20), made_at=WEDNESDAY
        )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(opened, cast, hero, dark, width):
    busy(cast, hero)
    page = opened("/rotation", as_=cast.lead, dark=dark, width=width)
    for address in (
        "/rotation",
        "/rotation?form=list&weeks=12&zone=rotation",
        "/rotation/asks",
        "/rotation/asks/new?kind=swap",
    ):
        page.goto(address)
        assert serious(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.goto("/rotation")
    block(page, re.compile("Nobody is on$")).click()
    page.get_by_role("dialog").get_by_role("link", name="Override").click()
    page.get_by_role("dialog").get_by_text("A part of it").click()
    expect(page.get_by_role("dialog").get_by_label(re.compile("^From"))).to_be_visible()
    assert serious(page) == []


def test_narrow_the_lanes_are_a_list_and_a_finger_asks_for_a_swap(opened, cast, hero):
    page = opened("/rotation", as_=cast.mia, width=360)
    mine = block(page, MINE)
    expect(mine.locator(".said")).to_be_visible()
    expect(mine).to_have_css("min-height", "44px")
    mine.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("link", name="Ask for a swap").click()
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Asked Tom Lindqvist")


def test_narrow_earlier_weeks_are_there_though_what_is_over_of_these_is_not(opened, cast, hero, clock):
    clock.move_to(utc(2026, 3, 18, 8))
    freeze()
    page = opened("/rotation?from=2026-03-09", as_=cast.mia, width=360)
    expect(block(page, TOMS)).to_be_visible()
    expect(page.locator(".is-past a.block").first).to_be_hidden()
    page.goto("/rotation?from=2026-02-09")
    expect(block(page, re.compile("^Mon 2 Mar 09:00"))).to_be_visible()


def test_without_scripts_a_shift_is_a_page_and_a_swap_is_asked_for(chromium, live_server, opened, cast, hero):
    scripted = opened("/rotation", as_=cast.mia)
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=scripted.context.storage_state()
    )
    page = context.new_page()
    page.goto("/rotation")
    block(page, MINE).click()
    page.get_by_role("link", name="Ask for a swap").click()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", name="Requests")).to_be_visible()
    expect(page.get_by_text("You asked Tom Lindqvist for a swap")).to_be_visible()
    context.close()
