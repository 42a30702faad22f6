"""The numbers in a real browser: narrow, dark, by keyboard, and without faults that axe finds."""

import pytest
from playwright.sync_api import expect

from frontline.inbox.replying import reply
from frontline.kernel import clock
from frontline.reports.numbers.marks import add_mark
from frontline.reports.numbers.recounting import recount
from tests.builders.browsing import go
from tests.builders.inspecting import serious
from tests.builders.letters import received

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def counted(cast, letters):
    made = [received(f"n{n}@elsewhere.example").conversation for n in range(4)]
    reply(made[0], "Here.", by=cast.mia)
    add_mark("release", "4.2", clock.now(), by=cast.mia)
    recount([c.pk for c in made])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_hides_to_the_right_and_axe_finds_no_fault(visit, cast, counted, dark):
    page = visit("/numbers", as_=cast.lead, dark=dark, width=360)
    for address in ("/numbers", "/numbers/conversations?of=opened", "/numbers/marks"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
        assert serious(page) == [], address


def test_the_picture_is_that_of_the_theme_and_is_drawn(visit, cast, counted):
    page = visit("/numbers", as_=cast.lead, dark=True)
    picture = page.locator(".picture img.dark").first
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 300
    expect(page.locator(".picture img.light").first).to_be_hidden()


def test_a_number_is_one_key_and_one_click_from_its_conversations(visit, cast, counted):
    page = visit("/inbox/open", as_=cast.lead)
    go(page, "gv", "**/numbers")
    page.locator(".tile", has_text="Opened").first.locator("a").first.click()
    expect(page.locator("#count")).to_have_text("4")
    expect(page.locator(".behind-rows li")).to_have_count(4)
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.wait_for_url("**/numbers?**")


def test_other_dates_are_meant_whatever_period_is_ticked(visit, cast, counted):
    page = visit("/numbers", as_=cast.lead)
    page.get_by_label("From").fill("2026-01-01")
    page.get_by_label("To", exact=True).fill("2026-01-31")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("Thu 1 Jan 2026 to Sat 31 Jan 2026")).to_be_visible()
    page.get_by_label("Last week").check()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_label("Last week")).to_be_checked()
