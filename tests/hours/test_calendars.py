"""Calendars are made, changed, closed and frozen by leads; everybody else asks them."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from frontline.events.models import Event
from frontline.events.recording import record
from frontline.hours import current
from frontline.hours.allowing import ForLeads, calendar_with
from frontline.hours.closing import close, reopen
from frontline.hours.freezing import freeze, freeze_weekly, thaw
from frontline.hours.holidays import UnknownPlace
from frontline.hours.making import (
    NameTaken,
    NeverOpen,
    StillNeeded,
    change,
    ensure_default,
    make,
    make_default,
    remove,
)
from frontline.hours.marking import When
from frontline.hours.models import Closure, Freeze, WorkingCalendar
from frontline.hours.taking_off import take_off, work_on
from frontline.hours.working_time import add, deploy_is_allowed, is_open, opens_at
from frontline.kernel.refusal import Absent, Invalid
from frontline.people.models import Teammate
from tests.hours.calendars import BERLIN, hours_of, made, terms
from tests.hours.naive import utc

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel(utc(2026, 11, 19, 12), tick=False):
        yield


def _kinds():
    return list(Event.objects.filter(subject_kind="calendar").order_by("id").values_list("kind", flat=True))


def _moves(teammate, timezone):
    with transaction.atomic():
        Teammate.objects.filter(pk=teammate.pk).update(timezone=timezone)
        record("teammate.changed", ("teammate", teammate.pk), by=teammate, changed=["timezone"])


def test_while_nobody_made_one_it_is_nine_to_five_where_the_first_lead_is(cast):
    _moves(cast.lead, "America/New_York")

    calendar = current.current().of_team(cast.mia.team_id)

    assert opens_at(calendar, utc(2026, 11, 20, 23)) == utc(2026, 11, 23, 14)
    assert not WorkingCalendar.objects.exists()


def test_a_lead_who_moves_takes_the_unmade_default_along(cast):
    at = utc(2026, 11, 19, 8, 30)
    assert not is_open(current.recent().default, at)

    _moves(cast.lead, BERLIN)

    assert is_open(current.recent().default, at)


def test_without_any_teammate_the_default_is_in_utc(db):
    assert opens_at(current.current().default, utc(2026, 11, 20, 23)) == utc(2026, 11, 23, 9)


def test_the_default_is_made_once(cast):
    ensure_default()
    ensure_default()

    [calendar] = WorkingCalendar.objects.all()
    assert (calendar.name, calendar.timezone, calendar.is_default) == ("Working hours", "UTC", True)
    assert _kinds() == ["calendar.made"]


def test_the_first_calendar_is_the_default_and_a_team_may_have_another(cast):
    first = made(cast.lead)
    nights = made(cast.lead, [cast.tom.team], name="Nights", hours=hours_of(mon="22-6"))

    calendars = current.current()

    assert first.is_default
    assert calendars.of_team(cast.mia.team_id) == calendars.by_id[first.pk] == calendars.default
    assert calendars.of_team(cast.tom.team_id) == calendars.by_id[nights.pk] != calendars.default
    assert calendars.of_team(None) == calendars.default
    told = Event.objects.filter(kind="calendar.made").last()
    assert (told.actor, told.data["teams"], told.data["name"]) == (cast.lead, ["Platform"], "Nights")


def test_a_change_holds_at_once_and_its_event_says_what_was_before(cast):
    calendar = made(cast.lead)
    at = utc(2026, 11, 19, 18)
    assert not is_open(current.recent().default, at)

    change(calendar, terms(timezone="America/New_York"), teams=[cast.mia.team], by=cast.lead)

    assert is_open(current.recent().default, at)
    told = Event.objects.get(kind="calendar.changed")
    assert told.data == {
        "before": {"timezone": BERLIN},
        "now": {"timezone": "America/New_York"},
        "teams": ["Support"],
    }


def test_saying_the_same_again_is_no_change(cast):
    calendar = made(cast.lead, [cast.mia.team])

    change(calendar, terms(), teams=[cast.mia.team], by=cast.lead)

    assert _kinds() == ["calendar.made"]


def test_a_team_moves_from_one_calendar_to_another(cast):
    made(cast.lead, [cast.mia.team])
    other = made(cast.lead, [cast.mia.team], name="Other", hours=hours_of(sat="9-12"))
    assert current.current().of_team(cast.mia.team_id) == current.current().by_id[other.pk]

    change(other, terms("Other", hours=hours_of(sat="9-12")), by=cast.lead)

    assert current.current().of_team(cast.mia.team_id) == current.current().default


def test_what_is_undone_by_its_transaction_is_not_remembered(cast):
    calendar = made(cast.lead)
    with transaction.atomic():
        change(calendar, terms(timezone="America/New_York"), by=cast.lead)
        assert is_open(current.current().default, utc(2026, 11, 19, 18))
        transaction.set_rollback(True)

    assert not is_open(current.current().default, utc(2026, 11, 19, 18))


def test_a_page_that_asks_often_asks_the_database_once(cast, django_assert_num_queries):
    made(cast.lead)
    current.current()

    with django_assert_num_queries(0):
        for _ in range(50):
            current.recent().of_team(cast.mia.team_id)
    with django_assert_num_queries(1):
        current.current()


def test_an_unchanged_calendar_keeps_what_it_has_worked_out(cast):
    calendar = made(cast.lead)
    before = current.current().default

    made(cast.lead, name="Other", hours=hours_of(sat="9-12"))

    assert current.current().by_id[calendar.pk] is before


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"hours": hours_of()}, NeverOpen),
        ({"timezone": "Mars/Olympus"}, Invalid),
        ({"place": "XX"}, UnknownPlace),
        ({"name": "  "}, Invalid),
        ({"name": "THE first"}, NameTaken),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(cast, said, refusal):
    made(cast.lead, name="The first")

    with pytest.raises(refusal):
        made(cast.lead, **said)
    assert _kinds() == ["calendar.made"]


def test_the_default_moves_and_only_another_one_can_be_removed(cast):
    first, other = made(cast.lead), made(cast.lead, [cast.mia.team], name="Other")
    with pytest.raises(StillNeeded, match="make another one the default"):
        remove(first, by=cast.lead)

    make_default(other, by=cast.lead)
    make_default(other, by=cast.lead)
    remove(first, by=cast.lead)

    assert [each.name for each in WorkingCalendar.objects.all()] == ["Other"]
    assert _kinds()[2:] == ["calendar.made_default", "calendar.removed"]
    with pytest.raises(Absent):
        calendar_with(first.pk)


@pytest.mark.parametrize(
    "verb",
    [
        lambda calendar, by: make(terms("Other"), by=by),
        lambda calendar, by: change(calendar, terms("Other"), by=by),
        lambda calendar, by: make_default(calendar, by=by),
        lambda calendar, by: remove(calendar, by=by),
        lambda calendar, by: close(calendar, When(date(2026, 12, 1), date(2026, 12, 1)), by=by),
        lambda calendar, by: freeze(calendar, When(date(2026, 12, 1), date(2026, 12, 1)), by=by),
        lambda calendar, by: freeze_weekly(calendar, hours_of(fri="24h"), by=by),
        lambda calendar, by: work_on(calendar, date(2026, 12, 25), by=by),
    ],
)
def test_only_leads_change_working_hours(cast, verb):
    calendar = made(cast.lead, place="DE")

    with pytest.raises(ForLeads):
        verb(calendar, cast.mia)
    assert _kinds() == ["calendar.made"]


def test_closed_days_stretch_what_is_due_until_it_is_opened_again(cast):
    calendar = made(cast.lead)
    days = When(date(2026, 11, 20), date(2026, 11, 20))
    closure = close(calendar, days, why="Team day", by=cast.lead)
    assert close(calendar, days, why="Team day", by=cast.lead) == closure

    assert add(current.current().default, utc(2026, 11, 19, 15), 2 * HOUR) == utc(2026, 11, 23, 9)

    reopen(closure, by=cast.lead)
    assert add(current.current().default, utc(2026, 11, 19, 15), 2 * HOUR) == utc(2026, 11, 20, 9)
    assert _kinds() == ["calendar.made", "calendar.closed", "calendar.reopened"]
    assert Event.objects.get(kind="calendar.closed").data["first_on"] == "2026-11-20"


def test_a_closed_afternoon_is_from_instant_to_instant(cast):
    calendar = made(cast.lead)
    close(calendar, When(from_at=utc(2026, 12, 24, 11), until_at=utc(2026, 12, 24, 23)), by=cast.lead)

    assert add(current.current().default, utc(2026, 12, 24, 10), 2 * HOUR) == utc(2026, 12, 25, 9)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (When(), "from which day"),
        (When(date(2026, 12, 2), date(2026, 12, 1)), "before the beginning"),
        (When(date(2026, 11, 1), date(2026, 11, 18)), "past"),
        (When(date(2026, 12, 1), date(2027, 12, 2)), "Mind the year"),
        (When(date(2062, 12, 1), date(2062, 12, 2)), "Mind the year"),
        (When(from_at=utc(2026, 12, 1), until_at=utc(2026, 12, 1)), "before the beginning"),
        (When(from_at=utc(2026, 11, 1), until_at=utc(2026, 11, 19, 12)), "past"),
        (When(from_at=utc(2026, 12, 1), until_at=utc(2028, 12, 1)), "Mind the year"),
    ],
)
def test_a_closure_without_sense_is_refused(cast, when, why):
    calendar = made(cast.lead)

    for verb in (close, freeze):
        with pytest.raises(Invalid, match=why):
            verb(calendar, when, by=cast.lead)
    assert not Closure.objects.exists()
    assert not Freeze.objects.exists()


def test_a_freeze_is_once_or_each_week_until_it_thaws(cast):
    calendar = made(cast.lead)
    weekly = freeze_weekly(calendar, hours_of(fri="24h"), why="Fridays", by=cast.lead)
    assert freeze_weekly(calendar, hours_of(fri="24h"), by=cast.lead) == weekly
    once = freeze(calendar, When(date(2026, 12, 21), date(2027, 1, 3)), by=cast.lead)

    frozen = current.current().default
    assert [deploy_is_allowed(frozen, utc(2026, *day)) for day in ((11, 20), (11, 21), (12, 22))] == [
        False,
        True,
        False,
    ]
    assert is_open(frozen, utc(2026, 11, 20, 10))

    thaw(weekly, by=cast.lead)
    thaw(once, by=cast.lead)
    assert deploy_is_allowed(current.current().default, utc(2026, 11, 20))
    assert _kinds()[1:] == ["calendar.frozen"] * 2 + ["calendar.thawed"] * 2
    with pytest.raises(Invalid, match="Choose the days"):
        freeze_weekly(calendar, hours_of(), by=cast.lead)


def test_a_public_holiday_is_off_unless_it_is_worked(cast):
    calendar = made(cast.lead, place="DE-BY")
    epiphany = date(2027, 1, 6)
    at = utc(2027, 1, 6, 10)
    assert not is_open(current.current().default, at)

    work_on(calendar, epiphany, by=cast.lead)
    work_on(calendar, epiphany, by=cast.lead)
    assert is_open(current.current().default, at)

    take_off(calendar, epiphany, by=cast.lead)
    assert not is_open(current.current().default, at)
    assert _kinds()[1:] == ["calendar.holiday_worked", "calendar.holiday_taken_off"]
    with pytest.raises(Absent):
        work_on(calendar, date(2027, 1, 7), by=cast.lead)


def test_a_place_that_a_newer_list_has_lost_takes_nothing_off(cast):
    calendar = made(cast.lead, place="DE-BY")
    WorkingCalendar.objects.filter(pk=calendar.pk).update(place="XX-1")
    current.forget()
    with transaction.atomic():
        current.bump()

    assert is_open(current.current().default, utc(2027, 1, 6, 10))


@pytest.mark.parametrize("kind", [Closure, Freeze])
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"first_on": date(2026, 12, 1)},
        {"first_on": date(2026, 12, 2), "last_on": date(2026, 12, 1)},
        {"from_at": utc(2026, 12, 1)},
        {"from_at": utc(2026, 12, 1), "until_at": utc(2026, 12, 1)},
        {
            "first_on": date(2026, 12, 1),
            "last_on": date(2026, 12, 1),
            "from_at": utc(2026, 12, 1),
            "until_at": utc(2026, 12, 2),
        },
    ],
)
def test_the_database_keeps_no_half_intervals(cast, kind, said):
    calendar = made(cast.lead)

    with pytest.raises(IntegrityError), transaction.atomic():
        kind.objects.create(calendar=calendar, made_at=utc(2026, 11, 19), **said)
    assert connection.is_usable()
