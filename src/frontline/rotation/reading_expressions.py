"""Reading the small language of derived rotations: an object is one form; a text is the rotation of that name."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields as parts_of
from typing import Any

from frontline.rotation import spec
from frontline.rotation.fields import Fields, SpecRefused
from frontline.rotation.reading_hours import week

FORMS = ("rotation", "team", "team_of", "next", "fallback", "except", "within", "when", "secondary")
WITHIN = ("hours", "timezone", "of")
WHEN = ("when", "member_of", "then", "else")
SECONDARY = ("team", "hero", "primary", "own")
# Both bound how deep the evaluator goes, far below where Python would stop it.
_DEEPEST = 12
_LONGEST_CHAIN = 12


class Expressions:
    """Reads expressions over the rotations, derived rotations and teams that there are."""

    def __init__(self, rotations: Collection[str], derived: Collection[str], teams: Collection[str]) -> None:
        self._rotations, self._derived, self._teams = rotations, derived, teams
        self._forms: dict[str, Callable[[Fields, int], spec.Expression]] = {
            "rotation": lambda fields, depth: self._named(fields, "rotation"),
            "team": lambda fields, depth: spec.Team(self._team(fields, "team")),
            "team_of": lambda fields, depth: spec.TeamOf(self._one(fields, "team_of", depth)),
            "next": lambda fields, depth: self._next(fields, "next"),
            "fallback": lambda fields, depth: spec.Fallback(self._several(fields, "fallback", depth)),
            "except": self._except,
            "within": self._within,
            "when": self._when,
            "secondary": self._secondary,
        }

    def read(self, value: object, where: str, depth: int = 0) -> spec.Expression:
        if depth > _DEEPEST:
            raise SpecRefused(f"{where}: this is nested too deep.")
        if isinstance(value, str):
            return self._named(Fields({"rotation": value}, where, ("rotation",)), "rotation")
        form = next((form for form in FORMS if isinstance(value, dict) and form in value), None)
        if form is None:
            raise SpecRefused(f"{where}: the name of a rotation is needed, or one of {', '.join(FORMS)}.")
        return self._forms[form](Fields(value, where, WHEN if form == "when" else (form,)), depth + 1)

    def _named(self, fields: Fields, key: str) -> spec.Of:
        name = fields.text(key)
        if name not in self._rotations and name not in self._derived:
            fields.refuse(key, f"there is no rotation {name!r}.")
        return spec.Of(name)

    def _next(self, fields: Fields, key: str) -> spec.Next:
        name = fields.text(key)
        if name not in self._rotations:
            fields.refuse(key, f"{name!r} is no rotation with a line-up of its own, so it has no order.")
        return spec.Next(name)

    def _team(self, fields: Fields, key: str) -> str:
        team = fields.text(key)
        if team not in self._teams:
            fields.refuse(key, f"there is no team {team!r}.")
        return team

    def _one(self, fields: Fields, key: str, depth: int) -> spec.Expression:
        return self.read(fields.value.get(key), f"{fields.where}.{key}", depth)

    def _maybe(self, fields: Fields, key: str, depth: int) -> spec.Expression | None:
        return self._one(fields, key, depth) if fields.has(key) else None

    def _several(self, fields: Fields, key: str, depth: int) -> tuple[spec.Expression, ...]:
        found = tuple(self.read(value, where, depth) for where, value in fields.each(key))
        if not found:
            fields.refuse(key, "at least one expression is needed.")
        return found

    def _except(self, fields: Fields, depth: int) -> spec.Except:
        who, *without = self._several(fields, "except", depth)
        return spec.Except(who, tuple(without))

    def _within(self, fields: Fields, depth: int) -> spec.Within:
        inner = Fields(fields.value["within"], f"{fields.where}.within", WITHIN)
        return spec.Within(self._one(inner, "of", depth), week(inner), inner.zone("timezone", "UTC"))

    def _when(self, fields: Fields, depth: int) -> spec.When:
        return spec.When(
            self._one(fields, "when", depth),
            self._team(fields, "member_of"),
            self._maybe(fields, "then", depth),
            self._maybe(fields, "else", depth),
        )

    def _secondary(self, fields: Fields, depth: int) -> spec.When:
        """The hero when the hero is of the team, else the team's own; the next one if the hero is its primary."""
        inner = Fields(fields.value["secondary"], f"{fields.where}.secondary", SECONDARY)
        team, primary = self._team(inner, "team"), self._named(inner, "primary")
        hero = self._one(inner, "hero", depth)
        following = self._next(inner, "primary")
        free = spec.Except(spec.When(hero, team), (primary,))
        own = self._maybe(inner, "own", depth) or following
        return spec.When(hero, team, spec.Fallback((free, following)), own)


def check_order(derived: Mapping[str, spec.Expression]) -> None:
    """Raises SpecRefused if a derivation leads back to itself, or stands on too many others."""
    heights: dict[str, int] = {}

    def height(name: str, path: tuple[str, ...]) -> int:
        if name in path:
            around = " → ".join([*path[path.index(name) :], name])
            raise SpecRefused(f"spec.derived: a derivation leads back to itself: {around}.")
        if name not in derived:
            return 0
        if name not in heights:
            _not_too_high(name, len(path))
            below = [height(inner, (*path, name)) for inner in _names(derived[name])]
            heights[name] = 1 + max(below, default=0)
        _not_too_high(name, heights[name])
        return heights[name]

    for name in derived:
        height(name, ())


def _not_too_high(name: str, derivations: int) -> None:
    if derivations > _LONGEST_CHAIN:
        raise SpecRefused(
            f"spec.derived: more than {_LONGEST_CHAIN} derivations stand one on another, near {name!r}."
        )


def _names(value: Any) -> Iterator[str]:
    """The rotations that an expression names."""
    if isinstance(value, spec.Of | spec.Next):
        yield value.name
    elif isinstance(value, tuple):
        for each in value:
            yield from _names(each)
    elif hasattr(value, "__dataclass_fields__"):
        for part in parts_of(value):
            yield from _names(getattr(value, part.name))
