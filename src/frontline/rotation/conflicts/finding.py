"""Finding conflicts in final shifts. The shifts say who is away (the evaluator marked them); nothing is asked twice."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from frontline.rotation.conflicts.conflict import Conflict, Kind, Severity, lasting
from frontline.rotation.conflicts.needing import needed
from frontline.rotation.conflicts.stints import Stint, bounds, overlap, stints
from frontline.rotation.duties import ON_CALL
from frontline.rotation.evaluate import Shift
from frontline.rotation.fairness.measuring import day_in, days_of, length
from frontline.rotation.fairness.person import Person
from frontline.rotation.spec import Interval, Spec

Exclusive = Iterable[tuple[str, str]]
"""Pairs of rotations in which nobody should be on at the same time."""


def find(
    final: Mapping[str, Sequence[Shift]],
    spec: Spec,
    people: Mapping[str, Person],
    *,
    exclusive: Exclusive = (),
) -> tuple[Conflict, ...]:
    """The conflicts in `final`, the shifts of (some of) the rotations of `spec`, by time, severe ones first.

    Derived rotations have no hours of their own, so nobody is missed in them. A teammate who is not among `people` is
    taken for an active one in UTC without holidays.
    """
    found: list[Conflict] = []
    theirs = {name: stints(name, shifts, spec) for name, shifts in final.items()}
    for name, shifts in final.items():
        for stint in theirs[name]:
            found += _of(name, stint, people.get(stint.teammate, Person(stint.teammate)))
        if name in spec.rotations:
            found += _gaps(name, shifts, needed(spec.rotations[name], spec.window))
    for one, other in exclusive:
        found += _clashes(one, other, theirs, people)
    return tuple(sorted(found, key=_order))


def _order(conflict: Conflict) -> tuple[int, bool, str, str, str]:
    mild = conflict.severity == Severity.MILD
    return conflict.during.start, mild, conflict.rotation, conflict.kind, conflict.teammate or ""


def _of(name: str, stint: Stint, person: Person) -> Iterable[Conflict]:
    if not person.is_active:
        sentence = (
            f"{person.called} cannot sign in any more, and has {lasting(length(stint.parts))} of {name}."
        )
        yield Conflict(
            Kind.DEACTIVATED, name, stint.bounds, stint.bounds, person.teammate, Severity.SEVERE, sentence
        )
        return
    if stint.away:
        part = Interval(stint.away[0].start, stint.away[-1].end)
        away, whole = length(stint.away), length(stint.parts)
        how_much = "the whole of this shift" if away == whole else f"{lasting(away)} of this shift"
        sentence = f"{person.called} is away for {how_much} in {name} ({lasting(whole)})."
        yield Conflict(Kind.AWAY, name, part, stint.bounds, person.teammate, Severity.SEVERE, sentence)
    yield from _holidays(name, stint, person)


def _holidays(name: str, stint: Stint, person: Person) -> Iterable[Conflict]:
    """A holiday on which they are away altogether is no second conflict."""
    for day in days_of(stint.bounds, person.zone) if person.holidays else ():
        if day not in person.holidays:
            continue
        whole = day_in(day, person.zone)
        parts = [part for part in (overlap(whole, each) for each in stint.parts) if part]
        gone = [part for part in (overlap(whole, each) for each in stint.away) if part]
        if length(gone) < length(parts):
            during = Interval(parts[0].start, parts[-1].end)
            sentence = f"{person.holidays[day]} is a holiday for {person.called}, who has {name}."
            yield Conflict(Kind.HOLIDAY, name, during, stint.bounds, person.teammate, Severity.MILD, sentence)


def _gaps(name: str, shifts: Sequence[Shift], need: Sequence[Interval]) -> Iterable[Conflict]:
    empty: list[Interval] = []
    for shift in shifts:
        if not any(duty.role == ON_CALL for duty in shift.on):
            here = bounds(shift)
            if empty and empty[-1].end == here.start:
                empty[-1] = Interval(empty[-1].start, here.end)
            else:
                empty.append(here)
    for gap in (overlap(one, other) for one in empty for other in need):
        if gap:
            sentence = f"Nobody is on in {name} for {lasting(length([gap]))}."
            yield Conflict(Kind.GAP, name, gap, gap, None, Severity.SEVERE, sentence)


def _clashes(
    one: str, other: str, theirs: Mapping[str, Sequence[Stint]], people: Mapping[str, Person]
) -> Iterable[Conflict]:
    for mine in theirs.get(one, ()):
        called = people.get(mine.teammate, Person(mine.teammate)).called
        for too in theirs.get(other, ()):
            if too.teammate != mine.teammate or not overlap(mine.bounds, too.bounds):
                continue
            parts = [part for part in (overlap(a, b) for a in mine.parts for b in too.parts) if part]
            if parts:
                during = Interval(parts[0].start, parts[-1].end)
                sentence = f"{called} has {one} and {other} at the same time, for {lasting(length(parts))}."
                yield Conflict(
                    Kind.CLASH, one, during, mine.bounds, mine.teammate, Severity.SEVERE, sentence, other
                )


def pairs(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Every two of some rotations, as `exclusive` takes them."""
    return tuple(combinations(names, 2))
