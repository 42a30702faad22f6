"""Derived rotations: expressions over those who are finally on elsewhere. Shadows are never among them."""

from collections.abc import Callable, Mapping
from functools import partial

from frontline.hours.arithmetic import opens
from frontline.hours.wall import wall
from frontline.rotation import spec
from frontline.rotation.duties import ON_CALL, Duties, Duty
from frontline.rotation.timeline import Timeline, during, joined, mapped, paired, zipped

Teams = Mapping[str, tuple[str, ...]]


class Derivation:
    """Evaluates expressions over one window.

    `final` gives who is on call in a rotation; `following` who comes next in its order.
    """

    def __init__(
        self,
        window: spec.Interval,
        teams: Teams,
        final: Callable[[str], Timeline[Duties]],
        following: Callable[[str], Timeline[Duties]],
    ) -> None:
        self._window, self._teams, self._final, self._following = window, teams, final, following

    def line(self, expression: spec.Expression) -> Timeline[Duties]:
        """Who is on by an expression."""
        match expression:
            case spec.Of(name):
                line = mapped(self._final(name), partial(_derived, name))
            case spec.Next(name):
                line = self._following(name)
            case spec.Team(team):
                line = [(self._window.start, self._everybody(team))]
            case spec.TeamOf(who):
                line = mapped(self.line(who), self._mates)
            case spec.Fallback(choices):
                lines = zipped([self.line(choice) for choice in choices])
                line = joined((instant, next(filter(None, people), ())) for instant, people in lines)
            case spec.Except(who, without):
                lines = zipped([self.line(each) for each in (who, *without)])
                line = joined((instant, _without(*people)) for instant, people in lines)
            case spec.Within():
                line = self._within(expression)
            case spec.When():
                line = self._when(expression)
        return line

    def _within(self, within: spec.Within) -> Timeline[Duties]:
        clock = wall(within.zone, self._window.start, self._window.end)
        hours = during(self._window, opens(within.week, clock, self._window.start, self._window.end))
        both = paired(self.line(within.who), hours)
        return joined((instant, people if is_open else ()) for instant, people, is_open in both)

    def _when(self, when: spec.When) -> Timeline[Duties]:
        nobody: Timeline[Duties] = [(self._window.start, ())]
        theirs = mapped(self.line(when.who), partial(_of_team, self._teams[when.team]))
        then = self.line(when.then) if when.then else theirs
        otherwise = self.line(when.otherwise) if when.otherwise else nobody
        lines = zipped([theirs, then, otherwise])
        return joined((instant, people[1] if people[0] else people[2]) for instant, people in lines)

    def _everybody(self, team: str) -> Duties:
        return tuple(Duty(name, ON_CALL, f"derived: of team {team}") for name in self._teams[team])

    def _mates(self, people: Duties) -> Duties:
        names = {duty.teammate for duty in people}
        found = {
            duty.teammate: duty
            for team, members in self._teams.items()
            if names.intersection(members)
            for duty in self._everybody(team)
        }
        return tuple(found.values())


def _derived(name: str, people: Duties) -> Duties:
    return tuple(Duty(duty.teammate, ON_CALL, _reason(name, duty.because)) for duty in people)


def _reason(name: str, because: str) -> str:
    """What happened to a person's shift there is worth telling here; that it was simply their turn is not."""
    plain = because.startswith(("rotation", "derived"))
    return f"derived from {name}" if plain else f"derived from {name} ({because})"


def _without(people: Duties, *others: Duties) -> Duties:
    gone = {duty.teammate for other in others for duty in other}
    return tuple(duty for duty in people if duty.teammate not in gone)


def _of_team(team: tuple[str, ...], people: Duties) -> Duties:
    return tuple(duty for duty in people if duty.teammate in team)
