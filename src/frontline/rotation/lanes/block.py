"""Blocks: pieces as they stand on the page, with their place and everything that is said of them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from frontline.rotation.lanes import words
from frontline.rotation.lanes.axis import Axis, Place
from frontline.rotation.lanes.packing import rows
from frontline.rotation.lanes.pieces import GAP, ON_CALL, SHADOW, Piece
from frontline.rotation.models import Amendment, Ask
from frontline.rotation.plan.people import Person

HUES = 12
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Viewer:
    """Who looks, when, and in whose zone times are told: theirs, or (None) each rotation's own."""

    pk: int
    is_lead: bool
    zone: str | None
    now: datetime

    def told_in(self, zone: str) -> str:
        return self.zone or zone


class Reasons(NamedTuple):
    """What was said about a rotation's stretches: (from, until, amendment) and (from, until, ask)."""

    amendments: Sequence[tuple[datetime, datetime, Amendment]] = ()
    asks: Sequence[tuple[datetime, datetime, Ask]] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """`row` is counted from 0. `how`: "override", "swap", "cover", "" (by the order); `why` is what somebody wrote."""

    piece: Piece
    start: Place
    end: Place
    row: int
    when: str
    who: str
    how: str
    why: str
    is_mine: bool
    is_past: bool
    is_asked: bool
    can_give: bool
    can_take: bool
    query: str

    @property
    def kind(self) -> str:
        """Of what sort it is, as a class."""
        if self.piece.role != ON_CALL:
            return self.piece.role
        return "away" if self.piece.is_absent else self.how or "usual"

    @property
    def classes(self) -> str:
        flags = {
            "mine": self.is_mine,
            "past": self.is_past,
            "asked": self.is_asked,
            "moved": bool(self.how),
        }
        hue = f" hue-{self.piece.person.pk % HUES}" if self.piece.person else ""
        on = "".join(f" is-{name}" for name, is_on in flags.items() if is_on)
        return f"is-{self.kind}{on}{hue} row-{self.row} {self.start.start} {self.end.end}"

    @property
    def id(self) -> str:
        whose = "-".join(str(person.pk) for person in self.piece.people) or "gap"
        return f"{int(self.piece.from_at.timestamp())}-{whose}"

    @property
    def initials(self) -> str:
        return self.piece.person.initials if self.piece.person else f"{len(self.piece.people)}"

    @property
    def remarks(self) -> list[str]:
        """What is to be said beside who and when."""
        if self.piece.role == GAP:
            return []
        told = {
            "away, and nobody covers yet": self.piece.is_absent and not self.is_past,
            "was away": self.piece.is_absent and self.is_past,
            self.piece.because: bool(self.how) or self.piece.role == SHADOW,
            f"“{self.why}”": bool(self.why),
            "asked for, and not answered yet": self.is_asked,
        }
        return [words_ for words_, is_said in told.items() if is_said]

    def trouble_in(self, rotation: str) -> str:
        """What is wrong with it, as a sentence without an end."""
        if self.piece.role == GAP:
            return f"Nobody is on in {rotation}, {self.when}"
        return f"{self.who} {'are' if self.who.startswith('You') else 'is'} on while away in {rotation}, {self.when}"

    @property
    def sentence(self) -> str:
        return ", ".join([self.who, self.when, *self.remarks])


@dataclass(frozen=True)
class Lane:
    """One rotation. `broken` says why it can't be worked out; `zone` is the one in which its times are told."""

    rotation: int
    name: str
    is_hero: bool
    is_derived: bool
    detail: str
    zone: str
    broken: str = ""
    blocks: Sequence[Block] = field(default_factory=tuple)

    @property
    def depth(self) -> int:
        """How many rows it has."""
        return max((block.row for block in self.blocks), default=0) + 1


def blocks(
    axis: Axis,
    rotation: int,
    zone: str,
    found: Sequence[Piece],
    known: Span,
    reasons: Reasons,
    viewer: Viewer,
) -> list[Block]:
    """The pieces of one rotation on the axis, on-call above those who ride along. `known`: from when until when shifts
    were worked out; what reaches to its ends may go on."""
    main = [piece for piece in found if piece.role != SHADOW]
    beside = [piece for piece in found if piece.role == SHADOW]
    upper, lower = rows(_spans(main)), rows(_spans(beside))
    depth = max(upper, default=0) + 1
    placed = [
        *zip(main, upper, strict=True),
        *((p, depth + row) for p, row in zip(beside, lower, strict=True)),
    ]
    placed.sort(key=lambda each: (each[0].from_at, each[1]))
    return [_block(axis, rotation, zone, piece, row, known, reasons, viewer) for piece, row in placed]


def _spans(found: Sequence[Piece]) -> list[tuple[int, int, Hashable]]:
    return [(int(each.from_at.timestamp()), int(each.until_at.timestamp()), each.people) for each in found]


def _block(
    axis: Axis,
    rotation: int,
    zone: str,
    piece: Piece,
    row: int,
    known: Span,
    reasons: Reasons,
    viewer: Viewer,
) -> Block:
    is_past = piece.until_at <= viewer.now
    is_mine = any(person.pk == viewer.pk for person in piece.people)
    is_open = piece.role == ON_CALL and piece.person is not None and not is_past
    moved = words.how(piece.because)
    start, end = axis.place(piece.from_at), axis.place(piece.until_at)
    return Block(
        piece=piece,
        start=start,
        end=end if end.step > start.step else Place(start.step + 1),
        row=row,
        when=_when(piece, known, zone, viewer.now),
        who=_who(piece, viewer, is_past=is_past),
        how=moved,
        why=_why(piece, reasons) if moved else "",
        is_mine=is_mine,
        is_past=is_past,
        is_asked=any(_is_of(piece, each) for each in reasons.asks),
        can_give=is_open and (is_mine or viewer.is_lead),
        can_take=is_open and not is_mine and piece.people[0].is_active and piece.from_at > viewer.now,
        query=query(rotation, piece.from_at, piece.until_at, piece.person),
    )


def _when(piece: Piece, known: Span, zone: str, now: datetime) -> str:
    if piece.from_at <= known[0] and piece.until_at >= known[1]:
        return "all the time"
    if piece.from_at <= known[0]:
        return f"until {words.moment(piece.until_at, zone, now)}"
    if piece.until_at >= known[1]:
        return f"from {words.moment(piece.from_at, zone, now)} on"
    return words.span(piece.from_at, piece.until_at, zone, now)


def query(rotation: int, from_at: datetime, until_at: datetime, person: Person | None = None) -> str:
    """The stretch in an address. By hand, for a page has hundreds, and nothing in it needs to be quoted."""
    said = f"rotation={rotation}&from={written(from_at)}&until={written(until_at)}"
    return f"{said}&who={person.pk}" if person else said


def written(at: datetime) -> str:
    """An instant for an address, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _who(piece: Piece, viewer: Viewer, *, is_past: bool) -> str:
    if piece.role == GAP:
        return "Nobody was on" if is_past else "Nobody is on"
    return words.names(piece.people, viewer.pk)


def _why(piece: Piece, reasons: Reasons) -> str:
    """What was written to the amendment that was made last, of those that put this person there."""
    pk = piece.person.pk if piece.person else 0
    said = [
        amendment.why
        for from_at, until_at, amendment in reasons.amendments
        if from_at < piece.until_at
        and until_at > piece.from_at
        and pk in {amendment.teammate_id, amendment.instead_of_id if amendment.kind == "swap" else 0}
    ]
    return said[-1] if said else ""


def _is_of(piece: Piece, each: tuple[datetime, datetime, Ask]) -> bool:
    from_at, until_at, ask = each
    overlaps = from_at < piece.until_at and until_at > piece.from_at
    return overlaps and piece.role == ON_CALL and any(p.pk == ask.teammate_id for p in piece.people)
