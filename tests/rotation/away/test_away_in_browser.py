"""Being away, and calendars' addresses, in a real browser: by keyboard, light and dark, wide and narrow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from frontline.rotation.away.adding import add_days
from frontline.rotation.away.calendars import add_calendar
from frontline.rotation.feeds.making import make_feed
from frontline.rotation.models import Absence, AbsenceCalendar
from tests.builders.browsing import go
from tests.builders.inspecting import serious
from tests.builders.rotations import weekly
from tests.rotation.away.calendars import calendar, days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def filled(cast, calendar_server):
    """Everything that the two pages can show, for the lead."""
    today = timezone.now().date()
    weekly([cast.lead, cast.mia], by=cast.lead)
    cast.lead.country = "DE-BY"
    cast.lead.save()
    for teammate in (cast.lead, cast.mia):
        add_days(teammate, today, today + timedelta(days=3), summary="Moving house", by=cast.lead)
    then = today + timedelta(days=30)
    calendar_server.publish(calendar(days(f"{then:%Y%m%d}", f"{then + timedelta(days=9):%Y%m%d}")))
    add_calendar(cast.lead, calendar_server.url, words="vacation", by=cast.lead)
    add_calendar(cast.lead, calendar_server.url + "?two", by=cast.lead)
    AbsenceCalendar.objects.filter(words="").update(
        failing_since_at=timezone.now(), error="Its server answers with an error (500)."
    )
    make_feed(cast.lead, by=cast.lead)
    return cast


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visit, filled, dark, width):
    page = visit("/away", as_=filled.lead, dark=dark, width=width)
    page.get_by_text("Only some hours").click()
    for address in ("/away", "/calendars"):
        if address != "/away":
            page.goto(address)
            page.get_by_role("button", name="Make an address").click()
            page.get_by_label("Address", exact=True).wait_for()
        assert serious(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_by_keyboard_alone_days_are_added_and_removed(visit, cast):
    page = visit("/preferences", as_=cast.mia)
    go(page, "gw", "**/away")
    soon = timezone.now().date() + timedelta(days=2)

    page.get_by_label("First day").fill(soon.isoformat())  # typed, it would depend on the browser's language
    page.keyboard.press("Enter")

    removal = page.get_by_role("button", name="Remove")
    removal.wait_for()
    assert Absence.objects.get().teammate == cast.mia
    removal.focus()
    page.keyboard.press("Enter")
    page.get_by_text("You are not away").wait_for()
    assert not Absence.objects.exists()


def test_an_address_is_made_and_gone_after_a_reload_of_the_list(visit, cast):
    page = visit("/calendars", as_=cast.mia)

    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Address", exact=True).input_value()
    assert address.endswith(".ics")

    page.goto("/calendars")
    assert page.get_by_label("Address", exact=True).count() == 0
    assert page.get_by_role("button", name="Revoke the address of your shifts").is_visible()
