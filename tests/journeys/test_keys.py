"""A whole morning without the mouse."""

import re

from playwright.sync_api import Page, expect

from tests.builders.browsing import go
from tests.journeys.conftest import House


def test_a_conversation_from_list_to_close_by_keys_alone(mia: Page, set_up: House):
    for subject in ("First of the keys", "Second of the keys"):
        set_up.write(subject)
        mia.goto("/inbox/open")
        expect(mia.locator(".row", has_text=subject)).to_be_visible()
    mia.goto("/inbox/closed")
    go(mia, "gi", "**/inbox/open")

    mia.locator("body").press("/")
    expect(mia.get_by_role("searchbox")).to_be_focused()
    mia.keyboard.type('"of the keys"')
    mia.keyboard.press("Enter")
    mia.wait_for_url("**/inbox/search**")
    expect(mia.locator(".row")).to_have_count(2)
    mia.locator("body").press("Escape")
    mia.evaluate("document.activeElement.blur()")

    mia.keyboard.press("j")
    mia.keyboard.press("j")
    mia.keyboard.press("k")
    expect(mia.locator(".row").first).to_be_focused()
    mia.keyboard.press("Enter")
    heading = mia.get_by_role("heading", level=1)
    expect(heading).to_have_text("Second of the keys")
    mia.wait_for_load_state()  # only then are there scripts that hear keys

    mia.keyboard.press("n")
    expect(mia.get_by_role("textbox", name="Note")).to_be_focused()
    mia.keyboard.type("Written by keys.")
    mia.keyboard.press("Control+Enter")
    expect(mia.locator(".entry.note", has_text="Written by keys.")).to_be_visible()
    # The stream may show it before the answer to the sender is there, which empties the composer and lets go of it.
    expect(mia.locator("textarea:focus")).to_have_count(0)

    mia.keyboard.press("r")
    expect(mia.get_by_role("textbox", name="Reply")).to_be_focused()
    mia.keyboard.type("Answered by keys.")
    mia.keyboard.press("Control+Enter")
    expect(mia.locator(".entry.out", has_text="Answered by keys.")).to_be_visible()
    expect(mia.locator("textarea:focus")).to_have_count(0)

    mia.keyboard.press("a")
    expect(mia.get_by_label("Find a teammate")).to_be_focused()
    mia.keyboard.type("tom")
    mia.keyboard.press("Enter")
    expect(mia.locator("#assign-button")).to_contain_text("Tom Lindqvist")
    expect(mia.locator("#assign")).to_be_hidden()

    mia.keyboard.press("e")
    expect(heading).to_have_text("First of the keys")
    mia.wait_for_load_state()
    expect(mia.locator(".toast")).to_contain_text(re.compile(r"Closed #\d+"))
    mia.keyboard.press("u")
    mia.wait_for_url("**/inbox/search**")
    mia.wait_for_load_state()

    mia.keyboard.press("?")
    expect(mia.get_by_role("dialog")).to_contain_text("Keys on this page")
    expect(mia.get_by_role("dialog").locator("li", has_text="Do anything")).to_contain_text("Ctrl K")
    mia.keyboard.press("Escape")
    mia.keyboard.press("Control+k")
    mia.keyboard.type("unassigned")
    mia.keyboard.press("Enter")
    mia.wait_for_url("**/inbox/unassigned")


def test_a_key_pressed_in_a_field_is_a_letter(mia: Page, set_up: House):
    set_up.write("Letters are letters")
    mia.goto("/inbox/open")
    mia.locator(".row", has_text="Letters are letters").click()
    mia.get_by_role("textbox", name="Reply").press_sequentially("jerk and neat")

    expect(mia.get_by_role("textbox", name="Reply")).to_have_value("jerk and neat")
    expect(mia.get_by_role("button", name="Close").first).to_be_visible()


def test_a_key_that_both_forms_have_is_listed_once(mia: Page, set_up: House):
    set_up.write("One key, two forms")
    mia.goto("/inbox/open")
    mia.locator(".row", has_text="One key, two forms").click()
    expect(mia.locator("h1.title")).to_have_text("One key, two forms")
    mia.wait_for_load_state()

    mia.keyboard.press("?")

    keys = mia.get_by_role("dialog").locator("li", has_text="Ctrl ⏎")
    expect(keys).to_have_text("Send, or add the note, or done Ctrl ⏎")
