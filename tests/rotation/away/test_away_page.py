"""The page about being away, and the one with the addresses of calendars."""

from datetime import date

import pytest
import time_machine

from frontline.rotation.away.adding import add_days, add_time
from frontline.rotation.away.calendars import add_calendar
from frontline.rotation.away.fetching import fetch
from frontline.rotation.feeds.making import feeds_of
from frontline.rotation.models import Absence, AbsenceCalendar, CalendarFeed
from tests.builders.rotations import utc, weekly
from tests.rotation.away.calendars import calendar, days

NOW = utc(2026, 11, 21, 12)
CHRISTMAS = days("20261224", "20261227", summary="Vacation in Bergen")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mia(client, cast):
    cast.mia.timezone = "Europe/Berlin"
    cast.mia.save()
    client.force_login(cast.mia)
    return client


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def page(client, address="/away"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def said(answer):
    return answer.status_code, answer.content.decode()


def test_it_says_what_it_is_empty_of_and_what_to_do(mia):
    told = page(mia)

    assert "You are not away" in told
    assert "Say where you live" in told
    assert "Everybody else" not in told


def test_days_are_added_and_shown(mia, cast):
    answer = mia.post(
        "/away", {"first_on": "2026-12-24", "last_on": "2026-12-26", "summary": "Skiing"}, follow=True
    )

    told = answer.content.decode()
    assert "Thu 24 Dec to Sat 26 Dec" in told
    assert "Skiing" in told
    assert Absence.objects.get().from_at == utc(2026, 12, 23, 23)


def test_one_day_needs_no_last_day(mia):
    told = mia.post("/away", {"first_on": "2027-01-04"}, follow=True).content.decode()

    assert "Mon 4 Jan 2027" in told


def test_hours_are_on_the_clock_of_who_is_away(mia):
    mia.post("/away", {"first_on": "2026-11-24", "from_time": "14:00", "until_time": "16:30"})

    absence = Absence.objects.get()
    assert (absence.from_at, absence.until_at) == (utc(2026, 11, 24, 13), utc(2026, 11, 24, 15, 30))
    assert "Tue 24 Nov, 14:00 to 16:30" in page(mia)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "This field is required."),
        ({"first_on": "tomorrow"}, "Enter a valid date."),
        ({"first_on": "2026-12-24", "last_on": "2026-12-23"}, "The last day is before the first."),
        ({"first_on": "2026-10-01"}, "That is past"),
        ({"first_on": "2026-12-24", "from_time": "14:00"}, "Say both times"),
        ({"first_on": "2026-12-24", "from_time": "14:00", "until_time": "14:00"}, "after the beginning"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(mia, values, sentence):
    status, told = said(mia.post("/away", values))

    assert status == 422
    assert sentence.replace("'", "&#39;") in told
    assert not Absence.objects.exists()


def test_an_absence_is_removed(mia, cast):
    absence = add_days(cast.mia, date(2026, 12, 24), date(2026, 12, 26), by=cast.mia)

    mia.post(f"/away/{absence.pk}/removal", follow=True)

    assert not Absence.objects.exists()


def test_one_who_is_away_now_is_said_so_and_what_is_over_is_not_shown(mia, cast, clock):
    add_days(cast.mia, date(2026, 11, 21), date(2026, 11, 22), by=cast.mia)
    assert '<span class="badge soon">now</span>' in page(mia)

    clock.move_to(utc(2026, 11, 23, 12))
    assert "You are not away" in page(mia)


def test_the_public_holidays_ahead_are_those_of_ones_country(mia, cast):
    cast.mia.country = "DE-BY"
    cast.mia.save()

    told = page(mia)

    assert "Germany: Bayern" in told
    assert "Fri 25 Dec" in told
    assert "Epiphany" in told


def test_leads_say_and_see_when_others_are_away(lead, cast):
    lead.post("/away", {"teammate": cast.mia.pk, "first_on": "2026-12-24", "summary": "Said on the phone"})

    told = page(lead)
    assert Absence.objects.get().teammate == cast.mia
    assert told.index("Everybody else") < told.index("Mia Rask</b>") < told.index("Said on the phone")


def test_others_see_only_themselves_and_cannot_say_it_for_others(mia, cast):
    absence = add_days(cast.tom, date(2026, 12, 24), date(2026, 12, 26), summary="Toms own", by=cast.tom)

    mia.post("/away", {"teammate": cast.tom.pk, "first_on": "2026-12-01"})

    assert Absence.objects.exclude(pk=absence.pk).get().teammate == cast.mia
    assert "Toms own" not in page(mia)
    assert mia.post(f"/away/{absence.pk}/removal").status_code == 404


def test_a_calendar_is_read_when_it_is_added(mia, cast, calendar_server):
    calendar_server.publish(calendar(CHRISTMAS, days("20261201", "20261202", uid="x", summary="Standup")))

    answer = mia.post(
        "/away/calendars", {"url": calendar_server.url, "which": "some", "words": "vacation"}, follow=True
    )

    told = answer.content.decode()
    assert "Vacation in Bergen" in told
    assert "Standup" not in told
    assert "1 ahead" in told
    assert "private-1234" not in told


def test_every_entry_counts_if_so_chosen(mia, calendar_server):
    calendar_server.publish(calendar(days("20261201", "20261202", summary="Standup")))

    mia.post("/away/calendars", {"url": calendar_server.url, "which": "every", "words": "vacation"})

    assert Absence.objects.get().summary == "Standup"
    assert AbsenceCalendar.objects.get().words == ""


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"url": "", "which": "every"}, "This field is required."),
        ({"url": "calendar.example", "which": "every"}, "begins with https:// or webcal://"),
        ({"url": "http://127.0.0.1:1/a.ics", "which": "every"}, "inside a network"),
        ({"url": "https://a.example/", "which": "some", "words": " , "}, "Say at least one word"),
    ],
)
def test_an_address_that_does_not_do_is_said_beside_it(mia, values, sentence):
    status, told = said(mia.post("/away/calendars", values))

    assert status == 422
    assert sentence in told
    assert not AbsenceCalendar.objects.exists()


def test_a_calendar_in_trouble_says_what_and_since_when_and_is_read_again_by_hand(mia, cast, calendar_server):
    calendar_server.publish(calendar(CHRISTMAS))
    made = add_calendar(cast.mia, calendar_server.url, by=cast.mia)
    calendar_server.breaks(500)

    told = mia.post(f"/away/calendars/{made.pk}/reading", follow=True).content.decode()
    assert '<span class="badge breach">fails</span> since' in told
    assert "answers with an error (500)" in told
    assert "Vacation in Bergen" in told

    calendar_server.publish(calendar())
    told = mia.post(f"/away/calendars/{made.pk}/reading", follow=True).content.decode()
    assert "Read just now." in told
    assert "Vacation in Bergen" not in told


def test_a_calendar_is_removed(mia, cast, calendar_server):
    calendar_server.publish(calendar(CHRISTMAS))
    made = add_calendar(cast.mia, calendar_server.url, by=cast.mia)

    mia.post(f"/away/calendars/{made.pk}/removal")

    assert not Absence.objects.exists()


def test_what_a_calendar_calls_it_is_its_owners(lead, cast, calendar_server):
    calendar_server.publish(calendar(CHRISTMAS))
    made = add_calendar(cast.mia, calendar_server.url, by=cast.mia)
    fetch(made.pk)

    told = page(lead)

    assert "Thu 24 Dec to Sat 26 Dec" in told
    assert "Bergen" not in told


def test_on_the_timeline_too_a_note_is_for_all_and_a_calendars_title_for_its_owner(
    client, cast, calendar_server
):
    weekly([cast.mia, cast.lead], by=cast.lead)
    calendar_server.publish(calendar(days("20261130", "20261203", summary="Surgery")))
    add_calendar(cast.mia, calendar_server.url, by=cast.mia)
    add_days(cast.mia, date(2026, 12, 4), date(2026, 12, 5), summary="Moving house", by=cast.mia)

    for reader, sees_it in ((cast.mia, True), (cast.lead, False)):
        client.force_login(reader)
        told = page(client, "/rotation")
        assert ("Surgery" in told) is sees_it
        assert "Moving house" in told


def test_others_calendars_are_not_there(mia, cast, calendar_server):
    calendar_server.publish(calendar(CHRISTMAS))
    made = add_calendar(cast.tom, calendar_server.url, by=cast.tom)

    assert mia.post(f"/away/calendars/{made.pk}/reading").status_code == 404
    assert mia.post(f"/away/calendars/{made.pk}/removal").status_code == 404
    assert AbsenceCalendar.objects.exists()


def test_more_absences_cost_no_more_queries(lead, cast, django_assert_max_num_queries):
    page(lead)
    for hour in range(8):
        for teammate in (cast.lead, cast.mia, cast.tom):
            add_time(teammate, utc(2026, 12, 1, hour), utc(2026, 12, 1, hour + 1), by=cast.lead)

    page(lead)
    with django_assert_max_num_queries(13):
        page(lead)


def test_all_of_it_needs_a_sign_in(client, cast):
    for address in ("/away", "/calendars"):
        assert client.get(address).status_code == 302
    for address in ("/away/calendars", "/away/1/removal", "/calendars/1/revocation"):
        assert client.post(address).status_code == 302


def test_an_address_is_shown_once_with_how_to_use_it(mia, cast):
    assert "No address yet" in page(mia, "/calendars")

    answer = mia.post("/calendars", {"rotation": "mine"})

    told = answer.content.decode()
    address = told.split('name="address"')[1].split('value="')[1].split('"')[0]
    assert "no-store" in answer["Cache-Control"]
    assert f'href="webcal://{address.split("://")[1]}"' in told
    assert all(name in told for name in ("Google Calendar", "Outlook", "Apple"))
    assert mia.get("/" + address.split("/", 3)[3]).status_code == 200
    again = page(mia, "/calendars")
    assert address not in again
    assert "never read" not in again


def test_an_address_of_a_rotation_is_made_and_revoked(mia, cast):
    hero = weekly([cast.mia], by=cast.lead)

    mia.post("/calendars", {"rotation": hero.pk})
    feed = feeds_of(cast.mia).get()
    assert feed.rotation == hero

    mia.post(f"/calendars/{feed.pk}/revocation")
    assert not feeds_of(cast.mia).exists()


def test_what_is_no_rotation_has_no_address(mia):
    assert mia.post("/calendars", {"rotation": "12345"}).status_code == 422
    assert not CalendarFeed.objects.exists()


def test_others_addresses_cannot_be_revoked(mia, cast, client):
    mia.post("/calendars", {"rotation": "mine"})
    client.force_login(cast.lead)

    assert client.post(f"/calendars/{feeds_of(cast.mia).get().pk}/revocation").status_code == 404
