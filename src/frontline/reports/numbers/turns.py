"""Each time the customer waited for us, and how that ended. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontline.reports.numbers.record import Record, Written
from frontline.reports.numbers.spells import Spell


@dataclass(frozen=True, slots=True)
class Turn:
    """`asked_at` is the first message that nobody had answered. Without `by` it ended with the conversation, or not."""

    asked_at: datetime
    ended_at: datetime | None
    is_answered: bool = False
    is_first: bool = False
    by: int | None = None


def turns(record: Record, spells: Sequence[Spell]) -> list[Turn]:
    """In the order of time. A closing ends a turn without an answer: after it nobody waits."""
    found: list[Turn] = []
    closings = [until for _, until in spells if until is not None]
    asked: datetime | None = None
    has_answered = False
    for written in record.written:
        while closings and closings[0] < written.at:
            closed_at = closings.pop(0)
            if asked is not None and asked <= closed_at:
                found.append(Turn(asked, closed_at))
                asked = None
        if not written.is_ours:
            asked = asked or written.at
            continue
        if asked is not None:
            found.append(_answered(asked, written, is_first=not has_answered))
            asked = None
        has_answered = True
    if asked is not None:
        ended_at = next((closed_at for closed_at in closings if closed_at >= asked), None)
        found.append(Turn(asked, ended_at))
    return found


def _answered(asked: datetime, written: Written, *, is_first: bool) -> Turn:
    return Turn(asked, written.at, is_answered=True, is_first=is_first, by=written.teammate)
