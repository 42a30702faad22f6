"""The ledger: what each person had, what their share would have been, and the difference.

A share is of what all had together, by the time that somebody was part of the rotation: who joined at half time is
expected to have half as much. Shares are exact fractions, so the differences of each measure add up to nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from frontline.rotation.conflicts.stints import Stint
from frontline.rotation.evaluate import Shift
from frontline.rotation.fairness.measuring import MEASURES, Load, length, loads, stretches
from frontline.rotation.fairness.person import Person
from frontline.rotation.spec import Interval

Shares = Mapping[str, Fraction]
"""By measure (fairness.measuring.MEASURES), in its unit: seconds, or a count."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person. `part_for` is how long they were part of it, in seconds; delta is had less expected."""

    teammate: str
    part_for: int
    had: Load
    expected: Shares

    @property
    def delta(self) -> dict[str, Fraction]:
        return {measure: getattr(self.had, measure) - self.expected[measure] for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Ledger:
    """`rows` by name. `absent_for`: seconds for which who was on the plan was away, and nobody covered."""

    window: Interval
    rows: tuple[Row, ...]
    absent_for: int = 0

    @property
    def never(self) -> tuple[str, ...]:
        """Who was part of it in the window, and had no turn."""
        return tuple(row.teammate for row in self.rows if row.part_for and not row.had.shifts)

    def row(self, teammate: str) -> Row | None:
        return next((row for row in self.rows if row.teammate == teammate), None)


def keep(
    shifts: Sequence[Shift],
    people: Mapping[str, Person],
    window: Interval,
    slots: Sequence[Stint] | None = None,
) -> Ledger:
    """The ledger of one rotation over a window; `shifts` are its final ones of that window, `slots` as in `loads`.

    Who was on without being part of it (a cover from elsewhere) has a row too, and is expected to have nothing. If
    nobody was part of it, no share can be told, and everybody's is what they had.
    """
    had = loads(shifts, people, slots)
    part = {name: _part(person, window) for name, person in people.items()}
    names = sorted({*had, *(name for name, seconds in part.items() if seconds)})
    whole = sum(part.values())
    totals = {measure: sum(getattr(load, measure) for load in had.values()) for measure in MEASURES}
    rows = []
    for name in names:
        load, weight = had.get(name, Load()), part.get(name, 0)
        expected = {
            measure: Fraction(totals[measure] * weight, whole) if whole else Fraction(getattr(load, measure))
            for measure in MEASURES
        }
        rows.append(Row(name, weight, load, expected))
    away = sum(length(theirs) for theirs in stretches(shifts, absent=True).values())
    return Ledger(window, tuple(rows), away)


def combine(ledgers: Sequence[Ledger], window: Interval) -> Ledger:
    """Several rotations as one: what each had and was expected to have is added up."""
    rows: dict[str, Row] = {}
    for row in (row for ledger in ledgers for row in ledger.rows):
        before = rows.get(row.teammate)
        rows[row.teammate] = row if before is None else _added(before, row)
    return Ledger(
        window, tuple(rows[name] for name in sorted(rows)), sum(ledger.absent_for for ledger in ledgers)
    )


def _added(one: Row, other: Row) -> Row:
    return Row(
        one.teammate,
        one.part_for + other.part_for,
        Load(**{measure: getattr(one.had, measure) + getattr(other.had, measure) for measure in MEASURES}),
        {measure: one.expected[measure] + other.expected[measure] for measure in MEASURES},
    )


def _part(person: Person, window: Interval) -> int:
    """Seconds in the window in which somebody was part of it; stretches may overlap."""
    total, reached = 0, window.start
    for each in sorted(person.during, key=lambda during: during.start):
        start, end = max(each.start, reached), min(each.end, window.end)
        if start < end:
            total += end - start
            reached = end
    return total
