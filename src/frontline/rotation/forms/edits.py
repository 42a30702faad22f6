"""What the buttons of a draft do: each is `verb:layer` or `verb:layer:row`. What has no meaning changes nothing."""

from collections.abc import Callable, Mapping

from django.http import QueryDict

from frontline.people.models import Role, Teammate
from frontline.rotation.forms.drafts import (
    MOST_HOURS,
    MOST_LAYERS,
    MOST_PLACES,
    Draft,
    LayerDraft,
    Place,
    place_from,
)
from frontline.rotation.forms.presets import PRESETS, hours, preset

People = Mapping[int, Teammate]
Edit = Callable[[Draft, LayerDraft, int, int, People], None]


def edit(draft: Draft, command: str, post: QueryDict, people: People, timezone: str = "UTC") -> Draft:
    """The draft after one button. `people` are all teammates by id."""
    verb, *rest = command.split(":")
    if verb == "preset":
        name = rest[0] if rest else ""
        return preset(name, draft, timezone) if name in {key for key, *_ in PRESETS} else draft
    if verb == "layer-add":
        return _add_layer(draft)
    numbers = [int(each) for each in rest if each.isascii() and each.isdecimal() and len(each) < 6]
    if not numbers or len(numbers) < len(rest) or numbers[0] >= len(draft.layers):
        return draft
    number, row = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if verb == "add":
        _add(draft, number, post.get(f"layer{number}-adds", ""), people)
    elif verb == "layer-remove" and len(draft.layers) > 1:
        del draft.layers[number]
        draft.focus, draft.told = "layer-add", "The layer is removed."
    elif verb in _EDITS:
        _EDITS[verb](draft, draft.layers[number], number, row, people)
    return draft


def named(place: Place, people: People) -> str:
    return " and ".join(people[pk].name for pk in place if pk in people) or "Nobody"


def _add(draft: Draft, number: int, said: str, people: People) -> None:
    layer = draft.layers[number]
    new: list[Place]
    if said == "everybody":
        there = {pk for place in layer.places for pk in place}
        team = draft.said.get("team", "")
        new = [(one.pk,) for one in people.values() if one.pk not in there and _takes_turns(one, team)]
    elif said:
        new = [tuple(pk for pk in place_from(said) if pk in people)]
    else:
        new = []
    layer.places += new[: MOST_PLACES - len(layer.places)]
    draft.focus = f"adds-{number}"
    draft.told = f"{', '.join(named(each, people) for each in new)} added." if new else "Nobody was chosen."


def _takes_turns(one: Teammate, team: str) -> bool:
    """The team's members; without a team everybody but those who only read along."""
    return one.is_active and (str(one.team_id) == team if team else one.role != Role.PRODUCT)


def _add_layer(draft: Draft) -> Draft:
    if len(draft.layers) < MOST_LAYERS:
        draft.layers.append(LayerDraft({"priority": "0"}))
        draft.focus, draft.told = f"adds-{len(draft.layers) - 1}", "A layer is added."
    return draft


def _move(by: int) -> Edit:
    def moved(draft: Draft, layer: LayerDraft, number: int, row: int, people: People) -> None:
        to = row + by
        if row >= len(layer.places) or not 0 <= to < len(layer.places):
            return
        layer.places.insert(to, layer.places.pop(row))
        draft.focus = f"{'down' if by > 0 else 'up'}-{number}-{to}"
        draft.told = f"{named(layer.places[to], people)} is now number {to + 1} of {len(layer.places)}."

    return moved


def _remove(draft: Draft, layer: LayerDraft, number: int, row: int, people: People) -> None:
    if row < len(layer.places):
        gone = layer.places.pop(row)
        left = min(row, len(layer.places) - 1)
        draft.focus = f"remove-{number}-{left}" if layer.places else f"adds-{number}"
        draft.told = f"{named(gone, people)} removed."


def _join(draft: Draft, layer: LayerDraft, number: int, row: int, people: People) -> None:
    if 0 < row < len(layer.places):
        both = tuple(dict.fromkeys([*layer.places[row - 1], *layer.places.pop(row)]))
        layer.places[row - 1] = both
        draft.focus = f"part-{number}-{row - 1}" if len(both) > 1 else f"remove-{number}-{row - 1}"
        draft.told = f"{named(both, people)} have it together."


def _part(draft: Draft, layer: LayerDraft, number: int, row: int, people: People) -> None:
    if row < len(layer.places) and len(layer.places[row]) > 1:
        layer.places[row : row + 1] = [(pk,) for pk in layer.places[row]]
        draft.focus, draft.told = f"join-{number}-{row + 1}", "Each has a place of their own."


def _add_hours(draft: Draft, layer: LayerDraft, number: int, row: int, people: People) -> None:
    if len(layer.hours) < MOST_HOURS:
        layer.hours.append(hours("mon tue wed thu fri", "09:00", "17:00"))
        draft.focus = f"layer{number}-hours{len(layer.hours) - 1}-begins"
        draft.told = "Hours are added."


def _remove_hours(draft: Draft, layer: LayerDraft, number: int, row: int, people: People) -> None:
    if row < len(layer.hours):
        del layer.hours[row]
        draft.focus, draft.told = f"hours-add-{number}", "The hours are removed."


_EDITS: dict[str, Edit] = {
    "up": _move(-1),
    "down": _move(1),
    "remove": _remove,
    "join": _join,
    "part": _part,
    "hours-add": _add_hours,
    "hours-remove": _remove_hours,
}
