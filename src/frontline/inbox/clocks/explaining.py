"""Explaining: how each clock of a conversation came to what it says, stretch by stretch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from frontline.hours.working_time import between
from frontline.inbox.clocks import calendars
from frontline.inbox.clocks.durations import exactly, in_words
from frontline.inbox.clocks.held import BROKEN, KEPT
from frontline.inbox.models import Clock, ClockInterval, Conversation
from frontline.people.models import Tier


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch: `worked_for` is the working time in it (of one that goes on, so far), `sum_for` with all before it."""

    from_at: datetime
    until_at: datetime | None
    is_running: bool
    why: str
    calendar: str
    worked_for: timedelta
    sum_for: timedelta


@dataclass(frozen=True, slots=True)
class Explained:
    """A clock with its stretches, oldest first."""

    clock: Clock
    kind: str
    tier: str
    terms: str
    lines: tuple[Line, ...]
    worked_for: timedelta
    state: str
    """ "kept", "broken", "void", "runs", "pauses"."""
    verdict: str
    """The same in a sentence."""

    @property
    def worked(self) -> str:
        return exactly(self.worked_for)


def explain(conversation: Conversation, now: datetime) -> list[Explained]:
    """Every clock that the conversation ever had, oldest first. Two queries, and one for each team's calendar."""
    rows = list(conversation.clocks.order_by("started_at", "id"))
    stretches: dict[int, list[ClockInterval]] = {row.pk: [] for row in rows}
    for each in ClockInterval.objects.filter(clock__in=rows).order_by("from_at", "id"):
        stretches[each.clock_id].append(each)
    names = cache(calendars.in_words)
    return [_explained(row, stretches[row.pk], names, now) for row in rows]


def _explained(
    clock: Clock, stretches: list[ClockInterval], names: Callable[[str], str], now: datetime
) -> Explained:
    lines: list[Line] = []
    total = timedelta()
    for each in stretches:
        worked = _worked(each, now)
        total += worked
        lines.append(
            Line(
                each.from_at,
                each.until_at,
                each.is_running,
                each.why,
                names(each.calendar or clock.calendar),
                worked,
                total,
            )
        )
    state = _state(clock, now)
    return Explained(
        clock,
        clock.get_kind_display(),
        Tier(clock.tier).label,
        _terms(clock),
        tuple(lines),
        total,
        state,
        _verdict(clock, state, total),
    )


def _worked(each: ClockInterval, now: datetime) -> timedelta:
    """What was counted when it was over stands, whatever its calendar says today."""
    if each.worked_for is not None:
        return each.worked_for
    if not each.is_running or now <= each.from_at:
        return timedelta()
    return between(calendars.opening(each.calendar), each.from_at, now)


def _terms(clock: Clock) -> str:
    said = [f"target {in_words(clock.target_for)}"] if clock.target_for else []
    said += [f"warning after {in_words(clock.warn_for)}"] if clock.warn_for else []
    return ", ".join([*said, f"broken after {in_words(clock.promised_for)} of working time"])


def _state(clock: Clock, now: datetime) -> str:
    if clock.stopped_at:
        return clock.verdict or "void"
    if clock.broken_at or (clock.due_at and now >= clock.due_at + timedelta(seconds=1)):
        return BROKEN
    return "runs" if clock.since_at else "pauses"


def _verdict(clock: Clock, state: str, total: timedelta) -> str:
    over = exactly(total - clock.promised_for)
    left = exactly(clock.promised_for - total)
    if state == "void":
        return "Counts for nothing: nobody waited for it any more."
    if state == KEPT:
        return f"Kept, with {left} to spare."
    if state == BROKEN and total < clock.promised_for:
        return "Broken, by the terms or the calendar that held then."
    if state == BROKEN and total == clock.promised_for:
        later = ", and it was met after that" if clock.stopped_at else ""
        return f"Broken: its time was used up when work ended{later}."
    if state == BROKEN:
        return f"Broken: {over} over{'' if clock.stopped_at else ' so far'}."
    return f"Not decided: {left} left{'' if state == 'runs' else ', and it pauses'}."
