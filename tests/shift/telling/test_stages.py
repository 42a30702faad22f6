"""When the tone of a warning rises, in working time."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.hours import working_time
from frontline.inbox.clocks.calendars import AROUND_THE_CLOCK
from frontline.shift.telling.stages import CLOSEST, LAST_CALL, Stage, left_at, stage_at
from tests.builders.rotations import utc
from tests.shift.telling.weekdays import WEEKDAYS

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("warn", "promised", "stages"),
    [
        (HOUR, 8 * HOUR, {Stage.LAST: HOUR, Stage.STILL: 3.5 * HOUR, Stage.SOON: 7 * HOUR}),
        (6 * HOUR, 8 * HOUR, {Stage.LAST: HOUR / 2, Stage.STILL: HOUR, Stage.SOON: 2 * HOUR}),
        (
            20 * MINUTE,
            60 * MINUTE,
            {Stage.LAST: 10 * MINUTE, Stage.STILL: 20 * MINUTE, Stage.SOON: 40 * MINUTE},
        ),
        (30 * MINUTE, 60 * MINUTE, {Stage.LAST: 10 * MINUTE, Stage.SOON: 30 * MINUTE}),
        (45 * MINUTE, 60 * MINUTE, {Stage.SOON: 15 * MINUTE}),
        (HOUR, HOUR, {Stage.SOON: timedelta()}),
    ],
)
def test_stages_by_what_is_promised(warn, promised, stages):
    assert dict(left_at(warn, promised)) == stages


def test_over_a_weekend_the_last_call_comes_when_work_begins_and_not_on_friday_evening():
    due = utc(2026, 3, 9, 10)  # Monday, one hour after work began
    terms = {"warn_for": HOUR, "promised_for": 8 * HOUR}
    friday, monday = utc(2026, 3, 6, 17), utc(2026, 3, 9, 9)
    assert stage_at(friday, due, WEEKDAYS, **terms) == Stage.STILL
    assert stage_at(monday - timedelta(seconds=1), due, WEEKDAYS, **terms) == Stage.STILL
    assert stage_at(monday, due, WEEKDAYS, **terms) == Stage.LAST


LENGTHS = st.integers(0, 60 * 24 * 5).map(lambda minutes: minutes * MINUTE)


@settings(deadline=None)
@given(LENGTHS, LENGTHS)
def test_stages_follow_each_other_and_leave_time_to_act(one, other):
    warn, promised = sorted((one, other))
    found = left_at(warn, promised)
    assert found[-1] == (Stage.SOON, promised - warn)
    assert [stage for stage, _ in found] == sorted((stage for stage, _ in found), reverse=True)
    assert all(more - less >= CLOSEST for (_, less), (_, more) in pairwise(found))
    for stage, left in found[:-1]:
        assert left >= CLOSEST
        assert stage != Stage.LAST or left <= LAST_CALL


@settings(deadline=None)
@given(LENGTHS, LENGTHS, st.integers(0, 60 * 24 * 14), st.integers(0, 60 * 24 * 14), st.sampled_from([0, 1]))
def test_the_tone_never_falls_while_time_passes(one, other, first, second, which):
    warn, promised = sorted((one, other))
    opening = (AROUND_THE_CLOCK, WEEKDAYS)[which]
    begins = utc(2026, 3, 2, 8)
    due = working_time.add(opening, begins, promised)
    earlier, later = sorted((begins + first * MINUTE, begins + second * MINUTE))
    terms = {"warn_for": warn, "promised_for": promised}
    assert stage_at(earlier, due, opening, **terms) <= stage_at(later, due, opening, **terms)
