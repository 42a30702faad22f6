"""Shadows: newcomers who ride along. They see and hear everything, are never paged, and never count as cover."""

from collections.abc import Sequence

from frontline.rotation.duties import SHADOW, Duties, Duty
from frontline.rotation.spec import Interval, Shadow
from frontline.rotation.timeline import Timeline, holding, joined, paired


def ride_along(line: Timeline[Duties], shadows: Sequence[Shadow], window: Interval) -> Timeline[Duties]:
    """The duties, with those who ride along after them. With nobody on there is nothing to ride along with."""
    held = holding(window, [shadow.during for shadow in shadows])
    if len(held) == 1 and not held[0][1]:
        return line
    return joined(
        (instant, _with(duties, [shadows[number] for number in numbers]))
        for instant, duties, numbers in paired(line, held)
    )


def _with(duties: Duties, shadows: Sequence[Shadow]) -> Duties:
    on = [duty.teammate for duty in duties]
    beside = {
        shadow.teammate: Duty(
            shadow.teammate, SHADOW, f"rides along with {shadow.beside or ' and '.join(on)}"
        )
        for shadow in shadows
        if on and shadow.teammate not in on and (shadow.beside is None or shadow.beside in on)
    }
    return (*duties, *beside.values())
