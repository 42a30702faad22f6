"""Two studies beside each other in a browser: by keyboard from the later one, in both themes, on a phone."""

import pytest
from playwright.sync_api import expect

from tests.builders.inspecting import serious
from tests.reports.studies.test_comparing import MARCH, MAY, read_study

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def later(cast):
    counts = {"Backups": 40, "A culprit whose name is a good deal longer than others": 20, "unsure": 4}
    before = read_study(cast, MARCH, counts, question="Before?", more=40)
    return read_study(cast, MAY, {"Backups": 8, "Docs": 22}, question="After?", previous=before)


def test_from_the_later_study_to_what_changed_by_keyboard(visit, cast, later):
    page = visit(f"/studies/{later.pk}", as_=cast.tom)
    page.keyboard.press("b")
    page.wait_for_url(f"**/studies/{later.pk}/comparison")
    expect(page.get_by_text("30 conversations after 104, 71 % fewer")).to_be_visible()
    row = page.locator("tr", has_text="Backups").first
    expect(row).to_contain_text("fewer, and not by chance")
    picture = page.locator(".picture img:visible").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth"), "the picture is not broken"
    page.keyboard.press("u")
    page.wait_for_url(f"**/studies/{later.pk}")


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 360)])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visit, cast, later, dark, width):
    page = visit(f"/studies/{later.pk}/comparison", as_=cast.tom, width=width, dark=dark)
    expect(page.get_by_role("heading", name="Each culprit's share")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == []
