"""The calendar of series."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.reports.studies.series.periods import first_after, first_day, following, last_day

EVERY = st.sampled_from(["week", "month", "quarter"])
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("every", "day", "first", "last"),
    [
        ("week", date(2026, 11, 21), date(2026, 11, 16), date(2026, 11, 22)),
        ("month", date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        ("month", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 11, 21), date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_a_day_is_in_its_week_month_and_quarter(every, day, first, last):
    assert (first_day(every, day), last_day(every, first_day(every, day))) == (first, last)


@given(EVERY, DAYS)
def test_periods_hold_their_days_and_follow_each_other_without_a_gap(every, day):
    first = first_day(every, day)
    assert first <= day <= last_day(every, first)
    assert following(every, first) == last_day(every, first) + timedelta(days=1)
    assert first_day(every, following(every, first)) == following(every, first)
    assert first_after(every, day) == following(every, first)
