"""When a rotation should have somebody: in the hours of its layers, but for slots that are nobody's on purpose."""

from frontline.hours.arithmetic import opens
from frontline.hours.wall import wall
from frontline.rotation.layers import Layers
from frontline.rotation.spec import Interval, Rotation
from frontline.rotation.timeline import during, paired, zipped


def needed(rotation: Rotation, window: Interval) -> list[Interval]:
    """The intervals in which somebody should be on, ascending.

    A layer needs nobody before its first line-up that has members: it has not begun.
    """
    if not rotation.layers:
        return []
    lines = []
    for layer in rotation.layers:
        clock = wall(layer.cadence.zone, window.start, window.end)
        slots = [lineup.from_slot for lineup in layer.lineups if lineup.members]
        begins = clock.first_at(layer.cadence.local(min(slots))) if slots else window.end
        hours = opens(layer.week, clock, max(window.start, begins), window.end) if begins < window.end else []
        lines.append(during(window, hours))
    layers = Layers(rotation, window)
    found: list[Interval] = []
    open_at = [(instant, any(each)) for instant, each in zipped(lines)]
    for instant, is_open, turns in paired(open_at, layers.turns):
        on_purpose = bool(turns) and all(layers.member(turn) == () for turn in turns)
        _follow(found, instant, is_open and not on_purpose)
    return [Interval(each.start, min(each.end, window.end)) for each in found if each.start < window.end]


_OPEN = 2**60


def _follow(found: list[Interval], instant: int, is_needed: bool) -> None:
    """Open or close the last interval at an instant."""
    is_open = bool(found) and found[-1].end == _OPEN
    if is_needed and not is_open:
        found.append(Interval(instant, _OPEN))
    elif is_open and not is_needed:
        found[-1] = Interval(found[-1].start, instant)
