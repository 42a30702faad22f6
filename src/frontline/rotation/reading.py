"""A specification from JSON: the form of docs/rotation.md. What is left out has the default that stands there."""

import json
from collections.abc import Mapping
from typing import cast

from frontline.rotation.fields import Fields, SpecRefused
from frontline.rotation.reading_expressions import Expressions, check_order
from frontline.rotation.reading_layers import member, rotation
from frontline.rotation.spec import Absence, Amendment, Expression, Kind, Rotation, Spec

SPEC = ("rotations", "teams", "amendments", "absences", "derived", "from", "until")
AMENDMENT = ("rotation", "kind", "from", "to", "teammate", "instead_of", "by")
ABSENCE = ("teammate", "from", "to")
DERIVED = ("name", "expr")
KINDS = ("replace", "add", "remove", "swap", "cover")


def parse(text: str | bytes) -> Spec:
    """The specification in a JSON text. Raises SpecRefused."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SpecRefused(f"This is not JSON: {error}.") from error
    return read(value)


def read(value: object) -> Spec:
    """The specification in a JSON value. Raises SpecRefused."""
    fields = Fields(value, "spec", SPEC)
    rotations: dict[str, Rotation] = {}
    for where, each in fields.each("rotations"):
        found = rotation(each, where)
        if found.name in rotations:
            raise SpecRefused(f"{where}.name: there are two rotations {found.name!r}.")
        rotations[found.name] = found
    teams = _teams(fields)
    derived = _derived(fields, rotations, teams)
    names = {*rotations, *derived}
    return Spec(
        window=fields.interval("from", "until"),
        rotations=rotations,
        derived=derived,
        teams=teams,
        amendments=tuple(_amendment(each, where, names) for where, each in fields.each("amendments")),
        absences=tuple(_absence(each, where) for where, each in fields.each("absences")),
    )


def _amendment(value: object, where: str, names: set[str]) -> Amendment:
    fields = Fields(value, where, AMENDMENT)
    kind = cast("Kind", fields.choice("kind", KINDS))
    name, teammate = fields.text("rotation"), fields.text("teammate")
    if name not in names:
        fields.refuse("rotation", f"there is no rotation {name!r}.")
    if kind == "swap" and not fields.has("instead_of"):
        fields.refuse("instead_of", "a swap is between two: say with whom.")
    if kind in {"add", "remove"} and fields.has("instead_of"):
        fields.refuse("instead_of", f"this has no meaning with {kind!r}.")
    instead_of = fields.text("instead_of") if fields.has("instead_of") else None
    if instead_of == teammate:
        fields.refuse("instead_of", "the two must be different.")
    by = fields.text("by") if fields.has("by") else None
    return Amendment(name, kind, fields.interval(), teammate, instead_of, by)


def _absence(value: object, where: str) -> Absence:
    fields = Fields(value, where, ABSENCE)
    return Absence(fields.text("teammate"), fields.interval())


def _teams(fields: Fields) -> dict[str, tuple[str, ...]]:
    named = fields.value.get("teams", {})
    teams = Fields(named, "spec.teams", named if isinstance(named, dict) else ())
    return {
        team: tuple(name for at, each in teams.each(team) for name in member(each, at))
        for team in teams.value
    }


def _derived(
    fields: Fields, rotations: Mapping[str, Rotation], teams: Mapping[str, tuple[str, ...]]
) -> dict[str, Expression]:
    raw: dict[str, tuple[str, object]] = {}
    for where, each in fields.each("derived"):
        derived = Fields(each, where, DERIVED)
        name = derived.text("name")
        if name in rotations or name in raw:
            derived.refuse("name", f"there are two rotations {name!r}.")
        raw[name] = f"{where}.expr", derived.value.get("expr")
    expressions = Expressions(rotations, raw, teams)
    found = {name: expressions.read(each, where) for name, (where, each) in raw.items()}
    check_order(found)
    return found
