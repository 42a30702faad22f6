"""From a conversation's record to its facts. Pure but for the working time, which the caller gives.

Replies count when they were given, solutions when it was closed for good, promises when it was clear what became of
them: so a week that is over changes only when its record does.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from frontline.inbox.clocks.rules import FIRST_REPLY, NEXT_REPLY, RESOLUTION
from frontline.reports.numbers.models import Kind
from frontline.reports.numbers.record import Counted, Judged, Record
from frontline.reports.numbers.spells import Spell, spells
from frontline.reports.numbers.turns import Turn, turns

Working = Callable[[datetime, datetime], timedelta]
"""The working time between two instants, for what no clock ran for."""

_PROMISES = {
    FIRST_REPLY: Kind.FIRST_PROMISE,
    NEXT_REPLY: Kind.NEXT_PROMISE,
    RESOLUTION: Kind.SOLVING_PROMISE,
}


def counted(record: Record, working: Working) -> list[Counted]:
    """All facts of one conversation."""
    open_in = spells(record)
    waited = turns(record, open_in)
    return [
        *_openings(open_in),
        *_replies(record, waited, working),
        *_solution(record, open_in, waited, working),
        *_promises(record, waited),
    ]


def _openings(open_in: Sequence[Spell]) -> Iterator[Counted]:
    for place, (since, until) in enumerate(open_in):
        yield Counted(Kind.REOPENED if place else Kind.OPENED, since, until_at=until)


def _replies(record: Record, waited: Sequence[Turn], working: Working) -> Iterator[Counted]:
    for turn in waited:
        if not turn.is_answered or turn.ended_at is None:
            continue
        clock = _clock_of(record, turn)
        worked = clock.worked_for if clock else working(turn.asked_at, turn.ended_at)
        target = clock.target_for if clock else None
        yield Counted(
            Kind.FIRST_REPLY if turn.is_first else Kind.NEXT_REPLY,
            turn.ended_at,
            took=_seconds(turn.ended_at - turn.asked_at),
            worked=_seconds(worked),
            is_good=worked <= target if target is not None else None,
            teammate=turn.by,
        )


def _solution(
    record: Record, open_in: Sequence[Spell], waited: Sequence[Turn], working: Working
) -> Iterator[Counted]:
    """Working time is that in which we were waited for; by the calendar, all from opening to closing."""
    closed_at = open_in[-1][1]
    if closed_at is None:
        return
    clock = next((c for c in record.clocks if c.kind == RESOLUTION and c.stopped_at and c.verdict), None)
    spent = (working(turn.asked_at, turn.ended_at) for turn in waited if turn.ended_at)
    worked = clock.worked_for if clock else sum(spent, timedelta())
    last = next((w.teammate for w in reversed(record.written) if w.is_ours), None)
    yield Counted(
        Kind.SOLVED,
        closed_at,
        took=_seconds(closed_at - record.created_at),
        worked=_seconds(worked),
        teammate=last,
    )


def _promises(record: Record, waited: Sequence[Turn]) -> Iterator[Counted]:
    by = {turn.ended_at: turn.by for turn in waited if turn.is_answered}
    for clock in record.clocks:
        at = clock.broken_at or clock.stopped_at
        if clock.verdict and at is not None:
            yield Counted(
                _PROMISES[clock.kind],
                at,
                worked=_seconds(clock.worked_for) if clock.stopped_at else None,
                is_good=clock.verdict == "kept",
                teammate=by.get(clock.stopped_at),
            )


def _clock_of(record: Record, turn: Turn) -> Judged | None:
    """The clock that this reply stopped. One that was void says nothing of it."""
    kind = FIRST_REPLY if turn.is_first else NEXT_REPLY
    for clock in record.clocks:
        if clock.kind == kind and clock.stopped_at == turn.ended_at and clock.verdict:
            return clock
    return None


def _seconds(length: timedelta) -> int:
    return max(0, int(length.total_seconds()))
