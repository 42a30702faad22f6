"""Stints: what one person has of one slot. A week of office hours is one stint, and not five days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frontline.rotation.duties import ON_CALL
from frontline.rotation.evaluate import Shift
from frontline.rotation.layers import Layers, Turn
from frontline.rotation.spec import Interval, Spec
from frontline.rotation.timeline import Timeline, paired

Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Stint:
    """`parts` are ascending and do not touch across turns; `away` are those in which the person is marked absent.

    `turns` are the layer and slot that the time is of: empty for what no slot has (an override, a derived rotation).
    """

    teammate: str
    parts: tuple[Interval, ...]
    away: tuple[Interval, ...]
    turns: Turns

    @property
    def bounds(self) -> Interval:
        return Interval(self.parts[0].start, self.parts[-1].end)

    def follows(self, other: "Stint") -> bool:
        """Whether the two come right after each other, in either order: neighbours by slot, or in time."""
        slots = {(layer, slot) for layer, slot in other.turns}
        if any((layer, slot + step) in slots for layer, slot in self.turns for step in (-1, 1)):
            return True
        mine, theirs = self.bounds, other.bounds
        return mine.end == theirs.start or theirs.end == mine.start


def stints(name: str, shifts: Sequence[Shift], spec: Spec) -> list[Stint]:
    """Everybody's stints in one rotation, by the time at which they begin; shadows have none."""
    line: Timeline[Turns] = [(spec.window.start, ())]
    if name in spec.rotations:
        line = Layers(spec.rotations[name], spec.window).turns
    found: dict[tuple[str, Turns, int], Stint] = {}
    began: dict[str, int] = {}
    for each, turns, shift in _cut(shifts, line, spec.window):
        here = {duty.teammate: duty.absent for duty in shift.on if duty.role == ON_CALL}
        # What no slot has is one stint for as long as it is unbroken; what a slot has is one, breaks and all.
        began = {name: began.get(name, each.start) for name in here if not turns}
        for teammate, is_away in here.items():
            key = teammate, turns, began.get(teammate, 0)
            before = found.get(key, Stint(teammate, (), (), turns))
            away = _longer(before.away, each) if is_away else before.away
            found[key] = Stint(teammate, _longer(before.parts, each), away, turns)
    return sorted(found.values(), key=lambda stint: (stint.bounds.start, stint.teammate))


def is_all_of(name: str, shifts: Sequence[Shift], spec: Spec, teammate: str) -> bool:
    """Whether all the time of these shifts is somebody's, but for the breaks that a shift of theirs has anyway: when
    nobody is on, or when another layer has the time. `shifts` fill the window of `spec`.
    """
    line: Timeline[Turns] = [(spec.window.start, ())]
    if name in spec.rotations:
        line = Layers(spec.rotations[name], spec.window).turns
    mine: set[int] = set()
    others: list[Turns] = []
    is_there = False
    for _, turns, shift in _cut(shifts, line, spec.window):
        on = {duty.teammate for duty in shift.on if duty.role == ON_CALL}
        if teammate in on:
            is_there = True
            mine.update(layer for layer, _ in turns)
        elif on:
            others.append(turns)
    return is_there and all(turns and not mine.intersection(layer for layer, _ in turns) for turns in others)


def _cut(
    shifts: Sequence[Shift], line: Timeline[Turns], window: Interval
) -> Iterable[tuple[Interval, Turns, Shift]]:
    if not shifts:
        return
    both = list(paired([(bounds(shift).start, shift) for shift in shifts], line))
    ends = [instant for instant, _, _ in both[1:]] + [bounds(shifts[-1]).end]
    for (instant, shift, turns), end in zip(both, ends, strict=True):
        if instant < end <= window.end:
            yield Interval(instant, end), turns, shift


def bounds(shift: Shift) -> Interval:
    return Interval(int(shift.from_at.timestamp()), int(shift.until_at.timestamp()))


def overlap(one: Interval, other: Interval) -> Interval | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Interval(start, end) if start < end else None


def _longer(parts: tuple[Interval, ...], each: Interval) -> tuple[Interval, ...]:
    """What touches the last one continues it."""
    if parts and parts[-1].end == each.start:
        return (*parts[:-1], Interval(parts[-1].start, each.end))
    return (*parts, each)


def by_person(found: Iterable[Stint]) -> Mapping[str, list[Stint]]:
    theirs: dict[str, list[Stint]] = {}
    for stint in found:
        theirs.setdefault(stint.teammate, []).append(stint)
    return theirs
