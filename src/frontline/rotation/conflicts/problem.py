"""The choice between proposals, as plain numbers: what the solver sees, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

Option = tuple[int, int]
"""(number of the conflict, number of its proposal)"""


@dataclass(frozen=True, slots=True)
class Problem:
    """`burdens`: by account (a person in a rotation), hours beyond their share. `changes`, `rows`: by conflict and
    proposal, hours by account, and how many shifts in a row. `severe`: by conflict. `apart`: what excludes each other.
    """

    burdens: tuple[int, ...]
    changes: tuple[tuple[Mapping[int, int], ...], ...]
    rows: tuple[tuple[int, ...], ...]
    severe: tuple[bool, ...]
    apart: tuple[tuple[Option, Option], ...]

    def to_json(self) -> str:
        return json.dumps(
            {
                "burdens": self.burdens,
                "changes": [[sorted(each.items()) for each in theirs] for theirs in self.changes],
                "rows": self.rows,
                "severe": self.severe,
                "apart": self.apart,
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> "Problem":
        said = json.loads(text)
        return cls(
            burdens=tuple(said["burdens"]),
            changes=tuple(tuple(dict(map(tuple, each)) for each in theirs) for theirs in said["changes"]),
            rows=tuple(map(tuple, said["rows"])),
            severe=tuple(said["severe"]),
            apart=tuple(((a, b), (c, d)) for (a, b), (c, d) in said["apart"]),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen`: by conflict, the number of its proposal, or None. `is_best`: proven."""

    chosen: tuple[int | None, ...]
    is_best: bool


UNSOLVED = 10**12
UNSOLVED_MILD = 10**11
IN_A_ROW = 10**9
"""What it costs to leave a conflict, and to give somebody two shifts in a row, beside square hours of unfairness."""


def cost(problem: Problem, chosen: tuple[int | None, ...]) -> int | None:
    """What a choice costs, or None if two of it exclude each other. The least is the best."""
    taken = {(row, number) for row, number in enumerate(chosen) if number is not None}
    if any(one in taken and other in taken for one, other in problem.apart):
        return None
    total = 0
    burdens = list(problem.burdens)
    for row, number in enumerate(chosen):
        if number is None:
            total += UNSOLVED if problem.severe[row] else UNSOLVED_MILD
            continue
        total += IN_A_ROW * problem.rows[row][number]
        for account, hours in problem.changes[row][number].items():
            burdens[account] += hours
    return total + sum(hours**2 for hours in burdens)


def greedily(problem: Problem) -> Choice:
    """Conflict by conflict, the first that goes with those before it: what is left when there is no solver."""
    chosen: list[int | None] = []
    for row, theirs in enumerate(problem.changes):
        taken = {(other, number) for other, number in enumerate(chosen) if number is not None}
        chosen.append(
            next((each for each in range(len(theirs)) if not _bars(problem, taken, (row, each))), None)
        )
    return Choice(tuple(chosen), is_best=False)


def _bars(problem: Problem, taken: set[Option], option: Option) -> bool:
    return any(
        (one == option and other in taken) or (other == option and one in taken)
        for one, other in problem.apart
    )
