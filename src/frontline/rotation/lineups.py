"""Line-ups: whose slot it is. Nothing is remembered from slot to slot; a slot's number is enough."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from math import gcd

from frontline.hours.arithmetic import WEEK, Week, meets
from frontline.rotation.slots import SECONDS, Cadence
from frontline.rotation.spec import Layer, Lineup, Member


class Order:
    """The members of one layer, by slot."""

    def __init__(self, layer: Layer) -> None:
        self._versions = in_force(layer.lineups)
        self._from = [version.from_slot for version in self._versions]
        self._turns = _turns(layer.cadence, layer.week) if layer.only_active else None
        self.longest = max((len(version.members) for version in self._versions), default=0)

    def has(self, slot: int) -> bool:
        """Whether there is a line-up for a slot."""
        at = bisect_right(self._from, slot) - 1
        return at >= 0 and bool(self._versions[at].members)

    def member(self, slot: int) -> Member | None:
        """Who has a slot; nobody on purpose is (), no line-up (or an empty one) is None."""
        placed = self._placed(slot)
        return placed and placed[0].members[placed[1]]

    def is_first(self, slot: int) -> bool:
        """Whether a round begins with a slot: it is the first member's."""
        placed = self._placed(slot)
        if placed is None or placed[1] != 0:
            return False
        before = self._placed(slot - 1)  # in slots that are not active, the turn stays where it is
        return before is None or before[1] != 0 or len(placed[0].members) == 1

    def _placed(self, slot: int) -> tuple[Lineup, int] | None:
        """The version that holds for a slot, and the place of its member."""
        at = bisect_right(self._from, slot) - 1
        if at < 0 or not self._versions[at].members:
            return None
        version = self._versions[at]
        if self._turns is None:
            turn = slot - version.from_slot
        else:
            turn = self._turns.before(slot) - self._turns.before(version.from_slot)
        return version, turn % len(version.members)


def in_force(lineups: tuple[Lineup, ...]) -> list[Lineup]:
    """By slot, ascending. What was said last holds from its slot on, also over versions planned before it."""
    kept: list[Lineup] = []
    for lineup in lineups:
        while kept and kept[-1].from_slot >= lineup.from_slot:
            kept.pop()
        kept.append(lineup)
    return kept


class _Turns:
    """How many slots before a slot are active, counted from slot 0 (negative before it).

    A slot is active when its stretch of local time has any of the layer's hours in it. On the wall clock that
    repeats: after `cycle` slots they begin at the same time of the week again, so a table of one cycle is enough.
    """

    def __init__(self, active: tuple[bool, ...]) -> None:
        self._cycle = len(active)
        self._sums = [0, *accumulate(active)]

    def before(self, slot: int) -> int:
        rounds, rest = divmod(slot, self._cycle)
        return rounds * self._sums[-1] + self._sums[rest]


# The Gregorian calendar repeats every 400 years, and those are whole weeks: months have a cycle too.
_MONTHS_IN_CYCLE = 4800


@lru_cache(maxsize=1024)
def _turns(cadence: Cadence, week: Week) -> _Turns:
    if cadence.unit == "month":
        cycle = _MONTHS_IN_CYCLE // gcd(cadence.every, _MONTHS_IN_CYCLE)
    else:
        cycle = WEEK // gcd(cadence.every * SECONDS[cadence.unit], WEEK)
    begins = [cadence.local(slot) for slot in range(cycle + 1)]
    return _Turns(tuple(meets(week, *begins[slot : slot + 2]) for slot in range(cycle)))
