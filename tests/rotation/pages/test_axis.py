"""The axis: every day as wide as any other, also when the clocks change."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given
from hypothesis import strategies as st

from frontline.rotation.lanes.axis import STEPS, WEEKS, Axis, week_of
from tests.builders.rotations import utc

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Santiago",
]
mondays = st.integers(0, 1500).map(lambda week: date(2010, 1, 4) + timedelta(weeks=week))
axes = st.builds(Axis, st.sampled_from(ZONES), mondays, st.sampled_from(WEEKS))


def test_a_shift_stands_where_the_wall_clock_shows_it_before_and_after_the_change():
    axis = Axis("Europe/Berlin", date(2026, 3, 23), 4)
    per_hour = STEPS / (4 * 7 * 24)
    before, after = axis.place(utc(2026, 3, 23, 8)), axis.place(utc(2026, 3, 30, 7))
    assert before.step == round(9 * per_hour)
    assert after.step - before.step == STEPS // 4


def test_the_change_of_the_clocks_is_told_once_with_how_far():
    spring = Axis("Europe/Berlin", date(2026, 3, 23), 4).changes()
    assert [(each.at, each.minutes) for each in spring] == [(utc(2026, 3, 29, 1), 60)]
    autumn = Axis("Australia/Lord_Howe", date(2026, 3, 30), 4).changes()
    assert [each.minutes for each in autumn] == [-30]
    assert Axis("UTC", date(2026, 3, 23), 12).changes() == []


@given(axes)
def test_the_ends_of_the_axis_are_its_first_and_last_step(axis):
    assert axis.place(axis.from_at).step == 0
    assert axis.place(axis.until_at).step == STEPS
    assert axis.place(axis.until_at + timedelta(days=400)).step == STEPS
    assert axis.place(axis.from_at - timedelta(days=400)).step == 0


@given(axes, st.integers(0, 100_000), st.integers(0, 100_000))
def test_a_later_instant_never_stands_before_an_earlier_one(axis, one, other):
    early, late = sorted(axis.from_at + timedelta(minutes=minutes) for minutes in (one, other))
    assert axis.place(early).step <= axis.place(late).step


@given(axes)
def test_every_midnight_is_the_edge_of_its_day(axis):
    for number in range(axis.weeks * 7):
        start, end = axis.day(axis.begins_on + timedelta(days=number))
        assert end.step - start.step == STEPS // (axis.weeks * 7)
        assert start.step == number * STEPS // (axis.weeks * 7)


@given(axes, st.integers(0, STEPS))
def test_the_digits_of_a_place_give_its_step_again(axis, step):
    place = type(axis.place(axis.from_at))(step)
    a, b, c = (int(digit[1:]) for digit in place.start.split())
    assert (a * 252 + b * 14 + c, a < 17, b < 18, c < 14) == (step, True, True, True)
    assert [digit[1:] for digit in place.end.split()] == [digit[1:] for digit in place.start.split()]


def test_the_stylesheet_has_a_class_for_every_digit():
    sheet = Path(finders.find("rotation/css/timeline-places.css")).read_text()
    for letters, count in (("ax", 17), ("by", 18), ("cz", 14)):
        for letter in letters:
            assert all(f".{letter}{digit} {{ --{letter}: {digit}; }}" in sheet for digit in range(count))


def test_heads_say_the_week_and_mark_today_and_weekends():
    weeks = list(Axis("Europe/Berlin", date(2026, 12, 28), 4).heads(utc(2027, 1, 2, 23, 30)))
    assert [week.number for week in weeks] == [53, 1, 2, 3]
    assert [day.on for week in weeks for day in week.days if day.is_today] == [date(2027, 1, 3)]
    assert [day.is_weekend for day in weeks[0].days] == [False] * 5 + [True] * 2


@pytest.mark.parametrize(
    ("zone", "monday"), [("Europe/Berlin", date(2026, 3, 9)), ("America/New_York", date(2026, 3, 2))]
)
def test_which_week_it_is_depends_on_the_zone(zone, monday):
    assert week_of(utc(2026, 3, 9, 1), zone) == monday
