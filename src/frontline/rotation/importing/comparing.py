"""Whether what was imported gives the same shifts: theirs beside ours, over the time that they told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontline.rotation.conflicts.stints import bounds
from frontline.rotation.duties import ON_CALL
from frontline.rotation.evaluate import evaluate
from frontline.rotation.importing.schedule import Schedule
from frontline.rotation.reading import read
from frontline.rotation.spec import Interval
from frontline.rotation.timeline import holding, joined, paired

Who = tuple[str, ...]
LONGEST = 366 * 86_400
"""Seconds that are compared at most; weeks are enough to see a difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the two do not agree; nobody is ()."""

    during: Interval
    theirs: Who
    ours: Who


@dataclass(frozen=True, slots=True)
class Comparison:
    """Over `window`; seconds that are equal, and where the others are not."""

    window: Interval
    equal_for: int
    differences: tuple[Difference, ...]

    @property
    def is_equal(self) -> bool:
        return not self.differences


def compare(schedule: Schedule, window: Interval | None = None) -> Comparison | None:
    """Their final shifts beside ours, or None if they told none. The order of those who are on together is nothing."""
    within = window or schedule.window
    if within is None:
        return None
    within = Interval(within.start, min(within.end, within.start + LONGEST))
    theirs = [
        (instant, tuple(sorted({schedule.rendered[number].who for number in numbers})))
        for instant, numbers in holding(within, [each.during for each in schedule.rendered])
    ]
    final = evaluate(read(schedule.spec(within)))[schedule.rotation["name"]]
    ours = [
        (bounds(shift).start, tuple(sorted(duty.teammate for duty in shift.on if duty.role == ON_CALL)))
        for shift in final
    ]
    both = joined((instant, (one, other)) for instant, one, other in paired(theirs, ours))
    ends = [instant for instant, _ in both[1:]] + [within.end]
    parts = [(Interval(start, end), *pair) for (start, pair), end in zip(both, ends, strict=True)]
    return Comparison(
        within,
        sum(part.end - part.start for part, one, other in parts if one == other),
        tuple(Difference(part, one, other) for part, one, other in parts if one != other),
    )


def matched(schedule: Schedule, emails: Mapping[str, str]) -> dict[str, str | None]:
    """By their id, the teammate whose address it is; None for those who have to be matched by hand.

    `emails`: teammates by address, in lower case.
    """
    return {
        each.id: emails.get(each.email.strip().lower()) if each.email else None for each in schedule.people
    }


def unmatched(schedule: Schedule, names: Mapping[str, str | None]) -> Sequence[str]:
    return [each.id for each in schedule.people if names.get(each.id) is None]
