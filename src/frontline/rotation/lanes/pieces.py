"""Pieces: final shifts as people think of them. One slot of one person is one piece, also with nights off in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontline.rotation.plan.final import FinalDuty, FinalShift
from frontline.rotation.plan.people import Person

ON_CALL, SHADOW, GAP = "on-call", "shadow", "gap"
MOST_TOGETHER = 4
"""If more have the time together, they are one piece: nobody could read a row for each."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`role` is on-call, shadow or gap: then nobody is on, and somebody should be. `because` is for people."""

    from_at: datetime
    until_at: datetime
    people: tuple[Person, ...]
    role: str
    because: str = ""
    is_absent: bool = False

    @property
    def person(self) -> Person | None:
        """Whose it is, if it is one person's."""
        return self.people[0] if len(self.people) == 1 else None


Stretches = Sequence[tuple[datetime, datetime]]


def pieces(
    shifts: Sequence[FinalShift],
    *,
    needed: Stretches = (),
    cuts: Sequence[datetime] = (),
    has_slots: bool = True,
) -> list[Piece]:
    """`shifts` fill a window in order. Pieces end at `cuts` (where slots begin, ascending). If `has_slots`, a break
    in which nobody is `needed` (ascending stretches) does not end them. In order of time, on-call before shadows.
    """
    found: list[Piece] = []
    running: dict[tuple[object, ...], int] = {}
    for shift in _cut(shifts, cuts):
        on_call = [duty for duty in shift.on if duty.is_on_call]
        if not on_call:
            found += _gaps(shift, needed)
            continue
        for piece in _of(shift, on_call):
            key = (piece.people, piece.role, piece.because, piece.is_absent)
            last = found[running[key]] if key in running else None
            meets = last is not None and last.until_at == piece.from_at
            if (
                last is not None
                and _goes_on(last, piece, cuts)
                and (meets or (has_slots and _is_break(last, piece, shifts, needed)))
            ):
                found[running[key]] = replace(last, until_at=piece.until_at)
            else:
                running[key] = len(found)
                found.append(piece)
    return sorted(found, key=lambda piece: (piece.from_at, piece.role == SHADOW))


def _cut(shifts: Sequence[FinalShift], cuts: Sequence[datetime]) -> Iterator[FinalShift]:
    for shift in shifts:
        since = shift.from_at
        if shift.on:
            for cut in cuts[bisect_left(cuts, shift.from_at) :]:
                if cut >= shift.until_at:
                    break
                if cut > since:
                    yield shift._replace(from_at=since, until_at=cut)
                    since = cut
        yield shift._replace(from_at=since)


def _of(shift: FinalShift, on_call: Sequence[FinalDuty]) -> Iterator[Piece]:
    span = shift.from_at, shift.until_at
    if len(on_call) > MOST_TOGETHER:
        people = tuple(duty.person for duty in on_call)
        yield Piece(*span, people, ON_CALL, on_call[0].because, any(duty.is_absent for duty in on_call))
    for duty in shift.on:
        if not duty.is_on_call or len(on_call) <= MOST_TOGETHER:
            role = ON_CALL if duty.is_on_call else SHADOW
            yield Piece(*span, (duty.person,), role, duty.because, duty.is_absent)


def _goes_on(last: Piece, piece: Piece, cuts: Sequence[datetime]) -> bool:
    """Whether no slot begins between the two, nor where they meet."""
    at = bisect_left(cuts, last.until_at)
    return at == len(cuts) or cuts[at] > piece.from_at


def _is_break(last: Piece, piece: Piece, shifts: Sequence[FinalShift], needed: Stretches) -> bool:
    """Whether nobody is on between the two, nor should be."""
    first = bisect_left(shifts, last.until_at, key=lambda shift: shift.from_at)
    between = shifts[first : bisect_left(shifts, piece.from_at, key=lambda shift: shift.from_at)]
    return all(not shift.on for shift in between) and not _overlaps(last.until_at, piece.from_at, needed)


def _gaps(shift: FinalShift, needed: Stretches) -> Iterator[Piece]:
    for start, end in _overlaps(shift.from_at, shift.until_at, needed):
        yield Piece(start, end, (), GAP)


def _overlaps(from_at: datetime, until_at: datetime, needed: Stretches) -> list[tuple[datetime, datetime]]:
    first = bisect_left(needed, from_at, key=lambda stretch: stretch[1])
    return [
        (max(start, from_at), min(end, until_at))
        for start, end in needed[first : bisect_left(needed, until_at, key=lambda stretch: stretch[0])]
        if max(start, from_at) < min(end, until_at)
    ]
