"""Splitting what nobody is free for as a whole: as few people as possible, those who have had less before others."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from frontline.rotation.conflicts.conflict import Conflict, lasting
from frontline.rotation.conflicts.proposal import Proposal, Way
from frontline.rotation.conflicts.situation import Situation, weight
from frontline.rotation.conflicts.stints import overlap
from frontline.rotation.fairness.measuring import day_in, days_of, length
from frontline.rotation.spec import Amendment, Interval

MOST = 60
"""Pieces; a conflict that falls into more is not one that people would split."""


def split(situation: Situation, conflict: Conflict) -> Iterator[Proposal]:
    """The best split, or nothing if there is a time for which nobody is free."""
    others = [each for each in situation.members(conflict.rotation) if each != conflict.teammate]
    pieces = _pieces(situation, conflict, others)
    if not others or len(pieces) > MOST:
        return
    chosen = _chosen(situation, conflict.rotation, pieces, others)
    if chosen is None:
        return
    runs = _runs(pieces, chosen)
    name = conflict.rotation
    change: dict[str, int] = {}
    for during, who in runs:
        change[who] = change.get(who, 0) + weight([during], situation.people[who])
    told = " and ".join(f"{situation.people[who].called} {lasting(length([part]))}" for part, who in runs)
    yield Proposal(
        way=Way.SPLIT,
        conflict=conflict,
        amendments=tuple(Amendment(name, "cover", during, who, conflict.teammate) for during, who in runs),
        asked=tuple(dict.fromkeys(who for _, who in runs)),
        gives=conflict.during,
        back=None,
        change=change,
        in_a_row=0,
        sentence=f"Nobody is free for all of it: {told}.",
    )


def _pieces(situation: Situation, conflict: Conflict, others: Sequence[str]) -> list[Interval]:
    """The conflict's time, cut wherever somebody begins or ceases to be free."""
    during = conflict.during
    cuts = {during.start, during.end}
    for other in others:
        person = situation.people[other]
        busy = [each.during for each in situation.spec.absences if each.teammate == other]
        busy += [day_in(day, person.zone) for day in days_of(during, person.zone) if day in person.holidays]
        for name in situation.spec.rotations:
            busy += [part for stint in situation.stints(name, other) for part in stint.parts]
        for part in (overlap(during, each) for each in busy):
            if part:
                cuts |= {part.start, part.end}
    edges = sorted(cuts)
    return [Interval(start, end) for start, end in pairwise(edges)]


def _chosen(
    situation: Situation, name: str, pieces: Sequence[Interval], others: Sequence[str]
) -> list[str] | None:
    """Who takes each piece: the fewest changes of hands, then the least burden. By dynamic programming."""
    best: dict[str, tuple[int, int, list[str]]] = {}
    for number, piece in enumerate(pieces):
        free = [other for other in others if situation.is_free(other, [piece])]
        following: dict[str, tuple[int, int, list[str]]] = {}
        for other in free:
            burden = situation.burden(name, other) + weight([piece], situation.people[other])
            if not number:
                following[other] = (0, burden, [other])
                continue
            hands, total, before = min(
                (best[each][0] + (each != other), best[each][1], best[each][2]) for each in best
            )
            following[other] = (hands, total + burden, [*before, other])
        if not following:
            return None
        best = following
    return min(best.values())[2] if best else None


def _runs(pieces: Sequence[Interval], chosen: Sequence[str]) -> list[tuple[Interval, str]]:
    runs: list[tuple[Interval, str]] = []
    for piece, who in zip(pieces, chosen, strict=True):
        if runs and runs[-1][1] == who:
            runs[-1] = (Interval(runs[-1][0].start, piece.end), who)
        else:
            runs.append((piece, who))
    return runs
