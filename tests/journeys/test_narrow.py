"""On a phone: one thing at a time, nothing wider than the screen."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import House, open_conversation, write

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurf"


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_list_and_conversation_are_screens_of_their_own(phone: Page, set_up: House):
    set_up.write(
        f"{LONG} {LONG}",
        f"{LONG}{LONG}{LONG}\n\n" + "x" * 400,
        sender=f'"{LONG}" <long@elsewhere.example>',
    )
    phone.goto("/inbox/open")
    row = phone.locator(".row", has_text=LONG).first
    expect(row).to_be_visible()
    assert fits(phone)

    row.tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(LONG)
    expect(phone.locator(".app > .list")).to_be_hidden()
    assert fits(phone)

    phone.get_by_role("button", name="Reply").tap()
    write(phone, LONG)
    assert fits(phone)
    phone.locator("#reply-form .lead").tap()
    expect(phone.locator(".entry.out", has_text=LONG)).to_be_visible()
    assert fits(phone)

    # Wherever one has scrolled to, the way back is at hand.
    expect(phone.get_by_role("link", name="Back to the list")).to_be_in_viewport()
    phone.get_by_role("link", name="Back to the list").tap()
    phone.wait_for_url("**/inbox/open")
    expect(phone.locator(".app > .list")).to_be_visible()


def test_words_from_right_to_left_stay_in_their_places(phone: Page, set_up: House):
    set_up.write(
        "גיבויים נכשלים", "הגיבויים נכשלים מאז אתמול בלילה, server-3.", sender="נועה <noa@elsewhere.example>"
    )
    phone.goto("/inbox/open")
    open_conversation(phone, "גיבויים נכשלים")
    text = phone.locator(".entry .plain-text").first
    assert text.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert fits(phone)
