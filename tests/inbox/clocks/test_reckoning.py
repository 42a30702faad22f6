"""What a clock says after it ran and paused, against a walker that looks at each minute's place on the wall."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.hours.arithmetic import week_of
from frontline.hours.calendar import Calendar, OnDates
from frontline.hours.working_time import add
from frontline.inbox.clocks import reckoning
from frontline.inbox.clocks.calendars import AROUND_THE_CLOCK
from frontline.inbox.clocks.deciding import Deciding, Facts
from frontline.inbox.clocks.held import Held, Step
from frontline.inbox.clocks.rules import DEFAULTS

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
ZONE = "Europe/Berlin"
HOLIDAY = date(2026, 3, 31)
# By day from 9 to 17, and a night shift from Saturday at ten to Sunday at six, over the change of the clocks.
WEEK = week_of([*((day, 9 * 3600, 17 * 3600) for day in range(5)), (5, 22 * 3600, 30 * 3600)])
CALENDAR = Calendar(ZONE, WEEK, OnDates(frozenset({HOLIDAY})))
FRIDAY = datetime(2026, 3, 27, 8, 0, tzinfo=UTC)  # 9 o'clock in Berlin; on Sunday the clocks go forward


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """On that day of March 2026, by the clocks of Berlin."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def clock(promised: timedelta = 8 * HOUR, started_at: datetime = FRIDAY) -> Held:
    return Held("first_reply", "priority", promised / 8, promised / 2, promised, "default", started_at)


def running(promised: timedelta = 8 * HOUR, started_at: datetime = FRIDAY) -> Held:
    return reckoning.begun(clock(promised, started_at), CALENDAR, started_at, "", runs=True).after


def is_open(minute: datetime) -> bool:
    here = minute.astimezone(ZoneInfo(ZONE))
    if here.weekday() < 5:
        return here.date() != HOLIDAY and 9 <= here.hour < 17
    return here.hour >= 22 if here.weekday() == 5 else here.hour < 6


def walked(since: datetime, until: datetime) -> timedelta:
    """The working time, in whole seconds, minute by minute."""
    since, until = since.replace(microsecond=0), until.replace(microsecond=0)
    total = timedelta()
    while since < until:
        end = min(since.replace(second=0) + MINUTE, until)
        total += end - since if is_open(since) else timedelta()
        since = end
    return total


def test_a_working_day_over_a_weekend_with_a_night_shift_and_changed_clocks():
    # Friday's eight hours; the night has seven, for two o'clock is three; Monday gives the last.
    assert running(8 * HOUR).due_at == at(27, 17)
    assert running(15 * HOUR).due_at == at(29, 6)
    assert running(16 * HOUR).due_at == at(30, 10)
    # Tuesday is a holiday.
    assert running(24 * HOUR).due_at == datetime(2026, 4, 1, 10 - 2, tzinfo=UTC)


def test_the_three_instants_are_in_order():
    held = running()
    assert (held.target_at, held.warn_at, held.due_at) == (at(27, 10), at(27, 13), at(27, 17))


def test_a_pause_moves_what_is_due_by_the_working_time_in_it():
    paused = reckoning.paused(running(), CALENDAR, at(27, 12), "").after
    assert (paused.worked_for, paused.due_at, paused.since_at) == (3 * HOUR, None, None)
    again = reckoning.resumed(paused, CALENDAR, at(30, 9), "").after
    assert again.due_at == at(30, 14)
    # Three of its hours are used up, so the first was over two working hours before it went on: in the night.
    assert again.target_at == at(29, 4)


def test_the_second_in_which_it_is_due_is_in_time_and_the_next_is_not():
    due_at = running().due_at
    assert due_at
    for after, verdict in ((timedelta(), "kept"), (SECOND - MINUTE / 60_000, "kept"), (SECOND, "broken")):
        step = reckoning.stopped(running(), CALENDAR, due_at + after, met=True)
        assert (step.after.verdict, step.broke) == (verdict, verdict == "broken")


def test_what_nobody_waits_for_any_more_counts_only_if_it_was_late():
    assert reckoning.stopped(running(), CALENDAR, at(27, 12), met=False).after.verdict == ""
    assert reckoning.stopped(running(), CALENDAR, at(27, 18), met=False).after.verdict == "broken"
    assert reckoning.voided(running(), CALENDAR, at(27, 18)).after.verdict == ""


def test_who_answered_in_time_kept_it_though_somebody_had_noticed_later_that_it_was_broken():
    noticed = replace(running(), broken_at=at(27, 17), verdict="broken")
    assert reckoning.stopped(noticed, CALENDAR, at(27, 16), met=True).after.verdict == "kept"


def test_a_calendar_that_is_never_open_never_breaks_anything():
    never = Calendar(ZONE, ())
    held = reckoning.begun(clock(), never, FRIDAY, "", runs=True).after
    assert held.due_at is None
    assert reckoning.stopped(held, never, FRIDAY + 1000 * HOUR, met=True).after.verdict == "kept"


def test_a_stretch_never_ends_before_it_began():
    paused = reckoning.paused(running(), CALENDAR, at(27, 12), "").after
    late = reckoning.resumed(paused, CALENDAR, at(27, 11), "")
    assert late.ended_at == late.after.since_at == at(27, 12)


gaps = st.integers(0, 4 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@settings(max_examples=60, deadline=None)
@given(st.lists(gaps, min_size=1, max_size=8), st.integers(60, 100 * 3600), st.booleans())
def test_what_a_clock_has_used_up_is_what_the_walker_counts(
    lengths: list[timedelta], promised: int, is_paused_last: bool
):
    held, now = running(timedelta(seconds=promised)), FRIDAY
    worked, late = timedelta(), False
    for number, length in enumerate(lengths):
        since, now = now, now + length
        runs = held.since_at is not None
        worked += walked(since, now) if runs else timedelta()
        if runs:
            assert held.due_at is not None
            late = late or now > held.due_at
            # The first instant at which so much is used up: a second earlier it is not yet.
            if held.worked_for < held.promised_for:
                left = held.promised_for - held.worked_for
                if held.due_at - since < timedelta(days=9):
                    assert walked(since, held.due_at) == left
                    assert walked(since, held.due_at - SECOND) == left - SECOND
        if number == len(lengths) - 1 and is_paused_last == runs:
            break
        step = (reckoning.paused if runs else reckoning.resumed)(held, CALENDAR, now, "")
        held = step.after
        assert held.worked_for == worked
    stopped = reckoning.stopped(held, CALENDAR, now, met=True).after
    assert stopped.worked_for == worked
    assert (stopped.verdict == "broken") == late


@settings(max_examples=60, deadline=None)
@given(gaps, st.integers(60, 100 * 3600))
def test_a_pause_of_no_length_changes_no_instant(length: timedelta, promised: int):
    held = running(timedelta(seconds=promised))
    paused = reckoning.paused(held, CALENDAR, FRIDAY + length, "").after
    again = reckoning.resumed(paused, CALENDAR, FRIDAY + length, "").after
    if not reckoning.is_late(held, FRIDAY + length):
        assert again.due_at == held.due_at or add(CALENDAR, FRIDAY + length, timedelta()) == again.due_at
    assert reckoning.is_late(held, FRIDAY + length) == (again.broken_at is not None)


WHEN = st.builds(
    Facts,
    tier=st.sampled_from(["priority", "subscriber", "community", "unknown"]),
    channel=st.sampled_from(["email", "api"]),
    team_id=st.none() | st.just(3),
    waiting_since=st.just(FRIDAY),
    replied_at=st.none() | st.just(FRIDAY - HOUR),
    is_open=st.booleans(),
    is_void=st.booleans(),
    waits_for_customer=st.booleans(),
    is_put_off=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WHEN, gaps), min_size=1, max_size=6))
def test_whatever_happens_deciding_again_decides_nothing(happened: list[tuple[Facts, timedelta]]):
    clocks: dict[int, Held] = {}
    now = FRIDAY
    for facts, length in happened:
        now += length
        deciding = Deciding(facts, DEFAULTS, lambda label: CALENDAR, now)
        for _ in range(2):
            _keep(clocks, deciding.steps([clocks[key] for key in sorted(clocks)]))
        assert deciding.steps([clocks[key] for key in sorted(clocks)]) == []
        kinds = [held.kind for held in clocks.values() if not held.is_over]
        assert len(kinds) == len(set(kinds))
        for held in clocks.values():
            assert not (held.is_over and held.since_at)
            assert held.is_over or (held.since_at is not None) == facts.runs
            assert held.is_over or facts.is_open


def _keep(clocks: dict[int, Held], steps: list[Step]) -> None:
    for step in steps:
        key = step.after.id or len(clocks) + 1
        clocks[key] = replace(step.after, id=key)


@pytest.mark.parametrize("length", [timedelta(), HOUR, 300 * 24 * HOUR])
def test_around_the_clock_an_hour_is_an_hour(length: timedelta):
    assert add(AROUND_THE_CLOCK, FRIDAY, length) == FRIDAY + length
