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


UNSOLVED = 10**10
UNSOLVED_MILD = 10**9
IN_A_ROW = 10**7
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


def parts(problem: Problem) -> list[tuple[tuple[int, ...], Problem]]:
    """The problem as several that have nothing to do with each other, each with the numbers of its conflicts.

    Conflicts belong together if a proposal of each moves the same account, or if two exclude each other.
    """
    group = list(range(len(problem.changes)))
    first: dict[int, int] = {}
    links = [(one[0], other[0]) for one, other in problem.apart]
    for row, theirs in enumerate(problem.changes):
        for account in {each for change in theirs for each in change}:
            links.append((first.setdefault(account, row), row))
    for one, other in links:
        low, high = sorted((group[one], group[other]))
        group = [low if each == high else each for each in group]
    return [
        (rows, _part(problem, rows))
        for low in sorted(set(group))
        if (rows := tuple(row for row, each in enumerate(group) if each == low))
    ]


def _part(problem: Problem, rows: tuple[int, ...]) -> Problem:
    place = {row: number for number, row in enumerate(rows)}
    used = sorted({account for row in rows for change in problem.changes[row] for account in change})
    number = {account: each for each, account in enumerate(used)}
    return Problem(
        burdens=tuple(problem.burdens[account] for account in used),
        changes=tuple(
            tuple(
                {number[account]: hours for account, hours in change.items()}
                for change in problem.changes[row]
            )
            for row in rows
        ),
        rows=tuple(problem.rows[row] for row in rows),
        severe=tuple(problem.severe[row] for row in rows),
        apart=tuple(
            ((place[one[0]], one[1]), (place[other[0]], other[1]))
            for one, other in problem.apart
            if one[0] in place
        ),
    )


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
