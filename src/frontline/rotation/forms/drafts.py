"""A rotation that is being written: what the form says at this moment, right or wrong.

Nothing of it is saved. The page sends all of it each time, so that it works without JavaScript, and in two tabs.
"""

from dataclasses import dataclass, field

from django.http import QueryDict

PLAN = ("name", "team", "is_hero", "timezone", "anchor_on", "hands_over_at", "every", "unit", "advance")
LAYER = ("name", "priority", "timezone", "hands_over_at")
HOURS = ("begins", "ends", "next_day")
NOBODY = "nobody"
MOST_LAYERS, MOST_HOURS, MOST_PLACES = 12, 14, 500

Place = tuple[int, ...]
"""The ids of who has a place together; nobody is empty."""
HoursDraft = dict[str, str | list[str]]


@dataclass
class LayerDraft:
    """One row of turns: its fields as they were typed, its places in order, its rows of hours."""

    said: dict[str, str] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    hours: list[HoursDraft] = field(default_factory=list)


@dataclass
class Draft:
    """`focus` is the id of the control to go on from after a button, `told` what the button did, to be read out."""

    said: dict[str, str] = field(default_factory=dict)
    layers: list[LayerDraft] = field(default_factory=list)
    focus: str = ""
    told: str = ""


def draft_from(post: QueryDict) -> Draft:
    """The draft that a page sent."""
    count = _number(post.get("layers"), MOST_LAYERS)
    return Draft(
        said={name: str(post[name]) for name in PLAN if name in post},
        layers=[_layer(post, number) for number in range(count)],
    )


def _layer(post: QueryDict, number: int) -> LayerDraft:
    prefix = f"layer{number}-"
    rows = _number(post.get(f"{prefix}hours"), MOST_HOURS)
    return LayerDraft(
        said={name: str(post[prefix + name]) for name in LAYER if prefix + name in post},
        places=[place_from(text) for text in post.getlist(f"{prefix}place")[:MOST_PLACES]],
        hours=[_hours(post, f"{prefix}hours{row}-") for row in range(rows)],
    )


def _hours(post: QueryDict, prefix: str) -> HoursDraft:
    said: HoursDraft = {name: str(post[prefix + name]) for name in HOURS if prefix + name in post}
    return {**said, "days": post.getlist(f"{prefix}days")}


def place_from(text: str) -> Place:
    """`12+15` is two together, `nobody` nobody; what is no id is left out."""
    found = (int(part) for part in text.split("+") if part.isascii() and part.isdecimal() and len(part) < 12)
    return tuple(dict.fromkeys(found))


def place_text(place: Place) -> str:
    return "+".join(map(str, place)) or NOBODY


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0
