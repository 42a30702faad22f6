"""Leads look after the working hours, on pages that work without JavaScript."""

import html
import re
from datetime import date

import pytest
import time_machine

from frontline.hours import current
from frontline.hours.closing import close
from frontline.hours.marking import When
from frontline.hours.models import Closure, Freeze, WorkingCalendar
from frontline.hours.working_time import deploy_is_allowed, is_open
from tests.hours.calendars import BERLIN, hours_of, made
from tests.hours.naive import utc

pytestmark = pytest.mark.django_db
DAYS = {"mon": "9-17", "tue": "9-12, 13-17", "wed": "", "thu": "", "fri": "22-6", "sat": "", "sun": ""}
NEW = {"name": "Nights", "timezone": BERLIN, "place": "DE-BY", **DAYS}


@pytest.fixture(autouse=True)
def _thursday():
    with time_machine.travel(utc(2026, 11, 19, 12), tick=False):
        yield


@pytest.fixture
def lena(client, cast):
    """The lead's browser."""
    client.force_login(cast.lead)
    return client


def _text(answer):
    """What the page says, in a line."""
    said = re.sub(r"<(script|style)\b.*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", said)).split())


def test_the_first_visit_has_the_usual_hours(lena):
    page = _text(lena.get("/hours"))

    assert "Working hours default 40 h a week open until 17:00" in page
    assert "09:00\N{EN DASH}17:00" in page
    assert "All teams without one of their own" in page
    assert WorkingCalendar.objects.get().is_default


def test_only_leads_see_and_change_them(client, cast):
    calendar = made(cast.lead, place="DE")
    closure = close(calendar, When(date(2026, 12, 1), date(2026, 12, 1)), by=cast.lead)
    client.force_login(cast.mia)
    own = f"/hours/{calendar.pk}"

    assert "Working hours" not in _text(client.get("/preferences"))
    for address in ("/hours", "/hours/new", own, f"{own}/edit"):
        assert client.get(address).status_code == 403
    for address in (
        "/hours/new",
        f"{own}/edit",
        f"{own}/default",
        f"{own}/removal",
        f"{own}/closures",
        f"{own}/closures/{closure.pk}/removal",
        f"{own}/worked-holidays",
        f"{own}/freezes",
        f"{own}/weekly-freezes",
        f"{own}/freezes/1/removal",
    ):
        assert client.post(address).status_code == 403
    assert Closure.objects.get() == closure


def test_a_lead_makes_a_calendar_for_a_team(lena, cast):
    answer = lena.post("/hours/new", NEW | {"teams": [cast.tom.team_id]}, follow=True)

    page = _text(answer)
    assert "Nights" in page
    assert "22 h a week" not in page
    assert "23 h a week" in page
    assert "22:00\N{EN DASH}06:00 Sat until 06:00 Sun closed" in page
    assert "09:00\N{EN DASH}12:00, 13:00\N{EN DASH}17:00" in page
    assert "Fri 25 Dec 2026 Christmas Day taken off" in page
    assert "no hours that day" in page, "New Year is a Friday, All Saints' a Monday, Epiphany a Wednesday"
    assert is_open(current.current().of_team(cast.tom.team_id), utc(2026, 11, 21, 4))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"mon": "nine to five"}, "are no hours. Write them as 9:00-17:00"),
        ({"mon": "9-25"}, "25:00 is no time of day"),
        (dict.fromkeys(DAYS, ""), "Give at least one day its hours"),
        ({"timezone": "Mars/Olympus"}, "Select a valid choice"),
        ({"place": "XX"}, "Select a valid choice"),
        ({"name": ""}, "This field is required"),
        ({"name": "support"}, "There is a calendar called"),
        ({"teams": ["999999"]}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_said_beside_it_and_what_was_typed_is_kept(lena, cast, said, why):
    made(cast.lead)

    answer = lena.post("/hours/new", NEW | {"tue": "10-16"} | said)

    assert answer.status_code == 422
    assert why in _text(answer)
    assert 'value="10-16"' in answer.content.decode() or said.get("tue") == ""
    assert WorkingCalendar.objects.count() == 1


def test_changing_begins_with_what_is_there(lena, cast):
    calendar = made(cast.lead, [cast.mia.team], hours=hours_of(mon="9-12, 13-17"), place="IE")
    form = lena.get(f"/hours/{calendar.pk}/edit").content.decode()
    assert 'value="09:00\N{EN DASH}12:00, 13:00\N{EN DASH}17:00"' in form
    assert '<option value="IE" selected>' in form
    assert re.search(rf'name="teams" value="{cast.mia.team_id}"[^>]* checked', form)

    lena.post(f"/hours/{calendar.pk}/edit", NEW)

    calendar.refresh_from_db()
    assert (calendar.name, calendar.place) == ("Nights", "DE-BY")
    assert not calendar.teams.exists()


def test_days_are_closed_and_opened_again(lena, cast):
    calendar = made(cast.lead)
    own = f"/hours/{calendar.pk}"
    lena.post(f"{own}/closures", {"first_on": "2026-11-20", "why": "Team day"})
    lena.post(f"{own}/closures", {"first_on": "2026-12-24", "last_on": "2027-01-01"})

    page = _text(lena.get(own))
    assert "20 Nov 2026 Team day Open again 24 Dec 2026 to 1 Jan 2027 Open again" in page
    assert not is_open(current.current().default, utc(2026, 11, 20, 10))

    lena.post(f"{own}/closures/{Closure.objects.first().pk}/removal")
    again = lena.post(f"{own}/closures/{Closure.objects.first().pk}/removal", follow=True)
    lena.post(f"{own}/closures/{Closure.objects.count() + 99}/removal")
    assert "No closures ahead" in _text(again)
    assert is_open(current.current().default, utc(2026, 11, 20, 10))


def test_a_part_of_a_day_is_meant_in_the_calendars_zone(lena, cast):
    calendar = made(cast.lead, timezone="America/New_York")
    own = f"/hours/{calendar.pk}"

    lena.post(f"{own}/closures", {"first_on": "2026-12-24", "begins": "12:00"})
    lena.post(f"{own}/closures", {"first_on": "2026-12-28", "begins": "09:00", "ends": "10:30"})

    first, second = Closure.objects.all()
    assert (first.from_at, first.until_at) == (utc(2026, 12, 24, 17), utc(2026, 12, 25, 5))
    assert (second.from_at, second.until_at) == (utc(2026, 12, 28, 14), utc(2026, 12, 28, 15, 30))
    assert "24 Dec 2026, 12:00 to 25 Dec 2026, 00:00" in _text(lena.get(own))
    assert "28 Dec 2026, 09:00 to 10:30" in _text(lena.get(own))


@pytest.mark.parametrize("what", ["closures", "freezes"])
@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "This field is required"),
        ({"first_on": "2026-12-02", "last_on": "2026-12-01"}, "The last day is before the first"),
        ({"first_on": "2025-12-02"}, "the past does not change"),
        ({"first_on": "2126-12-02"}, "Mind the year"),
        ({"first_on": "9999-12-31"}, "That year is too far away"),
        ({"first_on": "2026-12-02", "begins": "10:00", "ends": "09:00"}, "must not be before the beginning"),
    ],
)
def test_a_refused_interval_opens_its_form_again(lena, cast, what, said, why):
    calendar = made(cast.lead)

    answer = lena.post(f"/hours/{calendar.pk}/{what}", said | {"why": "Because"})

    assert answer.status_code == 422
    assert why in _text(answer)
    assert answer.content.decode().count('<details class="fold" open>') == 1
    assert 'value="Because"' in answer.content.decode()
    assert not Closure.objects.exists()
    assert not Freeze.objects.exists()


def test_what_is_over_is_not_shown(lena, cast):
    calendar = made(cast.lead)
    close(calendar, When(date(2026, 11, 19), date(2026, 11, 19)), why="Today", by=cast.lead)

    assert "Today" in _text(lena.get(f"/hours/{calendar.pk}"))
    with time_machine.travel(utc(2026, 11, 20, 12)):
        lena.force_login(cast.lead)
        assert "Today" not in _text(lena.get(f"/hours/{calendar.pk}"))


def test_releases_are_frozen_each_week_and_once(lena, cast):
    calendar = made(cast.lead)
    own = f"/hours/{calendar.pk}"
    lena.post(f"{own}/freezes", {"first_on": "2026-12-21", "last_on": "2027-01-03", "why": "Holidays"})
    lena.post(f"{own}/weekly-freezes", {"days": ["thu", "fri"], "hours": "13-24", "why": "No surprises"})

    page = _text(lena.get(own))
    assert "frozen until 23:00" in page, "midnight in Berlin, on the lead's clock"
    assert page.index("Each Thursday 13:00\N{EN DASH}24:00 and Friday 13:00") < page.index(
        "21 Dec 2026 to 3 Jan 2027"
    )
    assert "releases frozen" in _text(lena.get("/hours"))
    assert not deploy_is_allowed(current.current().default, utc(2026, 11, 20, 13))

    for freeze in Freeze.objects.all():
        for _ in range(2):
            lena.post(f"{own}/freezes/{freeze.pk}/removal")
    assert "deploys allowed" in _text(lena.get(own))


@pytest.mark.parametrize(
    ("said", "why"),
    [({"hours": "13-24"}, "Choose the days"), ({"days": ["fri"], "hours": "late"}, "are no hours")],
)
def test_a_weekly_freeze_needs_days_and_hours_that_mean_something(lena, cast, said, why):
    calendar = made(cast.lead)

    answer = lena.post(f"/hours/{calendar.pk}/weekly-freezes", said)

    assert answer.status_code == 422
    assert why in _text(answer)


def test_a_weekly_freeze_without_hours_is_the_whole_day(lena, cast):
    calendar = made(cast.lead)

    lena.post(f"/hours/{calendar.pk}/weekly-freezes", {"days": ["fri"]})

    assert "Each Friday Thaw" in _text(lena.get(f"/hours/{calendar.pk}"))


def test_a_public_holiday_can_be_worked_and_taken_off_again(lena, cast):
    calendar = made(cast.lead, place="DE-BY")
    own = f"/hours/{calendar.pk}"

    lena.post(f"{own}/worked-holidays", {"on": "2027-01-06"})
    assert "Wed 6 Jan 2027 Epiphany worked Take it off" in _text(lena.get(own))
    assert is_open(current.current().default, utc(2027, 1, 6, 10))

    lena.post(f"{own}/worked-holidays", {"on": "2027-01-06", "off": "1"})
    assert "Wed 6 Jan 2027 Epiphany taken off Work that day" in _text(lena.get(own))


@pytest.mark.parametrize(("said", "status"), [("2027-01-07", 404), ("soon", 422), ("", 422)])
def test_only_a_public_holiday_can_be_worked(lena, cast, said, status):
    calendar = made(cast.lead, place="DE-BY")

    assert lena.post(f"/hours/{calendar.pk}/worked-holidays", {"on": said}).status_code == status


def test_without_a_place_the_page_says_how_to_have_holidays(lena, cast):
    calendar = made(cast.lead)

    assert "Choose a place to have them in the calendar" in _text(lena.get(f"/hours/{calendar.pk}"))


def test_the_default_moves_and_the_old_one_can_go(lena, cast):
    first, other = made(cast.lead), made(cast.lead, name="Other")
    refused = lena.post(f"/hours/{first.pk}/removal")
    assert refused.status_code == 409
    assert "make another one the default before" in _text(refused)

    lena.post(f"/hours/{other.pk}/default")
    page = _text(lena.post(f"/hours/{first.pk}/removal", follow=True))

    assert "Removed. Its teams work by the default calendar now." in page
    assert [each.name for each in WorkingCalendar.objects.all()] == ["Other"]


def test_a_calendar_that_is_gone_is_said_to_be(lena):
    answer = lena.get("/hours/999999")

    assert answer.status_code == 404
    assert "perhaps another lead has removed it" in _text(answer)


def test_many_calendars_cost_no_more_queries(lena, cast, django_assert_max_num_queries):
    for number in range(20):
        made(cast.lead, [cast.mia.team] if number == 3 else [], name=f"Calendar {number}")

    with django_assert_max_num_queries(16):
        page = _text(lena.get("/hours"))

    assert page.count("h a week") == 20
