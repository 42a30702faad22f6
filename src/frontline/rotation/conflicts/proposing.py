"""Proposals for one conflict: swaps and covers, the fairest first. They only propose; the order never changes.

Every proposal was tried: with its amendments the plan is evaluated again, and only what removes the conflict without
making another is proposed.
"""

from collections.abc import Iterator, Mapping, Sequence

from frontline.rotation.conflicts.conflict import Conflict, Kind, lasting
from frontline.rotation.conflicts.proposal import Proposal, Way
from frontline.rotation.conflicts.related import follows_from
from frontline.rotation.conflicts.situation import Situation, is_better, weight
from frontline.rotation.conflicts.splitting import split
from frontline.rotation.conflicts.stints import Stint, overlap
from frontline.rotation.fairness.measuring import length
from frontline.rotation.spec import Amendment, Interval


def propose(situation: Situation, conflict: Conflict, *, most: int = 5) -> tuple[Proposal, ...]:
    """Up to `most` proposals, the fairest first: without two shifts in a row, then by what is left of the ledger's
    deltas (the sum of their squares), then the nearest. Empty if nobody is free, or if another conflict is behind it.
    """
    if follows_from(conflict, situation.conflicts, situation.spec):
        return ()
    near = situation.around(conflict.rotation)
    found: list[Proposal] = []
    for proposal in sorted(_whole(situation, conflict), key=lambda each: _rank(situation, each)):
        twin = any((each.way, each.asked) == (proposal.way, proposal.asked) for each in found)
        if not twin and solves(near, [proposal]):
            found.append(proposal)
            if len(found) == most:
                break
    return tuple(found or (each for each in split(situation, conflict) if solves(near, [each])))


def solves(situation: Situation, proposals: Sequence[Proposal]) -> bool:
    """Whether the plan with these is without their conflicts, and without any that it had not before."""
    after = situation.after([amendment for each in proposals for amendment in each.amendments])
    return is_better(situation.conflicts, after.conflicts, [each.conflict for each in proposals])


def unfairness(situation: Situation, name: str, change: Mapping[str, int]) -> int:
    """What a change adds to the sum of squares of the deltas, in square hours: less than nothing is fairer."""
    return sum(
        _hours(situation.burden(name, who) + more) ** 2 - _hours(situation.burden(name, who)) ** 2
        for who, more in change.items()
    )


def _hours(seconds: int) -> int:
    return round(seconds / 3600)


def _rank(situation: Situation, each: Proposal) -> tuple[int, int, int, str, tuple[str, ...]]:
    far = abs((each.back or each.gives).start - each.gives.start)
    return (
        each.in_a_row,
        unfairness(situation, each.conflict.rotation, each.change),
        far,
        each.way,
        each.asked,
    )


def _whole(situation: Situation, conflict: Conflict) -> Iterator[Proposal]:
    """Covers and swaps in which one person takes all of it."""
    parts = parts_of(situation, conflict)
    stint = stint_of(situation, conflict)
    for other in situation.members(conflict.rotation):
        if other == conflict.teammate:
            continue
        if situation.is_free(other, parts):
            yield _cover(situation, conflict, other, parts, stint)
        if stint and conflict.kind != Kind.DEACTIVATED:
            yield from _swaps(situation, conflict, other, stint)


def stint_of(situation: Situation, conflict: Conflict) -> Stint | None:
    """The stint that a conflict is about; a gap has none."""
    if conflict.teammate is None:
        return None
    theirs = situation.stints(conflict.rotation, conflict.teammate)
    return next((each for each in theirs if overlap(each.bounds, conflict.during)), None)


def parts_of(situation: Situation, conflict: Conflict) -> list[Interval]:
    """The time that somebody would have to take."""
    stint = stint_of(situation, conflict)
    whole = stint.parts if stint else (conflict.during,)
    return [part for part in (overlap(each, conflict.during) for each in whole) if part]


def relief(
    situation: Situation, conflict: Conflict, parts: Sequence[Interval], stint: Stint | None
) -> dict[str, int]:
    """What the one in conflict is spared. Time for which they are away was none of their burden."""
    if conflict.teammate is None or stint is None or conflict.teammate not in situation.people:
        return {}
    there = [part for part in parts if not any(overlap(part, gone) for gone in stint.away)]
    return {conflict.teammate: -weight(there, situation.people[conflict.teammate])}


def _cover(
    situation: Situation, conflict: Conflict, other: str, parts: Sequence[Interval], stint: Stint | None
) -> Proposal:
    name = conflict.rotation
    amendment = Amendment(name, "cover", conflict.during, other, conflict.teammate)
    change = relief(situation, conflict, parts, stint)
    change[other] = weight(parts, situation.people[other])
    rows = _in_a_row(situation, name, other, stint or _alone(other, parts))
    called = situation.people[other].called
    sentence = f"{called} is free then, and {standing(situation, name, other)}.{_said(rows, called)}"
    return Proposal(
        Way.COVER, conflict, (amendment,), (other,), conflict.during, None, change, rows, sentence
    )


def _swaps(situation: Situation, conflict: Conflict, other: str, stint: Stint) -> Iterator[Proposal]:
    one, name = stint.teammate, conflict.rotation
    if one not in situation.people:
        return
    mine, theirs = situation.people[one], situation.people[other]
    for back in situation.stints(name, other):
        exchanged = (stint, back)
        if overlap(stint.bounds, back.bounds) or not situation.is_free(other, stint.parts, exchanged):
            continue
        if not situation.is_free(one, back.parts, exchanged):
            continue
        amendments = tuple(Amendment(name, "swap", each.bounds, other, one) for each in exchanged)
        # What each was away for was none of their burden.
        change = {
            one: weight(back.parts, mine) - weight(_there(stint), mine),
            other: weight(stint.parts, theirs) - weight(_there(back), theirs),
        }
        rows = _in_a_row(situation, name, other, stint, back) + _in_a_row(situation, name, one, back, stint)
        sentence = (
            f"{theirs.called} and {mine.called} exchange a shift each, and both are free for the other's."
        )
        sentence += _balance(length(stint.parts), length(back.parts), theirs.called)
        sentence += " It makes two shifts in a row." if rows else ""
        yield Proposal(
            Way.SWAP, conflict, amendments, (other,), stint.bounds, back.bounds, change, rows, sentence
        )


def _there(stint: Stint) -> list[Interval]:
    return [part for part in stint.parts if not any(overlap(part, gone) for gone in stint.away)]


def _alone(teammate: str, parts: Sequence[Interval]) -> Stint:
    return Stint(teammate, tuple(parts), (), ())


def _in_a_row(
    situation: Situation, name: str, teammate: str, taken: Stint, given: Stint | None = None
) -> int:
    """1 if the stint would come right before or after another of theirs."""
    theirs = (each for each in situation.stints(name, teammate) if each != given)
    return int(any(each.follows(taken) for each in theirs))


def _said(rows: int, called: str) -> str:
    return f" It would be {called}'s second shift in a row." if rows else ""


def _balance(gives: int, back: int, called: str) -> str:
    if gives == back:
        return " They are as long as each other."
    more = "more" if gives > back else "less"
    return f" {called} has {lasting(abs(gives - back))} {more} by it."


def standing(situation: Situation, name: str, teammate: str) -> str:
    """How somebody stands in the ledger, in words."""
    mine = situation.burden(name, teammate)
    all_of_them = [situation.burden(name, each) for each in situation.members(name)]
    if mine == min(all_of_them) < max(all_of_them):
        return "has had the least so far"
    if _hours(mine) == 0:
        return "has had a fair share so far"
    return f"has had {'less' if mine < 0 else 'more'} than a fair share so far"
