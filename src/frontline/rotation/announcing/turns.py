"""Turns: what one person has of a rotation in one slot, with its pauses. People are told of turns, not of stretches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from frontline.hours.wall import DAY, wall
from frontline.rotation.plan import slots
from frontline.rotation.plan.final import FinalDuty, FinalShift
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.people import Person
from frontline.rotation.slots import Cadence, slots_between
from frontline.rotation.spec import Interval

Stints = tuple[tuple[int, int], ...]
"""(from, until) in whole seconds since 1970, in order, without overlaps."""


class Turn(NamedTuple):
    """`share` is the part of the slot's time with anybody on that is theirs; `goes_on`: they were on just before it,
    for the same reason or another. `is_constant`: they are on now, and for as long as one
    can see, so nothing begins."""

    person: Person
    role: str
    stints: Stints
    because: str
    is_absent: bool
    share: float
    goes_on: bool
    is_constant: bool

    @property
    def from_at(self) -> datetime:
        return datetime.fromtimestamp(self.stints[0][0], UTC)

    @property
    def until_at(self) -> datetime:
        return datetime.fromtimestamp(self.stints[-1][1], UTC)

    @property
    def is_on_call(self) -> bool:
        return self.role == "on-call"


class Cadences(NamedTuple):
    """How time is cut for a rotation; some people have a layer with turns of its own."""

    base: Cadence
    own: Mapping[str, Cadence]

    def of(self, person: Person) -> Cadence:
        return self.own.get(person.label, self.base)


def cadences(plan: Plan, rotation: int) -> Cadences:
    """A derived rotation has no slots of its own: it is cut as the hero's, which most of them follow."""
    mine = plan.rotations[rotation]
    if mine.is_derived:
        hero = next((each for each in plan.rotations.values() if each.is_hero and not each.is_derived), mine)
        return Cadences(_calm(slots.cadence(hero)), {})
    found: dict[str, set[Cadence]] = defaultdict(set)
    for layer in plan.spec.rotations[mine.name].layers:
        for lineup in layer.lineups:
            for label in (label for together in lineup.members for label in together):
                found[label].add(layer.cadence)
    own = {label: _calm(next(iter(each))) for label, each in found.items() if len(each) == 1}
    return Cadences(_calm(slots.cadence(mine)), own)


def turns(shifts: Iterable[FinalShift], how: Cadences, window: Interval, at: int) -> list[Turn]:
    """The turns whose slot lies in the window as a whole, in order."""
    shifts = list(shifts)
    covered = [_interval(shift) for shift in shifts if any(duty.is_on_call for duty in shift.on)]
    found: list[Turn] = []
    for mine in _by_person(shifts).values():
        person, constant_since = mine[0][1].person, _constant_since(mine, at, window.end)
        starts = {since for since, _ in _joined(span for span, _ in mine)} - {window.start}
        for (start, end), parts in _by_slot(mine, how.of(person), window):
            stints = _joined(span for span, _ in parts)
            whole = sum(max(0, min(end, each.end) - max(start, each.start)) for each in covered)
            found.append(
                Turn(
                    person=person,
                    role=parts[0][1].role,
                    stints=stints,
                    because=parts[0][1].because,
                    is_absent=any(duty.is_absent for _, duty in parts),
                    share=sum(until - since for since, until in stints) / whole if whole else 0.0,
                    goes_on=stints[0][0] not in starts,
                    is_constant=constant_since is not None and stints[0][0] > constant_since,
                )
            )
    return sorted(found, key=lambda turn: (turn.stints, turn.role, turn.person.pk))


def ahead(stints: Iterable[Iterable[int]], at: int) -> Stints:
    """What of the stints is still to come."""
    return tuple((max(since, at), until) for since, until in stints if until > at)


def begin(cadence: Cadence, at: datetime, later: int) -> int:
    """When the slot at an instant begins, or one some slots later, in seconds since 1970."""
    instant = int(at.timestamp())
    slot = cadence.slot_at(wall(cadence.zone, instant, instant).reached_at(instant)) + later
    local = cadence.local(slot)
    return wall(cadence.zone, local, local).first_at(local)


def _calm(cadence: Cadence) -> Cadence:
    """Nobody wants to hear of every hour: shifts of hours are told of by the day."""
    if cadence.unit != "hour" or cadence.every >= 24:
        return cadence
    return Cadence(cadence.anchor // DAY * DAY, cadence.zone, 1, "day")


def _by_person(shifts: Iterable[FinalShift]) -> dict[tuple[int, str], list[tuple[Interval, FinalDuty]]]:
    found: dict[tuple[int, str], list[tuple[Interval, FinalDuty]]] = defaultdict(list)
    for shift in shifts:
        for duty in shift.on:
            found[duty.person.pk, duty.role].append((_interval(shift), duty))
    return found


def _by_slot(
    mine: Iterable[tuple[Interval, FinalDuty]], cadence: Cadence, window: Interval
) -> Iterable[tuple[tuple[int, int], list[tuple[Interval, FinalDuty]]]]:
    """The parts of each slot that is whole in the window, cut where the slot begins and ends."""
    clock = wall(cadence.zone, window.start, window.end)
    found: dict[int, list[tuple[Interval, FinalDuty]]] = defaultdict(list)
    for span, duty in mine:
        cuts = list(slots_between(cadence, clock, span.start, span.end))
        for (start, slot), end in zip(cuts, [*(at for at, _ in cuts[1:]), span.end], strict=True):
            found[slot].append((Interval(start, end), duty))
    for slot, parts in found.items():
        start, end = (clock.first_at(cadence.local(each)) for each in (slot, slot + 1))
        if window.start <= start and end <= window.end:
            yield (start, end), parts


def _joined(spans: Iterable[Interval]) -> Stints:
    found: list[tuple[int, int]] = []
    for span in spans:
        if found and found[-1][1] == span.start:
            found[-1] = found[-1][0], span.end
        else:
            found.append((span.start, span.end))
    return tuple(found)


def _constant_since(mine: list[tuple[Interval, FinalDuty]], at: int, until: int) -> int | None:
    """Since when they are on without a break or another reason, if that goes on from `at` until the window's end."""
    runs = [(span.start, span.end, duty.because) for span, duty in mine]
    since, end, because = runs[-1]
    if end < until:
        return None
    for start, stop, reason in reversed(runs[:-1]):
        if stop != since or reason != because:
            break
        since = start
    return since if since <= at else None


def _interval(shift: FinalShift) -> Interval:
    return Interval(int(shift.from_at.timestamp()), int(shift.until_at.timestamp()))
