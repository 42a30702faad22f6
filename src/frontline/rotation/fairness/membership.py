"""When somebody was part of a rotation: while they stood in the line-up that was in force."""

from frontline.hours.wall import wall
from frontline.rotation.lineups import in_force
from frontline.rotation.spec import Interval, Rotation

_EVER = 2**60


def memberships(rotation: Rotation, since: int) -> dict[str, tuple[Interval, ...]]:
    """By teammate, the intervals in which they stood in a line-up of any layer, from `since` (the rotation's beginning)
    on. They may overlap. The last goes on for ever.
    """
    found: dict[str, list[Interval]] = {}
    for layer in rotation.layers:
        versions = in_force(layer.lineups)
        starts = []
        for version in versions:
            local = layer.cadence.local(version.from_slot)
            starts.append(wall(layer.cadence.zone, local, local).first_at(local))
        for version, start, end in zip(versions, starts, [*starts[1:], _EVER], strict=True):
            during = Interval(max(start, since), end)
            if during.start < during.end:
                for teammate in {each for member in version.members for each in member}:
                    found.setdefault(teammate, []).append(during)
    return {teammate: tuple(theirs) for teammate, theirs in found.items()}
