"""Working hours as a browser and its users see them."""

from datetime import timedelta

import pytest

from frontline.hours.closing import close
from frontline.hours.freezing import freeze_weekly
from frontline.hours.marking import When
from frontline.kernel import clock
from tests.builders.inspecting import serious
from tests.hours.calendars import hours_of, made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visit, cast, dark, width):
    calendar = made(
        cast.lead, [cast.mia.team], name="A calendar with a name that is quite long", place="DE-BY"
    )
    tomorrow = clock.now().date() + timedelta(days=1)
    close(calendar, When(tomorrow, tomorrow + timedelta(days=9)), why="Between the years", by=cast.lead)
    freeze_weekly(calendar, hours_of(thu="16-24", fri="24h"), by=cast.lead)
    own = f"/hours/{calendar.pk}"
    page = visit("/hours", as_=cast.lead, dark=dark, width=width)

    for address in ("/hours", "/hours/new", f"{own}/edit", own):
        page.goto(address)
        for fold in page.locator(".fold > summary").all():
            fold.click()
        assert serious(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_calendar_is_made_and_closed_by_keyboard_alone(visit, cast):
    page = visit("/hours", as_=cast.lead)
    page.keyboard.press("c")
    page.wait_for_url("**/hours/new")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type("Mornings")
    page.get_by_label("Monday").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("8-12")
    page.keyboard.press("ControlOrMeta+Enter")
    page.get_by_role("heading", name="Mornings").wait_for()
    assert page.get_by_role("row", name="Mon").inner_text().split() == ["Mon", "08:00\N{EN DASH}12:00"]

    page.get_by_text("Add a closure").focus()
    page.keyboard.press("Enter")
    page.get_by_label("First day").first.fill(f"{clock.now().date() + timedelta(days=3)}")
    page.get_by_label("What for").first.focus()
    page.keyboard.type("Team day")
    page.keyboard.press("Enter")

    page.get_by_text("Open again").wait_for()
    assert page.get_by_text("Team day").is_visible()
