"""The evaluator: who is on duty, in which role, and because of what. Screens, pages, feeds and derived rotations all
ask here, so they cannot disagree.

It is pure: it knows no database and no present moment. docs/rotation.md says in words what it does.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from frontline.rotation.absences import mark
from frontline.rotation.amendments import amend
from frontline.rotation.duties import Duties, Seats, on_call, seat, seats_for
from frontline.rotation.expressions import Derivation
from frontline.rotation.following import follow
from frontline.rotation.layers import Layers, Turn
from frontline.rotation.shadows import ride_along
from frontline.rotation.spec import Amendment, Interval, Member, Spec
from frontline.rotation.timeline import Timeline, joined, mapped


class Shift(NamedTuple):
    """Who is on from one instant to another, both aware UTC; the end is not part of it. `on` is empty in a gap."""

    from_at: datetime
    until_at: datetime
    on: Duties


def evaluate(spec: Spec, only: Collection[str] | None = None) -> dict[str, list[Shift]]:
    """The final shifts of every rotation and derived one, or of `only` those, by name, over the window.

    The shifts of a name are ascending and fill the window without overlaps; neighbours differ.
    """
    evaluation = _Evaluation(spec, spec.window)
    names = (name for name in (*spec.rotations, *spec.derived) if only is None or name in only)
    return {name: _shifts(evaluation.shown(name), spec.window) for name in names}


def who_is_on(spec: Spec, name: str, at: datetime) -> Duties:
    """Who is on in one rotation at an instant (aware); it may lie outside the specification's window.

    Raises KeyError if there is no rotation of that name.
    """
    instant = int(at.timestamp() // 1)
    return _Evaluation(spec, Interval(instant, instant + 1)).shown(name)[0][1]


class _Evaluation:
    """One specification over one window; what was worked out is kept, and only what is asked for is."""

    def __init__(self, spec: Spec, window: Interval) -> None:
        self._spec, self._window = spec, window
        self._amendments: dict[str, list[Amendment]] = {}
        for amendment in spec.amendments:
            self._amendments.setdefault(amendment.rotation, []).append(amendment)
        self._final: dict[str, Timeline[Duties]] = {}
        self._derivation = Derivation(window, spec.teams, self.final, self._following)

    def final(self, name: str) -> Timeline[Duties]:
        """Who is on call, after the amendments."""
        if name not in self._final:
            seats = self._derived(name) if name in self._spec.derived else self._seats(name)
            self._final[name] = mapped(amend(seats, self._amendments.get(name, ()), self._window), on_call)
        return self._final[name]

    def shown(self, name: str) -> Timeline[Duties]:
        """The same with shadows, and with absences marked."""
        line = self.final(name)
        if name in self._spec.rotations:
            line = ride_along(line, self._spec.rotations[name].shadows, self._window)
        return mark(line, self._spec.absences, self._window)

    def _of(self, name: str) -> Layers:
        # Not kept: few rotations are asked for their order again, and a year of turns is large.
        return Layers(self._spec.rotations[name], self._window)

    def _seats(self, name: str) -> Timeline[Seats]:
        layers = self._of(name)

        @cache
        def own(member: Member) -> Seats:
            return tuple(seat(teammate, f"rotation {name}") for teammate in member)

        def seats(turns: tuple[Turn, ...]) -> Seats:
            if len(turns) == 1:
                return own(layers.member(turns[0]) or ())
            return tuple(place for turn in turns for place in own(layers.member(turn) or ()))

        return joined((instant, seats(turns)) for instant, turns in layers.turns)

    def _derived(self, name: str) -> Timeline[Seats]:
        return mapped(self._derivation.line(self._spec.derived[name]), seats_for)

    def _following(self, name: str) -> Timeline[Duties]:
        return follow(name, self._of(name), self.final(name))


def _shifts(line: Timeline[Duties], window: Interval) -> list[Shift]:
    instants = [datetime.fromtimestamp(instant, UTC) for instant, _ in line]
    ends = [*instants[1:], datetime.fromtimestamp(window.end, UTC)]
    return [Shift(start, end, on) for start, end, (_, on) in zip(instants, ends, line, strict=True)]
