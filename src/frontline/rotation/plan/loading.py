"""Everything that was planned, as one specification: the form of docs/rotation.md, and the evaluator's values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.db.models import Prefetch

from frontline.kernel import clock
from frontline.people.models import Team
from frontline.rotation.fields import SpecRefused
from frontline.rotation.models import Absence, Amendment, Layer, Lineup, LineupMember, Rotation, Shadow
from frontline.rotation.plan.people import Person, everybody
from frontline.rotation.plan.slots import begins, interval
from frontline.rotation.reading import read
from frontline.rotation.spec import Interval, Spec

_NEVER = {
    "from": "2000-01-01T00:00:00Z",
    "until": "2000-01-02T00:00:00Z",
}  # the window is set when one is asked for


@dataclass(frozen=True)
class Plan:
    """`value` is the specification as JSON without its window; `broken` says why a rotation can't be worked out."""

    number: int
    value: Mapping[str, Any]
    spec: Spec
    people: Mapping[int, Person]
    rotations: Mapping[int, Rotation]
    broken: Mapping[int, str]

    def during(self, window: Interval) -> Spec:
        """The specification over a window."""
        return replace(self.spec, window=window)


def load(number: int = 0) -> Plan:
    """The plan as the database has it in this transaction; six queries, however large it is."""
    people = everybody()
    rotations = _rotations()
    own = [rotation for rotation in rotations if not rotation.is_derived]
    value = {
        "rotations": [_rotation(rotation, people) for rotation in own],
        "teams": _teams(people),
        "amendments": _amendments(rotations, people),
        "absences": _absences(people, min((r.frozen_until for r in rotations), default=clock.now())),
        "derived": [{"name": r.name, "expr": r.expression} for r in rotations if r.is_derived],
    }
    value, refused = _sound(value)
    return Plan(
        number=number,
        value=value,
        spec=read({**value, **_NEVER}),
        people=people,
        rotations={rotation.pk: rotation for rotation in rotations},
        broken={rotation.pk: refused[rotation.name] for rotation in rotations if rotation.name in refused},
    )


def _rotations() -> list[Rotation]:
    lineups = Lineup.objects.order_by("id").prefetch_related(
        Prefetch("members", LineupMember.objects.order_by("position", "id"))
    )
    return list(
        Rotation.objects.filter(ended_at=None)
        .select_related("team")
        .prefetch_related(
            Prefetch("layers", Layer.objects.prefetch_related(Prefetch("lineups", lineups))),
            Prefetch("shadows", Shadow.objects.filter(revoked_at=None)),
        )
    )


def _rotation(rotation: Rotation, people: Mapping[int, Person]) -> dict[str, Any]:
    return {
        "name": rotation.name,
        "timezone": rotation.timezone,
        "anchor": datetime.combine(rotation.anchor_on, rotation.hands_over_at).isoformat(),
        "every": rotation.every,
        "unit": rotation.unit,
        "advance": rotation.advance,
        "layers": [_layer(layer, rotation, people) for layer in rotation.layers.all()],
        "shadows": [_shadow(shadow, rotation, people) for shadow in rotation.shadows.all()],
    }


def _layer(layer: Layer, rotation: Rotation, people: Mapping[int, Person]) -> dict[str, Any]:
    said: dict[str, Any] = {
        key: value
        for key, value in (
            ("hours", layer.hours),
            ("timezone", layer.timezone),
            ("every", layer.every),
            ("unit", layer.unit),
            ("advance", layer.advance),
        )
        if value
    }
    if layer.anchor_on or layer.hands_over_at:
        anchor_on = layer.anchor_on or rotation.anchor_on
        said["anchor"] = datetime.combine(
            anchor_on, layer.hands_over_at or rotation.hands_over_at
        ).isoformat()
    said["priority"] = layer.priority
    said["lineups"] = [_lineup(lineup, people) for lineup in layer.lineups.all()]
    return said


def _lineup(lineup: Lineup, people: Mapping[int, Person]) -> dict[str, Any]:
    positions = groupby(lineup.members.all(), key=lambda member: member.position)
    return {
        "from_slot": lineup.from_slot,
        "members": [_member([m.teammate_id for m in together], people) for _, together in positions],
    }


def _member(ids: Iterable[int | None], people: Mapping[int, Person]) -> Any:
    names = [people[pk].label for pk in ids if pk is not None]
    return (names if len(names) > 1 else names[0]) if names else None


def _shadow(shadow: Shadow, rotation: Rotation, people: Mapping[int, Person]) -> dict[str, Any]:
    said = {
        "teammate": people[shadow.teammate_id].label,
        "from": begins(rotation, shadow.from_slot).isoformat(),
        "to": begins(rotation, shadow.from_slot + shadow.shifts).isoformat(),
    }
    return said | ({"with": people[shadow.beside_id].label} if shadow.beside_id else {})


def _teams(people: Mapping[int, Person]) -> dict[str, list[str]]:
    return {
        name: [person.label for person in people.values() if person.team_id == pk and person.is_active]
        for pk, name in Team.objects.order_by("pk").values_list("pk", "name")
    }


def _amendments(rotations: Iterable[Rotation], people: Mapping[int, Person]) -> list[dict[str, Any]]:
    known = {rotation.pk: rotation for rotation in rotations}
    # The frozen past needs none of those that ended in it; one tied to slots may have moved since it was written.
    standing = Amendment.objects.filter(revoked_at=None, rotation__in=known).order_by("id")
    found = []
    for amendment in standing:
        rotation = known[amendment.rotation_id]
        during = interval(rotation, amendment)
        if during is not None and during.end > int(rotation.frozen_until.timestamp()):
            found.append(_amendment(amendment, rotation, during, people))
    return found


def _amendment(
    amendment: Amendment, rotation: Rotation, during: Interval, people: Mapping[int, Person]
) -> dict[str, Any]:
    said = {
        "rotation": rotation.name,
        "kind": amendment.kind,
        "from": _instant(during.start),
        "to": _instant(during.end),
        "teammate": people[amendment.teammate_id].label,
    }
    if amendment.instead_of_id and amendment.kind not in {"add", "remove"}:
        said["instead_of"] = people[amendment.instead_of_id].label
    if amendment.ask_id is None:
        said["by"] = people[amendment.made_by_id].label
    return said


def _absences(people: Mapping[int, Person], since_at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "teammate": people[teammate].label,
            "from": _instant(int(from_at.timestamp())),
            "to": _instant(max(int(until_at.timestamp()), int(from_at.timestamp()) + 1)),
        }
        for teammate, from_at, until_at in Absence.objects.filter(until_at__gt=since_at)
        .order_by("id")
        .values_list("teammate", "from_at", "until_at")
    ]


def _sound(value: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The specification without the derived rotations that can't be read (a team is gone, say), and why they can't."""
    derived, refused = list(value["derived"]), dict[str, str]()
    try:
        read({**value, **_NEVER})
    except SpecRefused:
        kept: list[dict[str, Any]] = []
        waiting, found = derived, True
        while found:  # each may stand on others, so as long as one more can be read
            found = False
            for each in list(waiting):
                if (sentence := _refusal({**value, "derived": [*kept, each]})) is None:
                    kept.append(each)
                    waiting.remove(each)
                    found = True
                else:
                    refused[each["name"]] = sentence
        refused = {each["name"]: refused[each["name"]] for each in waiting}
        amendments = [each for each in value["amendments"] if each["rotation"] not in refused]
        value = {**value, "derived": kept, "amendments": amendments}
    return value, refused


def _refusal(value: dict[str, Any]) -> str | None:
    named = {each["name"] for each in (*value["rotations"], *value["derived"])}
    amendments = [each for each in value["amendments"] if each["rotation"] in named]
    try:
        read({**value, "amendments": amendments, **_NEVER})
    except SpecRefused as refusal:
        return refusal.sentence
    return None


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
