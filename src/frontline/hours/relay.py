"""The working time of whoever has a turn: calendars of several people, each for an interval."""

from collections.abc import Iterable
from dataclasses import dataclass

from frontline.hours.arithmetic import joined
from frontline.hours.opening import Opening
from frontline.hours.spans import Span, without

EVER, NEVER = -(2**60), 2**60


@dataclass(frozen=True)
class Turn:
    """Somebody's hours count from `start` to before `end`."""

    hours: Opening
    start: int = EVER
    end: int = NEVER


@dataclass(frozen=True)
class Relay(Opening):
    """Open whenever one of those is at work who have a turn then. While nobody has a turn, `otherwise` counts; without
    it, it is closed."""

    turns: tuple[Turn, ...] = ()
    otherwise: Opening | None = None

    def work_out(self, since: int, until: int) -> list[Span]:
        near = [
            (max(turn.start, since), min(turn.end, until), turn.hours)
            for turn in self.turns
            if max(turn.start, since) < min(turn.end, until)
        ]
        found = [span for start, end, hours in near for span in hours.stretches(start, end)]
        if self.otherwise is not None:
            taken = joined(sorted((start, end) for start, end, _ in near))
            found += without(joined(self.otherwise.stretches(since, until)), taken)
        return list(joined(sorted(found)))


def together(calendars: Iterable[Opening]) -> Relay:
    """Open whenever one of them is."""
    return Relay(tuple(map(Turn, calendars)))
