"""Who comes next: by the order, not by the calendar. A swap of next week does not change who follows this week."""

from frontline.rotation.duties import ON_CALL, Duties, Duty
from frontline.rotation.layers import Layers, Turn
from frontline.rotation.timeline import Timeline, joined, paired


def follow(name: str, layers: Layers, final: Timeline[Duties]) -> Timeline[Duties]:
    """For each time that a slot has, the members of the first later slot of that layer who are not on already."""
    both = paired(layers.turns, final)
    return joined((instant, _next(name, layers, turns, on)) for instant, turns, on in both)


def _next(name: str, layers: Layers, turns: tuple[Turn, ...], on: Duties) -> Duties:
    busy = {duty.teammate for duty in on}
    for number, slot in turns:
        order = layers.orders[number]
        # Two rounds see every member of a line-up, also when the next one begins in between.
        for later in range(slot + 1, slot + 2 * order.longest + 2):
            free = [member for member in order.member(later) or () if member not in busy]
            if free:
                return tuple(Duty(member, ON_CALL, f"derived: next in {name}") for member in free)
    return ()
