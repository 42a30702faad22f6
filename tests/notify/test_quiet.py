"""When quiet hours end."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.notify.quiet import EVERY_DAY, Quiet, ends_at
from tests.builders.rotations import utc

NIGHTS = Quiet(time(20), time(8), EVERY_DAY, "Europe/Berlin")


def test_outside_them_it_is_at_once_and_inside_at_their_end():
    assert ends_at(NIGHTS, utc(2026, 3, 2, 12)) == utc(2026, 3, 2, 12)
    assert ends_at(NIGHTS, utc(2026, 3, 2, 19)) == utc(2026, 3, 3, 7)
    assert ends_at(NIGHTS, utc(2026, 3, 2, 3)) == utc(2026, 3, 2, 7)
    assert ends_at(NIGHTS, utc(2026, 3, 2, 7)) == utc(2026, 3, 2, 7), "the end is no longer quiet"


def test_they_begin_on_the_chosen_days_alone():
    fridays = Quiet(time(20), time(8), frozenset({4}), "UTC")
    assert ends_at(fridays, utc(2026, 3, 6, 23)) == utc(2026, 3, 7, 8)
    assert ends_at(fridays, utc(2026, 3, 7, 23)) == utc(2026, 3, 7, 23)


def test_the_same_time_twice_is_a_whole_day_and_days_follow_on_each_other():
    weekends = Quiet(time(0), time(0), frozenset({5, 6}), "UTC")
    assert ends_at(weekends, utc(2026, 3, 7, 1)) == utc(2026, 3, 9)


def test_a_local_time_that_is_skipped_is_the_instant_of_the_jump_and_one_shown_twice_the_first():
    spring = Quiet(time(22), time(2, 30), EVERY_DAY, "Europe/Berlin")
    assert ends_at(spring, utc(2026, 3, 28, 23)) == utc(2026, 3, 29, 1)
    assert ends_at(spring, utc(2026, 10, 24, 23)) == utc(2026, 10, 25, 0, 30)


CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])


@settings(deadline=None)
@given(
    CLOCKS,
    CLOCKS,
    st.frozensets(st.integers(0, 6), min_size=1, max_size=6),
    ZONES,
    st.integers(0, 366 * 1440),
)
def test_the_end_is_never_before_and_never_quiet_itself(since, until, days, zone, minute):
    quiet = Quiet(since, until, days, zone)
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    end = ends_at(quiet, at)
    assert at <= end <= at + timedelta(days=8)
    assert ends_at(quiet, end) == end
