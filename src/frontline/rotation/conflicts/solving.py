"""The solver: OR-Tools' CP-SAT, in a process of its own (docs/decisions/0020-proposals-only.md).

To import it takes more than a second and 95 MB, which a web process would then keep for good. So a child does it, for
the length of one question: `python -m frontline.rotation.conflicts.solving` reads a problem, and writes a choice.
"""

import json
import subprocess
import sys

from frontline.rotation.conflicts.problem import (
    IN_A_ROW,
    UNSOLVED,
    UNSOLVED_MILD,
    Choice,
    Problem,
    greedily,
    parts,
)

SEED = 20260302
EFFORT = 1.0
"""Deterministic time for each part: units of the solver's own work, which are the same on every machine."""
PATIENCE = 30.0
"""Seconds for the child, whatever happens; it is done long before, and if not, the choice is made without a solver."""


def choose_apart(problem: Problem) -> Choice:
    """The best choice, worked out in a child; greedily if there is nothing to choose or the child does not manage."""
    if not any(problem.changes):
        return Choice((None,) * len(problem.changes), is_best=True)
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=problem.to_json().encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        said = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return greedily(problem)
    return Choice(tuple(said["chosen"]), said["is_best"])


def choose(problem: Problem) -> Choice:
    """The best choice: the fewest conflicts left, the fewest shifts in a row, then the least sum of squared deltas.

    One worker, a fixed seed and bounded deterministic time: the same problem has the same answer everywhere.
    """
    chosen: list[int | None] = [None] * len(problem.changes)
    is_best = True
    for rows, part in parts(problem):
        choice = _choose(part)
        is_best = is_best and choice.is_best
        for row, number in zip(rows, choice.chosen, strict=True):
            chosen[row] = number
    return Choice(tuple(chosen), is_best)


def _choose(problem: Problem) -> Choice:
    if not any(problem.changes):
        return Choice((None,) * len(problem.changes), is_best=True)
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [
        [model.new_bool_var(f"{row}.{each}") for each in range(len(theirs))]
        for row, theirs in enumerate(problem.changes)
    ]
    penalties = []
    for row, theirs in enumerate(taken):
        left = model.new_bool_var(f"{row} left")
        model.add_exactly_one([*theirs, left])
        penalties.append((UNSOLVED if problem.severe[row] else UNSOLVED_MILD) * left)
        penalties += [IN_A_ROW * problem.rows[row][each] * variable for each, variable in enumerate(theirs)]
    for (row, each), (other_row, other) in problem.apart:
        model.add_at_most_one([taken[row][each], taken[other_row][other]])
    for account, burden in enumerate(problem.burdens):
        moved = [
            (hours[account], taken[row][each])
            for row, theirs in enumerate(problem.changes)
            for each, hours in enumerate(theirs)
            if hours.get(account)
        ]
        reach = abs(burden) + sum(abs(hours) for hours, _ in moved)
        delta = model.new_int_var(-reach, reach, f"delta {account}")
        model.add(delta == burden + sum(hours * variable for hours, variable in moved))
        square = model.new_int_var(0, reach**2, f"square {account}")
        model.add_multiplication_equality(square, [delta, delta])
        penalties.append(square)
    model.minimize(sum(penalties))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return greedily(problem)
    chosen = tuple(
        next((each for each, variable in enumerate(theirs) if solver.boolean_value(variable)), None)
        for theirs in taken
    )
    return Choice(chosen, is_best=status == cp_model.OPTIMAL)


if __name__ == "__main__":
    answer = choose(Problem.from_json(sys.stdin.buffer.read()))
    sys.stdout.write(json.dumps({"chosen": answer.chosen, "is_best": answer.is_best}))
