"""Whose working time a clock runs in.

A label is kept with the clock: "default", "team:7", "always", "on_shift". Calendars have no history: a label means what
its calendar says today, also for hours that are over. So what a clock has used up is kept whenever it pauses or stops.
"""

from collections.abc import Callable
from dataclasses import dataclass

from frontline.hours import current as hours
from frontline.hours.opening import Opening
from frontline.hours.spans import Span
from frontline.inbox.clocks.rules import ALWAYS, CALENDARS, DEFAULT_CALENDAR, ON_SHIFT, TEAMS_CALENDAR
from frontline.people.models import Team

_TEAM = "team:"
_asked: list[Callable[[], Opening | None]] = []


@dataclass(frozen=True)
class Always(Opening):
    """Around the clock."""

    def work_out(self, since: int, until: int) -> list[Span]:
        return [(since, until)]


AROUND_THE_CLOCK = Always()


def on_shift(function: Callable[[], Opening | None]) -> None:
    """Ask `function` for the working time of whoever has the turn; None: nobody ever has, the default counts."""
    _asked[:] = [function]


def label_for(choice: str, team_id: int | None) -> str:
    """The label that a clock keeps, of what a promise chooses and the team that owns the product."""
    if choice == TEAMS_CALENDAR:
        return f"{_TEAM}{team_id}" if team_id else DEFAULT_CALENDAR
    return choice


def opening(label: str) -> Opening:
    """The working time that a label means, as it stands. Without any working calendar set up: around the clock."""
    calendars = hours.recent()
    if label == ALWAYS or not calendars.by_id:
        return AROUND_THE_CLOCK
    if label == ON_SHIFT and _asked:
        found = _asked[0]()
        if found is not None:
            return found
    if label.startswith(_TEAM):
        return calendars.of_team(int(label.removeprefix(_TEAM)))
    return calendars.default


def in_words(label: str) -> str:
    """The calendar's name, for people."""
    if label.startswith(_TEAM):
        team = Team.objects.filter(pk=label.removeprefix(_TEAM)).first()
        return f"Team {team.name}" if team else "A team that is gone"
    return CALENDARS.get(label, label)
