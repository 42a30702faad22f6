"""Calendars by URL: what they say is taken over, and stays while their server is in trouble."""

import logging
from datetime import timedelta

import pytest
import time_machine

from frontline.events.models import Event
from frontline.kernel.http import NotAllowed, TimedOut, TooLarge, Trouble
from frontline.kernel.refusal import Invalid
from frontline.people.preferring import prefer
from frontline.rotation.allowing import ForLeads
from frontline.rotation.away import fetching, jobs, reading
from frontline.rotation.away.adding import absence_for, remove
from frontline.rotation.away.calendars import (
    MOST,
    CalendarTaken,
    add_calendar,
    address_of,
    calendar_for,
    remove_calendar,
)
from frontline.rotation.away.fetching import fetch
from frontline.rotation.away.reading import CalendarRefused
from frontline.rotation.models import Absence, AbsenceCalendar
from frontline.rotation.plan.final import final_shifts
from tests.builders.rotations import utc, weekly
from tests.rotation.away.calendars import calendar, days, entry

NOW = utc(2026, 11, 21, 12)
CHRISTMAS = days("20261224", "20261227", uid="christmas", summary="Vacation")
EASTER = days("20270326", "20270330", uid="easter", summary="Vacation")
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def mia(cast, clock):
    cast.mia.timezone = "Europe/Berlin"
    cast.mia.save()
    return cast.mia


@pytest.fixture
def kept(mia, calendar_server):
    """Mia's calendar, with Christmas in it."""
    calendar_server.publish(calendar(CHRISTMAS))
    return add_calendar(mia, calendar_server.url, by=mia)


def uids():
    return list(Absence.objects.order_by("from_at").values_list("uid", flat=True))


def kinds():
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def test_its_entries_are_absences_at_once(kept, mia):
    absence = Absence.objects.get()

    assert (absence.teammate, absence.calendar) == (mia, kept)
    assert (absence.from_at, absence.until_at) == (utc(2026, 12, 23, 23), utc(2026, 12, 26, 23))
    assert (absence.is_all_day, absence.summary, absence.made_by) == (True, "Vacation", None)
    assert kinds() == ["absence_calendar.added", "absence_calendar.read"]


def test_they_mark_the_shifts(kept, mia, cast):
    rotation = weekly([mia], by=cast.lead, anchor_on=NOW.date())

    shifts = final_shifts(utc(2026, 12, 1), utc(2027, 1, 1), only=[rotation.pk])[rotation.pk]

    assert [(shift.from_at, shift.until_at) for shift in shifts if shift.on[0].is_absent] == [
        (utc(2026, 12, 23, 23), utc(2026, 12, 26, 23))
    ]


def test_what_is_new_comes_and_what_disappears_there_disappears_here(kept, calendar_server):
    calendar_server.publish(calendar(EASTER))

    fetch(kept.pk)

    assert uids() == ["easter"]
    assert Event.objects.filter(kind="absence_calendar.read").last().data == {
        "calendar": kept.pk, "added": 1, "removed": 1,
    }  # fmt: skip


def test_an_empty_calendar_leaves_nothing(kept, calendar_server):
    calendar_server.publish(calendar())

    fetch(kept.pk)

    assert uids() == []


def test_what_is_over_stays(kept, calendar_server, clock):
    clock.move_to(utc(2027, 1, 5))
    calendar_server.publish(calendar(EASTER))

    fetch(kept.pk)

    assert uids() == ["christmas", "easter"]


@pytest.mark.parametrize(("knows_etags", "knows_dates"), [(True, False), (False, True)])
def test_a_calendar_that_has_not_changed_is_not_sent_again(mia, calendar_server, knows_etags, knows_dates):
    calendar_server.publish(calendar(CHRISTMAS), knows_etags=knows_etags, knows_dates=knows_dates)
    made = add_calendar(mia, calendar_server.url, by=mia)

    fetch(made.pk)

    assert calendar_server.answered == [200, 304]
    assert uids() == ["christmas"]
    assert Event.objects.filter(kind="absence_calendar.read").count() == 1


def test_once_a_day_it_is_read_whole_so_that_a_series_goes_on(mia, calendar_server, clock):
    calendar_server.publish(
        calendar(entry("DTSTART;VALUE=DATE:20261101", "RRULE:FREQ=MONTHLY", uid="firsts"))
    )
    made = add_calendar(mia, calendar_server.url, by=mia)
    last = Absence.objects.latest("from_at").from_at
    clock.shift(timedelta(days=40))

    fetch(made.pk)

    assert calendar_server.answered == [200, 200]
    assert Absence.objects.latest("from_at").from_at > last


def test_the_same_again_changes_nothing_without_validators_too(mia, calendar_server):
    calendar_server.publish(calendar(CHRISTMAS), knows_etags=False)
    made = add_calendar(mia, calendar_server.url, by=mia)
    first = Absence.objects.get().pk

    fetch(made.pk)

    assert Absence.objects.get().pk == first
    assert len(kinds()) == 2


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "no calendar at that address"),
        (403, "asks for a sign-in"),
        (500, "answers with an error (500)"),
        (0, "broke off"),
    ],
)
def test_in_trouble_the_last_good_absences_stay_and_it_says_what_is_wrong_since_when(
    kept, calendar_server, clock, status, sentence
):
    calendar_server.breaks(status)
    fetch(kept.pk)
    clock.shift(timedelta(hours=1))
    fetch(kept.pk)

    kept.refresh_from_db()
    assert uids() == ["christmas"]
    assert sentence in kept.error
    assert (kept.failing_since_at, kept.fetched_at) == (NOW, NOW)
    assert kinds().count("absence_calendar.failed") == 1


def test_a_calendar_that_became_a_web_page_keeps_its_absences(kept, calendar_server):
    calendar_server.publish(b"<html>Please sign in</html>")

    fetch(kept.pk)

    kept.refresh_from_db()
    assert "a web page" in kept.error
    assert uids() == ["christmas"]


@pytest.mark.parametrize("works_again", [calendar(CHRISTMAS), calendar(CHRISTMAS, EASTER)])
def test_when_it_works_again_the_trouble_is_forgotten(kept, calendar_server, works_again):
    calendar_server.breaks(500)
    fetch(kept.pk)
    calendar_server.publish(works_again)

    fetch(kept.pk)

    kept.refresh_from_db()
    assert (kept.error, kept.failing_since_at) == ("", None)
    assert "absence_calendar.read" in kinds()[3:]


def test_entries_that_cannot_be_read_are_said_and_the_rest_holds(mia, calendar_server):
    calendar_server.publish(calendar(CHRISTMAS, entry("DTSTART:tomorrow", uid="broken")))

    made = add_calendar(mia, calendar_server.url, by=mia)

    made.refresh_from_db()
    assert (made.error, made.failing_since_at) == ("One entry can't be read.", None)
    assert uids() == ["christmas"]


def test_only_entries_with_these_words_count(mia, calendar_server):
    calendar_server.publish(
        calendar(CHRISTMAS, days("20261201", "20261202", uid="standup", summary="Standup"))
    )

    add_calendar(mia, calendar_server.url, words="Vacation,  out of   office,vacation\nPTO, vacation", by=mia)

    assert uids() == ["christmas"]
    assert AbsenceCalendar.objects.get().words == "Vacation, out of office, vacation, PTO"


def test_a_server_that_drips_is_left_after_its_time(mia, calendar_server, monkeypatch):
    monkeypatch.setattr(fetching, "WITHIN", 0.3)
    calendar_server.publish(calendar(CHRISTMAS))
    calendar_server.drip = 0.05

    with pytest.raises(TimedOut):
        add_calendar(mia, calendar_server.url, by=mia)


def test_a_calendar_that_is_too_large_is_refused(mia, calendar_server, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    calendar_server.publish(calendar(CHRISTMAS) + b" " * 1000)

    with pytest.raises(TooLarge):
        add_calendar(mia, calendar_server.url, by=mia)


def test_a_redirect_into_our_own_network_is_refused(mia, calendar_server):
    calendar_server.redirects("http://127.0.0.1:1/secrets")

    with pytest.raises(NotAllowed, match="inside a network"):
        add_calendar(mia, calendar_server.url, by=mia)


def test_a_private_address_is_refused_unasked(mia, calendar_server, settings):
    settings.HTTP_ALLOWED_HOSTS = []

    with pytest.raises(NotAllowed, match="inside a network"):
        add_calendar(mia, calendar_server.url, by=mia)
    assert calendar_server.answered == []


@pytest.mark.parametrize("trouble", [500, 404, 0])
def test_one_that_does_not_work_is_not_kept(mia, calendar_server, trouble):
    calendar_server.breaks(trouble)

    with pytest.raises((CalendarRefused, Trouble)):
        add_calendar(mia, calendar_server.url, by=mia)
    assert not AbsenceCalendar.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("webcal://calendar.example/a.ics", "https://calendar.example/a.ics"),
        (" WEBCAL://calendar.example/a.ics\n", "https://calendar.example/a.ics"),
        ("https://calendar.example/a.ics", "https://calendar.example/a.ics"),
    ],
)
def test_webcal_means_https(said, asked):
    assert address_of(said) == asked


@pytest.mark.parametrize(
    "said",
    [
        "",
        "calendar.example",
        "ftp://a.example/",
        "file:///etc/passwd",
        "https://",
        "https://[",
        "https://a.example/ b",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_what_is_no_address_is_refused(said):
    with pytest.raises(Invalid, match="begins with https"):
        address_of(said)


def test_the_same_calendar_twice_is_refused(kept, mia):
    with pytest.raises(CalendarTaken):
        add_calendar(mia, kept.url, by=mia)


def test_there_is_an_end_to_how_many_one_has(kept, mia, calendar_server):
    AbsenceCalendar.objects.bulk_create(
        AbsenceCalendar(teammate=mia, url=f"https://{n}.example", added_by=mia, created_at=NOW)
        for n in range(MOST)
    )

    with pytest.raises(Invalid, match="enough"):
        add_calendar(mia, calendar_server.url + "?other", by=mia)


def test_removed_with_it_go_its_absences_and_nobody_elses(kept, mia, cast, calendar_server):
    theirs = add_calendar(cast.tom, calendar_server.url, by=cast.tom)

    remove_calendar(kept, by=mia)
    remove_calendar(kept, by=mia)

    assert list(Absence.objects.values_list("calendar", flat=True)) == [theirs.pk]
    assert kinds().count("absence_calendar.removed") == 1


def test_what_comes_from_a_calendar_is_removed_there(kept, mia):
    with pytest.raises(Invalid, match="comes from a calendar"):
        remove(Absence.objects.get(), by=mia)


def test_others_calendars_are_theirs_and_the_leads(kept, cast):
    assert calendar_for(cast.lead, kept.pk) == kept
    for look in (calendar_for, absence_for):
        with pytest.raises(Invalid.__mro__[1], match="There is no such"):
            look(cast.tom, kept.pk if look is calendar_for else Absence.objects.get().pk)
    with pytest.raises(ForLeads):
        remove_calendar(kept, by=cast.tom)
    with pytest.raises(ForLeads):
        add_calendar(cast.mia, kept.url + "?2", by=cast.tom)


def test_events_hold_neither_titles_nor_addresses(kept, mia):
    remove_calendar(kept, by=mia)

    told = " ".join(f"{event.why} {event.data}" for event in Event.objects.all())
    assert "127.0.0.1" in told
    assert "private-1234" not in told
    assert "Vacation" not in told


def test_what_went_wrong_is_kept_without_the_address(kept, calendar_server):
    calendar_server.redirects(calendar_server.url)

    fetch(kept.pk)

    kept.refresh_from_db()
    assert kept.error == f"http://{calendar_server.host} redirects more than 5 times."
    assert Event.objects.get(kind="absence_calendar.failed").why == kept.error


def test_logs_hold_no_addresses(mia, calendar_server, caplog):
    caplog.set_level(logging.INFO)
    calendar_server.publish(calendar(CHRISTMAS))

    made = add_calendar(mia, calendar_server.url, by=mia)
    calendar_server.breaks(500)
    fetch(made.pk)

    assert "private-1234" not in caplog.text


def test_each_is_fetched_in_a_job_of_its_own_but_those_of_people_who_left(kept, cast, calendar_server):
    from procrastinate.contrib.django.models import ProcrastinateJob

    add_calendar(cast.tom, calendar_server.url, by=cast.tom)
    cast.tom.is_active = False
    cast.tom.save()

    jobs.fetch_calendars(0)
    jobs.fetch_calendars(0)

    waiting = ProcrastinateJob.objects.filter(task_name="rotation.fetch_calendar")
    assert [job.args for job in waiting] == [{"calendar_id": kept.pk}]


def test_with_another_zone_whole_days_are_read_anew(kept, mia, calendar_server):
    from procrastinate.contrib.django.models import ProcrastinateJob

    said = {"name": mia.name, "country": "", "signature": ""}
    prefer(mia, **said, timezone="America/Chicago", by=mia)
    prefer(mia, **said | {"name": "Mia"}, timezone="America/Chicago", by=mia)

    (job,) = ProcrastinateJob.objects.filter(task_name="rotation.read_calendars_anew")
    jobs.read_anew(**job.args)
    (job,) = ProcrastinateJob.objects.filter(task_name="rotation.fetch_calendar")
    jobs.fetch_calendar(**job.args)

    assert calendar_server.answered == [200, 200]
    assert Absence.objects.get().from_at == utc(2026, 12, 24, 6)


def test_the_timer_is_known():
    from frontline.config import recurring

    assert recurring.EVERY_HALF_HOUR in {
        each.cron for each in recurring.app.periodic_registry.periodic_tasks.values()
    }


def test_a_calendar_that_is_gone_is_fetched_without_a_word(db):
    assert fetch(12345) is None
