"""axe finds no serious fault on any page, in light and in dark."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.builders.inspecting import serious
from tests.journeys.conftest import House, open_conversation, write


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    ["/inbox/open", "/inbox/closed", "/inbox/search?q=axe", "/conversations/new", "/-/gallery", "/-/status"],
)
def test_a_page_has_no_serious_fault(
    desk: BrowserContext, mia: Page, set_up: House, address: str, scheme: str
):
    mia.emulate_media(color_scheme=scheme)
    mia.goto(address)
    assert serious(mia) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_conversation_has_no_serious_fault(mia: Page, set_up: House, scheme: str):
    set_up.write(f"axe {scheme}", html="<h1>Hello</h1><p>from <b>Ada</b></p><blockquote>quoted</blockquote>")
    mia.emulate_media(color_scheme=scheme)
    mia.goto("/inbox/open")
    open_conversation(mia, f"axe {scheme}")
    write(mia, "Answered.")
    mia.get_by_role("button", name="Note").first.click()
    write(mia, "Noted.", mode="Note")
    mia.get_by_role("button", name="Add note").click()
    expect(mia.locator(".entry.note")).to_be_visible()
    assert serious(mia) == []
    mia.keyboard.press("a")
    expect(mia.locator("#assign")).to_be_visible()
    assert serious(mia) == []


def test_the_sign_in_has_no_serious_fault(chromium: Browser, set_up: House):
    page = chromium.new_page(base_url=set_up.url)
    page.goto("/accounts/login/")
    assert serious(page) == []
    page.close()
