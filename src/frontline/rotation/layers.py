"""Layers: which slot of which layer has the time."""

from frontline.hours.arithmetic import ALWAYS, opens
from frontline.hours.wall import wall
from frontline.rotation.lineups import Order
from frontline.rotation.slots import slots_between
from frontline.rotation.spec import Interval, Layer, Member, Rotation
from frontline.rotation.timeline import Timeline, during, joined, paired, zipped

Turn = tuple[int, int]
"""(number of the layer, slot)"""


class Layers:
    """The layers of one rotation, over one window."""

    def __init__(self, rotation: Rotation, window: Interval) -> None:
        self._layers = rotation.layers
        self.orders = [Order(layer) for layer in rotation.layers]
        self.turns = self._turns(window)

    def member(self, turn: Turn) -> Member | None:
        layer, slot = turn
        return self.orders[layer].member(slot)

    def _turns(self, window: Interval) -> Timeline[tuple[Turn, ...]]:
        lines = [self._of_one(number, layer, window) for number, layer in enumerate(self._layers)]
        if len(lines) == 1:
            return [(instant, (turn,) if turn else ()) for instant, turn in lines[0]]
        return joined((instant, self._topmost(turns)) for instant, turns in zipped(lines))

    def _of_one(self, number: int, layer: Layer, window: Interval) -> Timeline[Turn | None]:
        clock = wall(layer.cadence.zone, window.start, window.end)
        has = self.orders[number].has
        line: Timeline[Turn | None] = [
            (instant, (number, slot) if has(slot) else None)
            for instant, slot in slots_between(layer.cadence, clock, window.start, window.end)
        ]
        if layer.week == ALWAYS:
            return line
        hours = during(window, opens(layer.week, clock, window.start, window.end))
        return joined((instant, turn if is_open else None) for instant, turn, is_open in paired(line, hours))

    def _topmost(self, turns: tuple[Turn | None, ...]) -> tuple[Turn, ...]:
        """Those of the highest priority. A slot that is nobody's on purpose has the time too."""
        there = [turn for turn in turns if turn]
        top = max((self._layers[layer].priority for layer, _ in there), default=0)
        return tuple(turn for turn in there if self._layers[turn[0]].priority == top)
