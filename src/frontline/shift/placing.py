"""Placing: on whose page each open conversation stands, so that none is out of sight. Pure.

- Whose assignee is at work here: on theirs.
- Whose assignee is away: on theirs, and on those of who has the turn and of the leads, since it may not wait.
- Whose assignee has left: on those of who has the turn, and of the leads.
- That nobody has: on those of who has the turn; while nobody has it, on every lead's.

Whether it waits for us, for the customer, or for a day to come says in which section of the page it stands, not on
whose page. Who has the turn but is away, or has left, has it not. Without any lead, all who are active stand in.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crew:
    """Everybody at an instant, by id: who is active, who of them is away, who leads, and who has the turn."""

    everybody: frozenset[int]
    active: frozenset[int]
    away: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    on: frozenset[int] = frozenset()

    @property
    def here(self) -> frozenset[int]:
        return self.active - self.away

    @property
    def has_turn(self) -> frozenset[int]:
        return self.on & self.here

    @property
    def in_charge(self) -> frozenset[int]:
        """The leads; without any, all who are active."""
        return self.leads & self.active or self.active


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands on one teammate's page: theirs, and what they keep for others."""

    mine: int
    keeps_unassigned: bool
    strays: tuple[int, ...] = ()
    """Those who are away or have left, whose conversations they keep too."""


def keepers(crew: Crew, assignee: int | None) -> frozenset[int]:
    """On whose pages an open conversation stands that this teammate has, or nobody; empty only if nobody is active."""
    if assignee is None:
        return crew.has_turn or crew.in_charge
    if assignee in crew.here:
        return frozenset({assignee})
    instead = crew.has_turn | crew.in_charge
    return instead | {assignee} if assignee in crew.active else instead


def desk(crew: Crew, mine: int) -> Desk:
    """The page of one active teammate: the same rule, from the other side."""
    keeps_others = mine in crew.has_turn | crew.in_charge
    strays = crew.everybody - crew.here - {mine} if keeps_others else frozenset()
    return Desk(mine, mine in keepers(crew, None), tuple(sorted(strays)))
