"""A proposal: amendments that would solve a conflict, whom to ask for them, and why these."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from frontline.rotation.conflicts.conflict import Conflict
from frontline.rotation.spec import Amendment, Interval


class Way(StrEnum):
    SWAP = "swap"
    """Two exchange a shift each."""
    COVER = "cover"
    """Somebody takes all of it over."""
    SPLIT = "split"
    """Several take a part each, because nobody is free for all of it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Nothing happens by itself: `asked` must agree. `gives` is the time that changes hands, `back` a swap's return.

    `change` is what it adds to each person's burden of this rotation, in seconds; `in_a_row` how many would have two
    shifts in a row by it.
    """

    way: Way
    conflict: Conflict
    amendments: tuple[Amendment, ...]
    asked: tuple[str, ...]
    gives: Interval
    back: Interval | None
    change: Mapping[str, int]
    in_a_row: int
    sentence: str
