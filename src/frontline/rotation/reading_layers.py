"""Reading rotations: their layers, line-ups and shadows."""

from collections.abc import Mapping
from typing import Any, cast

from frontline.rotation.fields import Fields, SpecRefused
from frontline.rotation.reading_hours import week
from frontline.rotation.slots import Cadence, Unit
from frontline.rotation.spec import Layer, Lineup, Member, Rotation, Shadow

CADENCE = ("timezone", "anchor", "every", "unit", "advance", "lineups")
ROTATION = ("name", *CADENCE, "layers", "shadows")
LAYER = ("priority", "hours", *CADENCE)
LINEUP = ("from_slot", "members")
SHADOW = ("teammate", "from", "to", "with")
LONGEST: dict[Unit, int] = {"hour": 8760, "day": 3660, "week": 520, "month": 120}
_FURTHEST = 1_000_000


def rotation(value: object, where: str) -> Rotation:
    fields = Fields(value, where, ROTATION)
    general = {key: fields.value[key] for key in CADENCE if key in fields.value}
    layers = list(fields.each("layers")) or [(where, {})]
    return Rotation(
        name=fields.text("name"),
        layers=tuple(_layer(each, at, general) for at, each in layers),
        shadows=tuple(_shadow(each, at) for at, each in fields.each("shadows")),
    )


def _layer(value: object, where: str, general: Mapping[str, Any]) -> Layer:
    """What a layer does not say of its cadence and line-ups, its rotation says."""
    own = Fields(value, where, LAYER)
    fields = Fields({**general, **own.value}, where, LAYER)
    unit = cast("Unit", fields.choice("unit", LONGEST, "week"))
    return Layer(
        cadence=Cadence(
            anchor=fields.local("anchor"),
            zone=fields.zone("timezone", "UTC"),
            every=fields.whole("every", 1, 1, LONGEST[unit]),
            unit=unit,
        ),
        lineups=tuple(_lineup(each, at) for at, each in fields.each("lineups")),
        priority=fields.whole("priority", 0, -_FURTHEST, _FURTHEST),
        week=week(fields),
        only_active=fields.choice("advance", ("always", "active"), "always") == "active",
    )


def _lineup(value: object, where: str) -> Lineup:
    fields = Fields(value, where, LINEUP)
    return Lineup(
        from_slot=fields.whole("from_slot", 0, -_FURTHEST, _FURTHEST),
        members=tuple(member(each, at) for at, each in fields.each("members")),
    )


def member(value: object, where: str) -> Member:
    if value is None:
        return ()
    together = value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) and name.strip() for name in together):
        raise SpecRefused(
            f"{where}: a name is needed, null for nobody, or a list of names for several at once."
        )
    return tuple(dict.fromkeys(together))


def _shadow(value: object, where: str) -> Shadow:
    fields = Fields(value, where, SHADOW)
    beside = fields.text("with") if fields.has("with") else None
    return Shadow(fields.text("teammate"), fields.interval(), beside)
