"""Keyboard first."""

import pytest
from playwright.sync_api import expect

from tests.builders.browsing import go

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _focused(page):
    return page.evaluate("document.activeElement.textContent.trim().slice(0, 40)")


def test_two_strokes_go_to_a_place(visit, cast):
    page = visit("/-/gallery", as_=cast.lead)

    go(page, "gp", "**/preferences")


def test_keys_are_letters_while_one_types(visit, cast):
    page = visit("/preferences", as_=cast.lead)
    page.get_by_label("Name").fill("")

    page.keyboard.type("g p ? c")

    assert page.get_by_label("Name").input_value() == "g p ? c"
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")


def test_ctrl_enter_sends_the_form_one_is_in(visit, cast):
    page = visit("/preferences", as_=cast.mia)
    page.get_by_label("Signature").fill("Mia")

    page.keyboard.press("Control+Enter")

    expect(page.locator(".toast")).to_contain_text("Saved.")
    cast.mia.refresh_from_db()
    assert cast.mia.signature == "Mia"


def test_j_and_k_move_through_the_rows(visit, cast):
    page = visit("/-/gallery?single", as_=cast.mia)

    page.keyboard.press("j")
    assert "Wolfe" in _focused(page), "one goes on from the row that is open"
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert "Dana Whitfield" in _focused(page)
    page.keyboard.press("k")
    assert "Dana Whitfield" in _focused(page), "the first has none before it"


def test_the_question_mark_lists_the_keys_of_this_page(visit, cast):
    page = visit("/teammates", as_=cast.lead)

    page.keyboard.press("?")

    keys = page.get_by_role("dialog", name="Keys on this page")
    expect(keys).to_contain_text("Add a teammate")
    expect(keys).to_contain_text("Go to Preferences")
    assert "Next, previous" not in keys.text_content(), "this page has no rows"
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)


def test_single_keys_can_be_turned_off_on_a_device(visit, cast):
    page = visit("/teammates", as_=cast.lead)
    page.keyboard.press("?")
    page.get_by_label("Single keys work on this device").uncheck()
    page.keyboard.press("Escape")

    page.keyboard.press("c")
    page.keyboard.press("?")

    assert page.url.endswith("/teammates")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Control+k")
    expect(page.locator("dialog[open]")).to_have_count(1)


def test_the_palette_finds_and_does_anything(visit, cast):
    page = visit("/preferences", as_=cast.lead)
    page.get_by_label("Signature").focus()

    page.keyboard.press("Control+k")
    page.keyboard.type("tëammates go")
    expect(page.locator("#palette [role=option]")).to_have_count(1)
    expect(page.locator("#palette [role=option]")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    page.wait_for_url("**/teammates")


def test_the_palette_moves_by_arrows_and_says_when_it_finds_nothing(visit, cast):
    page = visit("/preferences", as_=cast.lead)
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="What to do")
    first = box.get_attribute("aria-activedescendant")

    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") != first
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == first
    box.fill("zzz")
    expect(page.get_by_text("Nothing here is called that.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_menu_opens_under_its_button_and_moves_by_arrows(visit, cast):
    page = visit("/-/gallery?single", as_=cast.mia)
    button = page.get_by_role("button", name="Assign")

    button.click()
    expect(page.locator(".menu-item", has_text="Me").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".menu-item", has_text="Tom Lindqvist").first).to_be_focused()
    menu = page.locator(".menu:popover-open").bounding_box()
    assert menu["y"] >= button.bounding_box()["y"] + button.bounding_box()["height"]
    page.keyboard.press("Escape")
    assert page.locator(".menu:popover-open").count() == 0


def test_a_dialog_opens_and_closes(visit, cast):
    page = visit("/-/gallery?single", as_=cast.mia)

    page.get_by_role("button", name="Open a dialog").click()
    dialog = page.get_by_role("dialog", name="Close without an answer?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Not yet").click()

    expect(dialog).not_to_be_visible()
