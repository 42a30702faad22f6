"""The plan as it stands, with everything that a proposal must respect."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from frontline.rotation.conflicts.conflict import Conflict
from frontline.rotation.conflicts.finding import find
from frontline.rotation.conflicts.related import around
from frontline.rotation.conflicts.stints import Stint, by_person, overlap, stints
from frontline.rotation.evaluate import Shift, evaluate
from frontline.rotation.fairness.ledger import Ledger
from frontline.rotation.fairness.measuring import days_of, measure
from frontline.rotation.fairness.person import Person
from frontline.rotation.layers import Layers
from frontline.rotation.spec import Amendment, Interval, Spec

Burdens = Mapping[str, Mapping[str, int]]
"""By rotation and teammate, in seconds: how much more (or less) than their share somebody has had."""


def burdens(ledger: Ledger) -> dict[str, int]:
    """What each has had beyond their share, in seconds; one at night counts twice, and so does one on a weekend."""
    weighed = ("on_for", "night_for", "weekend_for")
    return {row.teammate: int(sum(row.delta[each] for each in weighed)) for row in ledger.rows}


def weight(parts: Sequence[Interval], person: Person) -> int:
    """The burden of some time for a person, by the same measure."""
    load = measure(parts, person)
    return load.on_for + load.night_for + load.weekend_for


@dataclass(frozen=True)
class Situation:
    """`people` by teammate; who is not among them is never asked. `exclusive` as in `finding.find`."""

    spec: Spec
    people: Mapping[str, Person]
    burdens: Burdens = field(default_factory=dict)
    exclusive: tuple[tuple[str, str], ...] = ()

    @cached_property
    def final(self) -> Mapping[str, Sequence[Shift]]:
        return evaluate(self.spec)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        return find(self.final, self.spec, self.people, exclusive=self.exclusive)

    @cached_property
    def _stints(self) -> Mapping[str, Mapping[str, list[Stint]]]:
        return {name: by_person(stints(name, shifts, self.spec)) for name, shifts in self.final.items()}

    def stints(self, name: str, teammate: str) -> Sequence[Stint]:
        return self._stints[name].get(teammate, ())

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return {}

    def members(self, name: str) -> tuple[str, ...]:
        """Who may be asked: active people of the rotation's line-ups, or those who are on in a derived one."""
        if name not in self._members:
            self._members[name] = tuple(sorted(self._of(name)))
        return self._members[name]

    def _of(self, name: str) -> Iterable[str]:
        found = set(self._stints[name])
        if name in self.spec.rotations:
            layers = Layers(self.spec.rotations[name], self.spec.window)
            found |= {
                each for _, turns in layers.turns for turn in turns for each in layers.member(turn) or ()
            }
            last = [layer.lineups[-1] for layer in self.spec.rotations[name].layers if layer.lineups]
            found |= {each for lineup in last for member in lineup.members for each in member}
        return {each for each in found if each in self.people and self.people[each].is_active}

    def is_free(self, teammate: str, parts: Sequence[Interval], but: Sequence[Stint] = ()) -> bool:
        """Whether somebody could be on then: not away, not on a holiday of theirs, and not on anywhere.

        Rotations that are derived don't count: they follow. `but`: stints that they would give away.
        """
        person = self.people[teammate]
        if any(person.holidays.keys() & set(days_of(part, person.zone)) for part in parts):
            return False
        busy = [each.during for each in self.spec.absences if each.teammate == teammate]
        for name in self.spec.rotations:
            busy += [
                part for stint in self.stints(name, teammate) if stint not in but for part in stint.parts
            ]
        return not any(overlap(part, each) for part in parts for each in busy)

    def burden(self, name: str, teammate: str) -> int:
        return self.burdens.get(name, {}).get(teammate, 0)

    def after(self, amendments: Sequence[Amendment]) -> "Situation":
        """The situation with more amendments. Line-ups are not touched: the order is what it was."""
        return replace(self, spec=replace(self.spec, amendments=(*self.spec.amendments, *amendments)))

    def around(self, name: str) -> "Situation":
        """The same, with no more than one rotation and what hangs on it."""
        also = {other for pair in self.exclusive if name in pair for other in pair}
        return replace(self, spec=around(self.spec, name, also))


def is_better(before: Sequence[Conflict], after: Sequence[Conflict], solved: Sequence[Conflict]) -> bool:
    """Whether nothing of the solved conflicts is left, and no conflict is there that was not there before."""
    left = [each for each in before if each not in solved]
    return all(any(_is_of(each, one) for one in left) for each in after) and not any(
        _is_of(each, one) for each in after for one in solved
    )


def _is_of(each: Conflict, known: Conflict) -> bool:
    """The same conflict, or what is left of it."""
    same = (each.kind, each.rotation, each.teammate, each.other) == (
        known.kind,
        known.rotation,
        known.teammate,
        known.other,
    )
    return same and known.during.start <= each.during.start and each.during.end <= known.during.end
