"""All conflicts of a window at once: the solver chooses, and only proposes."""

import subprocess
import sys
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.rotation.conflicts import solving
from frontline.rotation.conflicts.choosing import propose_all
from frontline.rotation.conflicts.problem import Choice, Problem, cost, greedily, parts
from frontline.rotation.conflicts.proposing import propose
from frontline.rotation.conflicts.situation import is_better
from frontline.rotation.evaluate import evaluate
from frontline.rotation.reading import read
from tests.rotation.conflicts.test_proposing import away, plans, situation, weeks
from tests.rotation.specs import rotation, spec


@st.composite
def problems(draw):
    accounts = draw(st.integers(1, 4))
    sizes = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4))
    hours = st.dictionaries(st.integers(0, accounts - 1), st.integers(-40, 40), max_size=2)
    options = [(row, each) for row, size in enumerate(sizes) for each in range(size)]
    pairs = [(one, other) for one in options for other in options if one[0] < other[0]]
    return Problem(
        burdens=tuple(draw(st.integers(-60, 60)) for _ in range(accounts)),
        changes=tuple(tuple(draw(hours) for _ in range(size)) for size in sizes),
        rows=tuple(tuple(draw(st.integers(0, 1)) for _ in range(size)) for size in sizes),
        severe=tuple(draw(st.booleans()) for _ in sizes),
        apart=tuple(draw(st.lists(st.sampled_from(pairs), max_size=4))) if pairs else (),
    )


def every_choice(problem):
    return product(*([None, *range(len(theirs))] for theirs in problem.changes))


@settings(max_examples=60, deadline=None)
@given(problems())
def test_no_choice_is_better_than_the_solvers(problem):
    choice = solving.choose(problem)
    costs = [each for each in (cost(problem, chosen) for chosen in every_choice(problem)) if each is not None]
    assert choice.is_best
    assert cost(problem, choice.chosen) == min(costs)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_without_a_solver_the_choice_is_possible_and_not_called_the_best(problem):
    choice = greedily(problem)
    assert cost(problem, choice.chosen) is not None
    assert not choice.is_best


@settings(max_examples=100, deadline=None)
@given(problems(), st.data())
def test_the_parts_of_a_problem_have_nothing_to_do_with_each_other(problem, data):
    found = parts(problem)
    assert sorted(row for rows, _ in found for row in rows) == list(range(len(problem.changes)))
    chosen = tuple(data.draw(st.sampled_from([None, *range(len(each))])) for each in problem.changes)
    costs = [cost(part, tuple(chosen[row] for row in rows)) for rows, part in found]
    untouched = [
        burden**2
        for account, burden in enumerate(problem.burdens)
        if not any(account in change for theirs in problem.changes for change in theirs)
    ]
    whole = None if None in costs else sum(costs) + sum(untouched)
    assert cost(problem, chosen) == whole


@settings(deadline=None)
@given(problems())
def test_a_problem_survives_the_way_to_the_child(problem):
    assert Problem.from_json(problem.to_json()) == problem


@settings(max_examples=25, deadline=None)
@given(plans())
def test_all_proposals_together_solve_their_conflicts_make_none_and_leave_the_order(here):
    plan = propose_all(here, solving.choose)
    amendments = [amendment for each in plan.proposals for amendment in each.amendments]
    after = here.after(amendments)
    solved = [each.conflict for each in plan.proposals]
    assert is_better(here.conflicts, after.conflicts, solved)
    assert sorted(map(repr, (*solved, *plan.open, *plan.following))) == sorted(map(repr, here.conflicts))
    assert after.spec.rotations == here.spec.rotations
    assert propose_all(here, solving.choose) == plan


def test_two_conflicts_do_not_get_the_same_person_at_the_same_time():
    value = weeks(away("bob", "2026-03-10", "2026-03-12"), away("zoe", "2026-03-10", "2026-03-12"))
    value["rotations"].append(rotation("night", unit="week", members=("eve", "zoe", "dan")))
    here = situation(value)
    plan = propose_all(here, solving.choose)
    assert len(plan.proposals) == 2
    assert here.after([each for proposal in plan.proposals for each in proposal.amendments]).conflicts == ()


def test_a_choice_that_does_not_work_out_is_not_proposed():
    value = weeks(away("bob", "2026-03-10", "2026-03-12"), away("zoe", "2026-03-10", "2026-03-12"))
    value["rotations"].append(rotation("night", unit="week", members=("eve", "zoe", "dan")))
    here = situation(value, exclusive=(("hero", "night"),))

    def both_dan(problem):
        """Two at a time for the same person: no solver of ours says that."""
        dans = [[each.asked for each in propose(here, one, most=8)].index(("dan",)) for one in here.conflicts]
        return Choice(tuple(dans), is_best=True)

    plan = propose_all(here, both_dan)
    assert (len(plan.proposals), len(plan.open), plan.is_best) == (1, 1, False)


def test_covers_are_spread_where_one_by_one_would_take_the_same_person():
    five = rotation(unit="week", members=("ann", "bob", "cid", "dan", "eve"))
    absences = [away("bob", "2026-03-10", "2026-03-12"), away("bob", "2026-04-14", "2026-04-16")]
    here = situation(spec(five, absences=absences, until="2026-05-11T00:00:00Z"), burden={"dan": -60 * 3600})
    alone = [propose(here, each)[0].asked for each in here.conflicts]
    assert alone == [("dan",), ("dan",)]  # who has had least, and after the first cover has not
    together = propose_all(here, solving.choose)
    assert sorted(each.asked for each in together.proposals) == [("dan",), ("eve",)]
    assert (together.is_best, together.open) == (True, ())


def test_the_child_answers_as_the_function_does():
    here = situation(weeks(away("bob", "2026-03-10", "2026-03-12"), away("cid", "2026-03-17", "2026-03-20")))
    assert propose_all(here, solving.choose_apart) == propose_all(here, solving.choose)


def test_the_web_process_never_loads_the_solver():
    code = (
        "import sys; from frontline.rotation.conflicts import choosing, solving; "
        "from frontline.rotation.conflicts.problem import Problem; "
        "print(solving.choose_apart(Problem((0,), (({0: 3},),), ((0,),), (True,), ())), 'ortools' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "Choice(chosen=(0,), is_best=True) False"


def test_a_child_that_fails_leaves_a_choice_without_a_solver(monkeypatch):
    monkeypatch.setattr(solving.sys, "executable", "/nowhere/python")
    problem = Problem((0,), (({0: 3}, {0: 1}),), ((0, 0),), (True,), ())
    assert solving.choose_apart(problem) == Choice((0,), is_best=False)


@pytest.mark.parametrize("changes", [(), ((), ())])
def test_nothing_to_choose_starts_no_child(monkeypatch, changes):
    monkeypatch.setattr(solving.sys, "executable", "/nowhere/python")
    problem = Problem((), changes, changes, (True,) * len(changes), ())
    assert solving.choose_apart(problem) == Choice((None,) * len(changes), is_best=True)


def test_the_plan_says_what_stays_open_and_what_follows():
    value = weeks(*(away(name, "2026-03-09", "2026-03-16") for name in ("ann", "bob", "cid", "dan")))
    value["derived"] = [{"name": "backup", "expr": "hero"}]
    here = situation(value)
    plan = propose_all(here, solving.choose)
    assert ([each.rotation for each in plan.open], [each.rotation for each in plan.following]) == (
        ["hero"],
        ["backup"],
    )
    assert plan.proposals == ()
    assert evaluate(read(value)) == here.final
