"""Absences: who is away stays on, and is marked. Only people can decide who takes it over."""

from collections.abc import Sequence

from frontline.rotation.duties import Duties
from frontline.rotation.spec import Absence, Interval
from frontline.rotation.timeline import Timeline, holding, joined, paired


def mark(line: Timeline[Duties], absences: Sequence[Absence], window: Interval) -> Timeline[Duties]:
    """The duties, with `absent` where their teammate is away."""
    people = {duty.teammate for _, duties in line for duty in duties}
    theirs = [absence for absence in absences if absence.teammate in people]
    away = holding(window, [absence.during for absence in theirs])
    if len(away) == 1 and not away[0][1]:
        return line
    return joined(
        (instant, _marked(duties, {theirs[number].teammate for number in numbers}))
        for instant, duties, numbers in paired(line, away)
    )


def _marked(duties: Duties, away: set[str]) -> Duties:
    return tuple(duty._replace(absent=duty.teammate in away) for duty in duties)
