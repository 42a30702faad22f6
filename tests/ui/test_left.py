"""Time left is told in working time, in words of which each is true."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from frontline.hours.arithmetic import week_of
from frontline.hours.calendar import Calendar
from frontline.ui.left import Left, Mark

HOUR = 3600
OFFICE = Calendar(week=week_of((day, 9 * HOUR, 17 * HOUR) for day in range(5)))
FRIDAY = int(datetime(2026, 3, 6, 16, 0, tzinfo=UTC).timestamp())
MONDAY = int(datetime(2026, 3, 9, 9, 0, tzinfo=UTC).timestamp())


def promise(*, start: int, target: int, warn: int, due: int) -> Left:
    """From seconds of working time after `start`."""

    def mark(length: int) -> tuple[Mark, int]:
        at = OFFICE.add(start, length)
        assert at is not None
        since, until = OFFICE.stretch_at(at) or (at, at)
        return Mark(at, since), until

    last, until = mark(due)
    return Left("First reply", last, until, warn=mark(warn)[0], target=mark(target)[0])


LEFT = promise(start=FRIDAY, target=HOUR // 4, warn=HOUR, due=HOUR + 40 * 60)


@pytest.mark.parametrize(
    ("at", "text", "tone"),
    [
        (FRIDAY, "15 min left", ""),
        (FRIDAY + 14 * 60 + 1, "1 min left", ""),
        (FRIDAY + 15 * 60, "45 min left", "late"),
        (FRIDAY + HOUR - 1, "1 min left", "late"),
        (FRIDAY + HOUR, "by Mon 09:40", "soon"),
        (FRIDAY + 5 * HOUR, "by Mon 09:40", "soon"),
        (MONDAY - 1, "by 09:40", "soon"),
        (MONDAY, "40 min left", "soon"),
        (MONDAY + 40 * 60 - 1, "1 min left", "soon"),
        (MONDAY + 40 * 60, "just over", "breach"),
        (MONDAY + 41 * 60, "1 min over", "breach"),
        (MONDAY + 3 * HOUR, "2 h over", "breach"),
        (MONDAY + 8 * HOUR + 1, "over since 09:40", "breach"),
        (MONDAY + 30 * HOUR, "over since Mon 09:40", "breach"),
        (MONDAY + 30 * 24 * HOUR, "over since 9 Mar", "breach"),
    ],
)
def test_hours_that_are_closed_are_no_time_left(at: int, text: str, tone: str):
    assert (LEFT.text(at), LEFT.tone(at)) == (text, tone)


def test_around_the_clock_days_are_days():
    due = Mark(FRIDAY + 50 * HOUR, 0)
    left = Left("Resolution", due, 2 * FRIDAY)

    assert left.text(FRIDAY) == "2 d left"
    assert left.text(FRIDAY + 3 * HOUR) == "47 h left"
    assert left.text(due.at + 49 * HOUR) == "2 d over"


def test_instants_are_told_on_the_reader_s_clock():
    with timezone.override("Asia/Tokyo"):
        assert LEFT.text(FRIDAY + 5 * HOUR) == "by Mon 18:40"
        assert "Monday, 9 March 2026, 18:40:00 JST" in LEFT.element(FRIDAY + 5 * HOUR)


@given(st.integers(0, 20 * HOUR), st.integers(0, 400 * HOUR))
def test_minutes_that_are_left_are_minutes_of_work(due: int, later: int):
    left, now = promise(start=FRIDAY, target=60, warn=120, due=due + 180), FRIDAY + later
    aim = left.aim(now)
    words = left.text(now)

    if words.endswith(" left"):
        assert OFFICE.between(now, aim.at) == aim.at - now
    elif words.startswith("by "):
        assert OFFICE.between(now, aim.at) < aim.at - now
    elif words.endswith(" over"):
        assert OFFICE.between(aim.at, now) == now - aim.at
    else:
        assert OFFICE.between(aim.at, now) < now - aim.at
