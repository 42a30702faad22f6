"""All conflicts of a window at once: which proposals go together, so that the ledger is left as even as it can be.

What each conflict could have is worked out first (`proposing`); which of them to take is a choice in which each hangs
on the others, and that is left to a solver. It only proposes; people agree, or don't.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontline.rotation.conflicts.conflict import Conflict
from frontline.rotation.conflicts.problem import Choice, Problem
from frontline.rotation.conflicts.proposal import Proposal
from frontline.rotation.conflicts.proposing import propose, solves
from frontline.rotation.conflicts.related import follows_from
from frontline.rotation.conflicts.situation import Situation
from frontline.rotation.spec import Interval

Chooser = Callable[[Problem], Choice]


@dataclass(frozen=True, slots=True)
class Plan:
    """`proposals` can all be agreed to together. `open`: conflicts for which nothing was found.

    `following`: those that are gone with another one. `is_best`: the solver proved that there is no better choice.
    """

    proposals: tuple[Proposal, ...]
    open: tuple[Conflict, ...]
    following: tuple[Conflict, ...]
    is_best: bool


def propose_all(situation: Situation, choose: Chooser, *, each: int = 8) -> Plan:
    """Proposals for all conflicts of the window together, out of the best `each` of every one."""
    following = tuple(
        one for one in situation.conflicts if follows_from(one, situation.conflicts, situation.spec)
    )
    conflicts = [one for one in situation.conflicts if one not in following]
    options = [propose(situation, one, most=each) for one in conflicts]
    choice = choose(_problem(situation, options))
    chosen = [
        theirs[number] for theirs, number in zip(options, choice.chosen, strict=True) if number is not None
    ]
    taken = _together(situation, chosen)
    solved = [one.conflict for one in taken]
    left = tuple(one for one in conflicts if one not in solved)
    return Plan(tuple(taken), left, following, choice.is_best and len(taken) == len(chosen))


def _together(situation: Situation, chosen: Sequence[Proposal]) -> list[Proposal]:
    """Those that are still good when all are applied; the whole is tried as one, and otherwise one after the other."""
    if solves(situation, chosen):
        return list(chosen)
    taken: list[Proposal] = []
    for one in chosen:
        if solves(situation, [*taken, one]):
            taken.append(one)
    return taken


def _problem(situation: Situation, options: Sequence[Sequence[Proposal]]) -> Problem:
    """In hours, and with people and rotations as numbers: nothing of it is anybody's business."""
    accounts: dict[tuple[str, str], int] = {}

    def account(name: str, teammate: str) -> int:
        return accounts.setdefault((name, teammate), len(accounts))

    changes = [
        [
            {account(each.conflict.rotation, who): round(more / 3600) for who, more in each.change.items()}
            for each in theirs
        ]
        for theirs in options
    ]
    flat = [(row, number, each) for row, theirs in enumerate(options) for number, each in enumerate(theirs)]
    apart = [
        ((row, number), (other_row, other_number))
        for place, (row, number, each) in enumerate(flat)
        for other_row, other_number, other in flat[place + 1 :]
        if row != other_row and _collide(each, other)
    ]
    return Problem(
        burdens=tuple(round(situation.burden(*key) / 3600) for key in accounts),
        changes=tuple(map(tuple, changes)),
        rows=tuple(tuple(each.in_a_row for each in theirs) for theirs in options),
        severe=tuple(bool(theirs) and theirs[0].conflict.severity == "severe" for theirs in options),
        apart=tuple(apart),
    )


def _collide(one: Proposal, other: Proposal) -> bool:
    """Whether two proposals want the same person twice at a time, or touch the same time of one rotation."""
    for mine in one.amendments:
        for theirs in other.amendments:
            if _touch(mine.during, theirs.during) and (
                mine.rotation == theirs.rotation
                or {mine.teammate, mine.instead_of} & {theirs.teammate, theirs.instead_of}
            ):
                return True
    return False


def _touch(one: Interval, other: Interval) -> bool:
    return one.start < other.end and other.start < one.end
