"""What a rotation that is not saved would give: its final shifts, beside the plan as it stands. Changes nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from frontline.hours.wall import wall
from frontline.kernel import clock
from frontline.rotation.evaluate import evaluate
from frontline.rotation.fields import SpecRefused
from frontline.rotation.plan.current import current
from frontline.rotation.plan.final import FinalDuty, FinalShift
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.people import by_label
from frontline.rotation.planning import LayerPlan, Turning
from frontline.rotation.reading import read

_NAME = "· this one ·"  # no rotation that is saved is called so
_EPOCH = datetime(1970, 1, 1)  # naive on purpose: what a wall clock shows


def planned_shifts(
    turning: Turning, layers: Sequence[LayerPlan], from_at: datetime, until_at: datetime
) -> list[FinalShift]:
    """The shifts of a rotation with turns of its own. Raises SpecRefused."""
    plan = current()
    draft = {"name": _NAME, **_turning(turning), "layers": [_layer(each, plan) for each in layers]}
    value = {"rotations": [draft], "absences": plan.value["absences"]}
    return _shifts(value, plan, from_at, until_at)


def derived_shifts(expression: Any, from_at: datetime, until_at: datetime) -> list[FinalShift]:
    """The shifts of a rotation that is derived by an expression of docs/rotation.md. Raises SpecRefused.

    The sentence begins with where in the expression it is wrong.
    """
    plan = current()
    derived = [*plan.value["derived"], {"name": _NAME, "expr": expression}]
    try:
        return _shifts({**plan.value, "derived": derived}, plan, from_at, until_at)
    except SpecRefused as refusal:
        raise SpecRefused(told(refusal.sentence, len(derived) - 1)) from refusal


def told(sentence: str, number: int) -> str:
    """A refusal of the derived rotation of that number, without its place in the whole specification."""
    inside = sentence.removeprefix(f"spec.derived[{number}].expr").removeprefix(".")
    if inside == sentence:
        return sentence.removeprefix("spec.derived: ")
    return inside.removeprefix(": ")


def starts_at(turning: Turning) -> datetime:
    """When a draft's first shift could begin: now, or its first hand-over if that is still to come."""
    anchor = datetime.combine(turning.anchor_on, turning.hands_over_at)
    local = int((anchor - _EPOCH).total_seconds())
    first = wall(turning.timezone, local, local).first_at(local)
    return max(clock.now().replace(microsecond=0), datetime.fromtimestamp(first, UTC))


def _shifts(value: Mapping[str, Any], plan: Plan, from_at: datetime, until_at: datetime) -> list[FinalShift]:
    people = by_label(plan.people.values())
    shifts = evaluate(read({**value, **_window(from_at, until_at)}))[_NAME]
    return [
        FinalShift(
            shift.from_at,
            shift.until_at,
            tuple(FinalDuty(people[d.teammate], d.role, d.because, d.absent) for d in shift.on),
        )
        for shift in shifts
    ]


def _window(from_at: datetime, until_at: datetime) -> dict[str, str]:
    return {"from": from_at.isoformat(), "until": until_at.isoformat()}


def _turning(turning: Turning) -> dict[str, Any]:
    return {
        "timezone": turning.timezone,
        "anchor": datetime.combine(turning.anchor_on, turning.hands_over_at).isoformat(),
        "every": turning.every,
        "unit": turning.unit,
        "advance": turning.advance,
    }


def _layer(layer: LayerPlan, plan: Plan) -> dict[str, Any]:
    members = [[plan.people[one.pk].label for one in together] or None for together in layer.members]
    said: dict[str, Any] = {"priority": layer.priority, "lineups": [{"members": members}]}
    if layer.hours is not None:
        said["hours"] = list(layer.hours)
    return said | (_turning(layer.turning) if layer.turning else {})
