"""Hours as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.hours.arithmetic import ALWAYS, week_of
from frontline.hours.reading import HoursRefused, as_json, from_json, in_words, typed, week_from
from tests.hours.calendars import hours_of


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("9-17", "09:00-17:00"),
        ("09:00\N{EN DASH}17:00", "09:00-17:00"),
        ("9.30 to 17", "09:30-17:00"),
        ("13:00-17:00, 8-12:30", "08:00-12:30, 13:00-17:00"),
        ("9-12 and 13-17", "09:00-12:00, 13:00-17:00"),
        ("22-6", "22:00-06:00"),
        ("24 h", "00:00-24:00"),
        ("18-24", "18:00-24:00"),
        ("9-12, 12-17", "09:00-12:00, 12:00-17:00"),
        ("", ""),
        (" Closed ", ""),
        ("-", ""),
    ],
)
def test_a_day_is_read_as_people_write_it(said, read):
    assert in_words(typed(said)) == read.replace("-", "\N{EN DASH}")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("nine to five", "are no hours"),
        ("9", "are no hours"),
        ("9-25", "25:00 is no time of day"),
        ("9:60-17", "9:60 is no time of day"),
        ("9-24:01", "24:01 is no time of day"),
        ("24-6", "nothing can begin then"),
        ("9-9", "has no length"),
        ("9-13, 12-17", "overlap"),
        ("22-6, 23-24", "overlap"),
        ("1-2,3-4,5-6,7-8,9-10,11-12,13-14", "6 stretches at most"),
        ("\u0669-17", "are no hours"),
    ],
)
def test_what_has_no_meaning_is_refused_with_the_reason(said, why):
    with pytest.raises(HoursRefused, match=why):
        typed(said)


def test_days_with_the_same_hours_stand_together_in_json():
    hours = hours_of(mon="9-12, 13-17", tue="9-12, 13-17", fri="9-12")

    assert as_json(hours) == [
        {"days": ["mon", "tue", "fri"], "from": "09:00", "to": "12:00"},
        {"days": ["mon", "tue"], "from": "13:00", "to": "17:00"},
    ]


stretches = st.tuples(st.integers(0, 1439), st.integers(0, 1440)).filter(lambda pair: pair[0] != pair[1])


@given(
    st.lists(
        stretches.map(lambda p: f"{p[0] // 60}:{p[0] % 60:02}-{p[1] // 60}:{p[1] % 60:02}"),
        min_size=7,
        max_size=7,
    )
)
def test_json_and_words_say_the_same(texts):
    hours = tuple(map(typed, texts))

    assert from_json(as_json(hours)) == hours
    assert tuple(typed(in_words(day)) for day in hours) == hours


def test_a_week_of_them_is_what_arithmetic_takes():
    assert week_from(hours_of(mon="9-17", sun="22-6")) == week_of([(0, 32_400, 61_200), (6, 79_200, 21_600)])
    assert week_from((typed("24h"),) * 7) == ALWAYS


@pytest.mark.parametrize(
    "value", [[{"days": ["mon"]}], [{"days": ["someday"], "from": "09:00", "to": "17:00"}], [3], 3]
)
def test_json_that_is_no_weekly_hours_is_refused(value):
    with pytest.raises(HoursRefused):
        from_json(value)
