"""Reckoning: what a clock says after it ran, paused, stopped or went on. Pure: instants and working time in, steps out.

All is in whole seconds, as working time is (hours/working_time.py). A promise is kept up to the end of the second in
which it is due.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from frontline.hours.opening import Opening
from frontline.hours.working_time import add, between, seconds_of
from frontline.inbox.clocks.held import BROKEN, KEPT, NOTHING, Held, Step, Stretch


def begun(held: Held, opening: Opening, at: datetime, why: str, *, runs: bool) -> Step:
    """A new clock, in its first stretch."""
    after = _running(held, opening, at) if runs else replace(held, begun_at=at)
    return Step(after, begun=(Stretch(at, runs, why, held.calendar),))


def with_instants(held: Held, opening: Opening) -> Held:
    """The same with its instants as the calendar has them now."""
    if held.since_at is None or held.is_over:
        return held
    return replace(
        held,
        target_at=_after(held, opening, held.target_for),
        warn_at=_after(held, opening, held.warn_for),
        due_at=_after(held, opening, held.promised_for),
    )


def resumed(held: Held, opening: Opening, at: datetime, why: str) -> Step:
    """It runs again after a pause."""
    at = _not_before(held, at)
    return Step(
        _running(held, opening, at),
        ended_at=at,
        worked_for=NOTHING,
        begun=(Stretch(at, True, why, held.calendar),),
    )


def paused(held: Held, opening: Opening, at: datetime, why: str) -> Step:
    """It pauses: what it has used up is kept."""
    at = _not_before(held, at)
    found, broke = noticed(held, at)
    worked = _worked(found, opening, at)
    after = replace(_without_instants(found), worked_for=found.worked_for + worked, begun_at=at)
    return Step(
        after,
        ended_at=at,
        worked_for=worked,
        begun=(Stretch(at, False, why, held.calendar),),
        broke=broke,
    )


def stopped(held: Held, opening: Opening, at: datetime, *, met: bool) -> Step:
    """It is over. `met`: what was promised came; else nobody waits any more, and only what was late already counts."""
    at = _not_before(held, at)
    found, broke = noticed(held, at)
    worked = _worked(found, opening, at)
    after = replace(
        found,
        worked_for=found.worked_for + worked,
        since_at=None,
        stopped_at=at,
        verdict=BROKEN if found.broken_at else KEPT if met else "",
        begun_at=None,
    )
    return Step(after, ended_at=at, worked_for=worked, broke=broke, stopped=True)


def voided(held: Held, opening: Opening, at: datetime) -> Step:
    """It is over and counts for nothing: spam, or its matter goes on elsewhere."""
    at = _not_before(held, at)
    worked = _worked(held, opening, at)
    after = replace(
        held,
        worked_for=held.worked_for + worked,
        since_at=None,
        stopped_at=at,
        verdict="",
        begun_at=None,
    )
    return Step(after, ended_at=at, worked_for=worked, stopped=True)


def gone_on(held: Held, opening: Opening, at: datetime, why: str, *, gap: str, runs: bool) -> Step:
    """It had stopped, and is open again; `gap` says what the time in between was. Without a gap, it never stopped."""
    assert held.stopped_at
    stop = held.stopped_at
    at = max(at, stop) if gap else stop
    between_them = (Stretch(stop, False, gap, held.calendar, at, NOTHING),) if gap else ()
    again = replace(held, stopped_at=None, verdict=BROKEN if held.broken_at else "")
    again = _running(again, opening, at) if runs else replace(_without_instants(again), begun_at=at)
    return Step(again, begun=(*between_them, Stretch(at, runs, why, held.calendar)), went_on=True)


def given(held: Held, terms: Held, before: Opening, after: Opening, at: datetime, why: str) -> Step:
    """From now on it has the terms (tier, lengths, calendar) of `terms`; what it has used up stays used up."""
    found, broke = noticed(held, at)
    changed = replace(
        found,
        tier=terms.tier,
        target_for=terms.target_for,
        warn_for=terms.warn_for,
        promised_for=terms.promised_for,
        calendar=terms.calendar,
    )
    if held.since_at is None:
        return Step(changed, broke=broke)
    at = _not_before(held, at)
    worked = _worked(found, before, at)
    changed = _running(replace(changed, worked_for=found.worked_for + worked), after, at)
    return Step(changed, at, worked, (Stretch(at, True, why, changed.calendar),), broke)


def is_late(held: Held, at: datetime) -> bool:
    """Whether a clock that runs is over its time at that instant."""
    return held.due_at is not None and seconds_of(at) > seconds_of(held.due_at)


def noticed(held: Held, at: datetime) -> tuple[Held, bool]:
    """The clock with the instant at which it broke, as seen at `at`, and whether nobody had noticed before.

    Who watches the clocks may be quicker than somebody who acted just before: what was noticed later than `at`
    does not count.
    """
    if held.since_at is None:
        return held, False
    if held.broken_at and seconds_of(held.broken_at) >= seconds_of(at):
        held = replace(held, broken_at=None, verdict="")
    if held.broken_at is None and is_late(held, at):
        return replace(held, broken_at=held.due_at, verdict=BROKEN), True
    return held, False


def _running(held: Held, opening: Opening, at: datetime) -> Held:
    return with_instants(replace(held, since_at=at, begun_at=at), opening)


def _without_instants(held: Held) -> Held:
    return replace(held, since_at=None, target_at=None, warn_at=None, due_at=None)


def _worked(held: Held, opening: Opening, until: datetime) -> timedelta:
    return between(opening, held.since_at, until) if held.since_at else NOTHING


def _after(held: Held, opening: Opening, length: timedelta | None) -> datetime | None:
    """When so much working time is used up, in all. What was over before it began to run lies before that."""
    assert held.since_at
    return None if length is None else add(opening, held.since_at, length - held.worked_for)


def _not_before(held: Held, at: datetime) -> datetime:
    """A mail can be recorded after a reply that it came before: no stretch ends before it began."""
    return max(at, held.begun_at) if held.begun_at else at
