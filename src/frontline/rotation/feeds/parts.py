"""Final shifts, cut into what stands in a calendar: one person's time within one slot.

A part is known by its slot, its person, and which of that person's parts in the slot it is. So it stays the same entry
when the hand-over moves by an hour, or when somebody covers some of it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

_SLIVER = 4  # a quarter of a slot


class Stretch(NamedTuple):
    """Somebody is on, from one instant to another (aware UTC). `teammate` is their id."""

    from_at: datetime
    until_at: datetime
    teammate: int
    name: str
    role: str
    because: str
    is_absent: bool = False


class Part(NamedTuple):
    """Somebody's unbroken time in one role within one slot; `slot` and `ordinal` (from 0) say which it is."""

    slot: str
    ordinal: int
    teammate: int
    name: str
    role: str
    from_at: datetime
    until_at: datetime
    because: tuple[str, ...]
    is_absent: bool


def by_slot(stretches: Iterable[Stretch], begins: Sequence[tuple[datetime, str]]) -> list[Part]:
    """The parts, by their beginning. `begins` are the slots' beginnings, ascending; the first is not after any stretch.

    Who has two slots one after the other has two parts; who covers over the end of a slot has one.
    """
    instants = [at for at, _ in begins]
    return _numbered(
        _joined(
            _part(begins[_slot_of(piece, instants)][1], piece)
            for stretch in stretches
            for piece in _cut(stretch, instants)
        )
    )


def by_date(stretches: Iterable[Stretch], zone: str) -> list[Part]:
    """The parts of a derived rotation, which has no slots: the local date on which a part begins stands for one."""
    here = ZoneInfo(zone)
    whole = _joined(_part("", stretch) for stretch in stretches)
    return _numbered(part._replace(slot=part.from_at.astimezone(here).date().isoformat()) for part in whole)


def _cut(stretch: Stretch, instants: Sequence[datetime]) -> Iterator[Stretch]:
    """The stretch, cut where slots begin; but not into slivers, as where the hand-over was moved by an hour."""
    start = stretch.from_at
    first, last = bisect_right(instants, start), bisect_left(instants, stretch.until_at)
    for number in range(first, last):
        at = instants[number]
        least = (at - instants[number - 1]) / _SLIVER
        if at - start >= least and stretch.until_at - at >= least:
            yield stretch._replace(from_at=start, until_at=at)
            start = at
    yield stretch._replace(from_at=start)


def _slot_of(piece: Stretch, instants: Sequence[datetime]) -> int:
    """The slot in which its middle is: so a beginning that moves a little stays in its slot."""
    middle = piece.from_at + (piece.until_at - piece.from_at) / 2
    return bisect_right(instants, middle) - 1


def _part(slot: str, piece: Stretch) -> Part:
    return Part(
        slot=slot,
        ordinal=0,
        teammate=piece.teammate,
        name=piece.name,
        role=piece.role,
        from_at=piece.from_at,
        until_at=piece.until_at,
        because=(piece.because,),
        is_absent=piece.is_absent,
    )


def _joined(pieces: Iterable[Part]) -> Iterator[Part]:
    """What touches becomes one, within a slot, for one person in one role."""
    open_parts: dict[tuple[str, int], Part] = {}
    for piece in sorted(pieces, key=lambda part: part.from_at):
        key = piece.slot, piece.teammate
        last = open_parts.get(key)
        if last and last.until_at == piece.from_at and last.role == piece.role:
            open_parts[key] = last._replace(
                until_at=piece.until_at,
                because=tuple(dict.fromkeys(last.because + piece.because)),
                is_absent=last.is_absent or piece.is_absent,
            )
            continue
        if last:
            yield last
        open_parts[key] = piece
    yield from open_parts.values()


def _numbered(parts: Iterable[Part]) -> list[Part]:
    """By their beginning, each with which of its person's in its slot it is."""
    seen: Counter[tuple[str, int]] = Counter()
    found = []
    for part in sorted(parts, key=lambda part: (part.from_at, part.teammate)):
        key = part.slot, part.teammate
        found.append(part._replace(ordinal=seen[key]))
        seen[key] += 1
    return found
