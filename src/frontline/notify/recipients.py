"""Who is told what: one table, from what happened to whom it concerns.

It decides from a plain `Situation`, and asks nobody: the rooms above know whose a conversation is and who has the turn
(shift/telling/situations.py). Three rooms decide for themselves, because only people of their own plan are concerned:
`rotation` tells of shifts those whose they are, `handoffs` of a hand-off the two whose it is, and leads if it fails,
`reports.studies` of a study its readers, of a series its owner too, and leads if they are gone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """As what somebody is told."""

    WRITER = "writer"
    """Who wrote what this is about."""
    ASSIGNEE = "assignee"
    HERO = "hero"
    """Whoever has the turn; all, if several have."""
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class Row:
    """`places` are told. In the place of one who is not there, the next in line is, if it `passes_on`."""

    places: tuple[Place, ...]
    passes_on: bool = True


WRITER, ASSIGNEE, HERO, LEADS = Place

TABLE: Mapping[str, Row] = {
    "conversation.new": Row((HERO,)),
    "conversation.answered": Row((ASSIGNEE,)),
    "conversation.assigned": Row((ASSIGNEE,)),
    "conversation.undelivered": Row((WRITER,)),
    "conversation.tier": Row((ASSIGNEE,), passes_on=False),
    # A promise that runs out, in a tone that rises while nobody answers:
    "promise.soon": Row((ASSIGNEE,)),
    "promise.still": Row((ASSIGNEE, HERO)),
    "promise.last": Row((ASSIGNEE, HERO, LEADS)),
    "promise.broken": Row((ASSIGNEE, HERO, LEADS)),
}
"""A kind of notice that is not here is decided as what it begins with: "conversation.new.priority" as the first row."""

NEXT_IN_LINE: Mapping[Place, Place] = {WRITER: ASSIGNEE, ASSIGNEE: HERO, HERO: LEADS}


@dataclass(frozen=True, slots=True)
class Situation:
    """What it is decided by; people are ids of teammates.

    `absent`: away, or deactivated; it is enough that those of them are in it who appear here. `by`: who did it.
    """

    leads: frozenset[int]
    heroes: tuple[int, ...] = ()
    assignee: int | None = None
    writer: int | None = None
    absent: frozenset[int] = frozenset()
    by: int | None = None

    def at(self, place: Place) -> frozenset[int]:
        """Who is at a place and there."""
        found = {
            Place.WRITER: _some(self.writer),
            Place.ASSIGNEE: _some(self.assignee),
            Place.HERO: self.heroes,
            Place.LEADS: self.leads,
        }[place]
        return frozenset(found) - self.absent


def recipients(kind: str, situation: Situation) -> dict[int, Place]:
    """Who is told of a `kind` of notice, and as what (the first that applies). Raises KeyError for one without a row.

    Who did it is not told. If nobody in the line is there, every lead is told, the absent too: somebody must be.
    """
    row, found = row_of(kind), dict[int, Place]()
    for place in row.places:
        for who, told_as in _line(place, situation, passes_on=row.passes_on):
            found.setdefault(who, told_as)
    found.pop(situation.by or 0, None)
    return found


def row_of(kind: str) -> Row:
    """The row of a kind, or of the longest that it begins with. Raises KeyError."""
    name = kind
    while name not in TABLE and "." in name:
        name = name.rpartition(".")[0]
    return TABLE[name]


def _line(place: Place, situation: Situation, *, passes_on: bool) -> Iterable[tuple[int, Place]]:
    here: Place | None = place
    while here is not None:
        if there := situation.at(here):
            return [(who, here) for who in sorted(there)]
        here = NEXT_IN_LINE.get(here) if passes_on else None
    return [(who, Place.LEADS) for who in sorted(situation.leads)] if passes_on else []


def _some(who: int | None) -> tuple[int, ...]:
    return () if who is None else (who,)
