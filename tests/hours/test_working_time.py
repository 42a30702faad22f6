"""Working time by example."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from frontline.hours.arithmetic import ALWAYS, week_of
from frontline.hours.calendar import Calendar, Frozen, OfPlace, OnDates
from frontline.hours.opening import BLOCK, FAR
from frontline.hours.relay import Relay, Turn
from frontline.hours.spans import Days, Instants
from frontline.hours.working_time import (
    OutOfTime,
    add,
    between,
    closes_at,
    deploy_is_allowed,
    deploy_is_allowed_at,
    is_open,
    opens_at,
    subtract,
)
from tests.hours.naive import utc

NINE_TO_FIVE = week_of((day, 9 * 3600, 17 * 3600) for day in range(5))
BERLIN = Calendar("Europe/Berlin", NINE_TO_FIVE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_work_that_is_not_done_on_friday_goes_on_on_monday():
    friday = utc(2026, 11, 20, 15)  # 16:00 in Berlin

    assert add(BERLIN, friday, 2 * HOUR) == utc(2026, 11, 23, 9)
    assert subtract(BERLIN, utc(2026, 11, 23, 9), 2 * HOUR) == friday
    assert between(BERLIN, friday, utc(2026, 11, 23, 9)) == 2 * HOUR
    assert between(BERLIN, utc(2026, 11, 23, 9), friday) == -2 * HOUR


def test_a_whole_day_ends_when_work_ends_not_when_it_begins_again():
    assert add(BERLIN, utc(2026, 11, 19, 8), 8 * HOUR) == utc(2026, 11, 19, 16)
    assert subtract(BERLIN, utc(2026, 11, 19, 16), 8 * HOUR) == utc(2026, 11, 19, 8)


def test_nothing_is_added_to_a_moment_outside_of_work():
    night = utc(2026, 11, 19, 23)

    assert add(BERLIN, night, 0 * HOUR) == night == subtract(BERLIN, night, 0 * HOUR)
    assert add(BERLIN, night, -HOUR) == subtract(BERLIN, night, HOUR) == utc(2026, 11, 19, 15)


def test_hours_keep_the_clocks_time_when_it_changes():
    assert opens_at(BERLIN, utc(2026, 3, 27, 20)) == utc(2026, 3, 30, 7)
    assert opens_at(BERLIN, utc(2026, 10, 23, 20)) == utc(2026, 10, 26, 8)


def test_a_night_with_an_hour_twice_has_an_hour_more_and_one_without_it_an_hour_less():
    nights = Calendar("Europe/Berlin", week_of([(5, 22 * 3600, 6 * 3600)]))

    assert between(nights, utc(2026, 10, 24, 12), utc(2026, 10, 25, 12)) == 9 * HOUR
    assert between(nights, utc(2026, 3, 28, 12), utc(2026, 3, 29, 12)) == 7 * HOUR
    assert between(nights, utc(2026, 4, 4, 12), utc(2026, 4, 5, 12)) == 8 * HOUR


def test_open_at_its_beginning_and_not_at_its_end():
    assert is_open(BERLIN, utc(2026, 11, 19, 8))
    assert not is_open(BERLIN, utc(2026, 11, 19, 16))
    assert closes_at(BERLIN, utc(2026, 11, 19, 8)) == utc(2026, 11, 19, 16)
    assert closes_at(BERLIN, utc(2026, 11, 19, 16)) is None


def test_a_public_holiday_stretches_the_time_unless_it_is_worked():
    bavaria = Calendar("Europe/Berlin", NINE_TO_FIVE, OfPlace("DE-BY"))
    worked = Calendar("Europe/Berlin", NINE_TO_FIVE, OfPlace("DE-BY", frozenset({date(2026, 1, 6)})))
    monday = utc(2026, 1, 5, 15)

    assert add(bavaria, monday, 2 * HOUR) == utc(2026, 1, 7, 9)
    assert add(worked, monday, 2 * HOUR) == utc(2026, 1, 6, 9)


def test_a_holiday_takes_of_hours_over_midnight_the_part_that_is_on_it():
    nights = Calendar(
        "Europe/Berlin", week_of([(3, 22 * 3600, 6 * 3600)]), OnDates(frozenset({date(2026, 12, 25)}))
    )

    assert between(nights, utc(2026, 12, 24), utc(2026, 12, 26)) == 2 * HOUR


def test_closures_take_days_or_hours():
    closed = Calendar(
        "Europe/Berlin",
        NINE_TO_FIVE,
        closures=(
            Days(date(2026, 11, 23), date(2026, 11, 24)),
            Instants(int(utc(2026, 11, 25, 9).timestamp()), int(utc(2026, 11, 25, 10, 30).timestamp())),
        ),
    )

    assert add(closed, utc(2026, 11, 20, 16), 2 * HOUR) == utc(2026, 11, 25, 11, 30)


def test_a_closure_of_many_years_is_not_waited_for():
    closed = Calendar("UTC", NINE_TO_FIVE, closures=(Days(date(2026, 1, 1), date(2050, 1, 1)),))

    assert opens_at(closed, utc(2026, 6, 1)) is None
    assert add(closed, utc(2026, 6, 1), HOUR) is None
    assert subtract(closed, utc(2049, 6, 1), HOUR) is None


@pytest.mark.parametrize("calendar", [Calendar(), Relay(), Relay((Turn(Calendar()),))])
def test_a_calendar_that_is_never_open_says_so(calendar):
    at = utc(2026, 6, 1)

    assert add(calendar, at, HOUR) is None
    assert subtract(calendar, at, HOUR) is None
    assert opens_at(calendar, at) is None
    assert closes_at(calendar, at) is None
    assert between(calendar, at, at + 1000 * DAY) == 0 * HOUR
    assert not is_open(calendar, at)


def test_a_calendar_that_is_always_open_never_closes():
    always = Calendar("Europe/Berlin", ALWAYS)
    at = utc(2026, 6, 1, 3, 4, 5)

    assert closes_at(always, at) is None
    assert add(always, at, 1000 * DAY) == at + 1000 * DAY
    assert between(always, at, at + 1000 * DAY) == 1000 * DAY


def test_twenty_years_are_the_furthest():
    hourly = Calendar("UTC", week_of([(0, 9 * 3600, 10 * 3600)]))
    at, weeks = utc(2026, 6, 1), FAR // (7 * 86_400)

    assert add(hourly, at, (weeks - 1) * HOUR) is not None
    assert add(hourly, at, (weeks + 2) * HOUR) is None
    assert subtract(hourly, at, (weeks + 2) * HOUR) is None


@pytest.mark.parametrize(
    "at", [utc(1969, 12, 31, 23, 59, 59), utc(2200, 1, 1), datetime.max.replace(tzinfo=UTC)]
)
def test_years_beyond_the_calendar_are_refused_in_a_sentence(at):
    for ask in (is_open, opens_at, closes_at):
        with pytest.raises(OutOfTime, match="from 1970 to 2199"):
            ask(BERLIN, at)
    with pytest.raises(OutOfTime):
        add(BERLIN, at, HOUR)


def test_instants_of_any_offset_are_the_same_and_parts_of_a_second_are_cut_off():
    at = datetime(2026, 11, 19, 10, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=1)))

    assert add(BERLIN, at, HOUR + timedelta(milliseconds=700)) == utc(2026, 11, 19, 10)


def test_an_instant_without_a_zone_is_a_mistake():
    with pytest.raises(TypeError):
        is_open(BERLIN, datetime(2026, 11, 19, 10))


def test_a_freeze_stops_deploys_and_no_work():
    fridays = Frozen("Europe/Berlin", week_of([(4, 0, 0)]), (Days(date(2026, 12, 19), date(2027, 1, 6)),))
    calendar = Calendar("Europe/Berlin", NINE_TO_FIVE, frozen=fridays)
    friday = utc(2026, 11, 20, 10)

    assert not deploy_is_allowed(calendar, friday)
    assert is_open(calendar, friday)
    assert deploy_is_allowed_at(calendar, friday) == utc(2026, 11, 20, 23)
    assert deploy_is_allowed(calendar, utc(2026, 11, 21, 3)), "outside of working hours too"
    assert deploy_is_allowed_at(calendar, utc(2026, 11, 21, 3)) == utc(2026, 11, 21, 3)
    # The Friday, and the weeks that follow it at once.
    assert deploy_is_allowed_at(calendar, utc(2026, 12, 18, 10)) == utc(2027, 1, 6, 23)


def test_a_freeze_without_an_end_answers_never():
    calendar = Calendar("UTC", NINE_TO_FIVE, frozen=Frozen("UTC", ALWAYS))

    assert deploy_is_allowed_at(calendar, utc(2026, 11, 20)) is None


def test_a_day_off_is_off_on_both_sides_of_where_two_blocks_meet():
    border = datetime.fromtimestamp(56 * BLOCK, UTC)  # nine in the morning in Tokyo
    always_but = Calendar("Asia/Tokyo", ALWAYS, OnDates(frozenset({border.date()})))

    assert [is_open(always_but, border + hours * HOUR) for hours in (-10, -9, -1, 0, 14, 15)] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]
    assert opens_at(always_but, border - 2 * HOUR) == border + 15 * HOUR


def test_calendars_that_say_the_same_are_the_same():
    assert Calendar("UTC", NINE_TO_FIVE) == Calendar("UTC", NINE_TO_FIVE)
    assert len({Calendar("UTC", NINE_TO_FIVE), Calendar("UTC", NINE_TO_FIVE)}) == 1


def test_the_clock_runs_with_whoever_is_on_shift_and_with_the_team_where_nobody_is():
    mia = Calendar("Europe/Berlin", NINE_TO_FIVE)
    sam = Calendar("America/New_York", NINE_TO_FIVE)
    handed_over = int(utc(2026, 11, 23, 8).timestamp())
    relay = Relay(
        (Turn(mia, end=handed_over), Turn(sam, handed_over, handed_over + 7 * 86_400)), otherwise=mia
    )

    assert opens_at(relay, utc(2026, 11, 20, 17)) == utc(2026, 11, 23, 14)
    assert opens_at(relay, utc(2026, 11, 28)) == utc(2026, 11, 30, 8)
