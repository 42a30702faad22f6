"""Planning rotations: making one, moving its hand-over, ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction

from frontline.events.recording import record
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid, Refusal
from frontline.people.models import Team, Teammate
from frontline.rotation import events
from frontline.rotation.allowing import only_leads
from frontline.rotation.fields import SpecRefused
from frontline.rotation.lining_up import Members, add_lineup
from frontline.rotation.models import Layer, Rotation
from frontline.rotation.plan.changing import changing
from frontline.rotation.plan.loading import load


class NameTaken(Refusal):
    """Derived rotations name others, so a name means one."""

    code = "name_taken"


class StoodOn(Refusal):
    """Other rotations are derived from this one."""

    code = "rotation_stood_on"


@dataclass(frozen=True, slots=True)
class Turning:
    """When turns begin: slot 0 on a date at a local time, the next `every` `unit`s later."""

    timezone: str
    anchor_on: date
    hands_over_at: time
    every: int = 1
    unit: str = "week"
    advance: str = "always"


@dataclass(frozen=True, slots=True)
class LayerPlan:
    """A row of turns: its members in order, within `hours` (None: always), above others by `priority`.

    `turning` is its own if it differs from the rotation's.
    """

    members: Members
    hours: Sequence[dict[str, Any]] | None = None
    priority: int = 0
    name: str = ""
    turning: Turning | None = None


def plan_rotation(
    name: str,
    turning: Turning,
    layers: Sequence[LayerPlan],
    *,
    team: Team | None = None,
    is_hero: bool = False,
    by: Teammate,
) -> Rotation:
    """A new rotation. Raises NameTaken, SpecRefused, ForLeads."""
    only_leads(by, "plan a rotation")
    with changing() as at:
        made = _make(name, turning, None, team=team, is_hero=is_hero, at=at)
        for each in layers:
            layer = Layer.objects.create(
                rotation=made,
                name=each.name,
                priority=each.priority,
                hours=list(each.hours) if each.hours is not None else None,
                **_own(each.turning),
            )
            add_lineup(layer, 0, each.members, why="planned", by=by)
        _check(made)
        record(events.PLANNED, events.subject(made.pk), by=by, name=made.name)
    return made


def derive_rotation(name: str, expression: Any, *, team: Team | None = None, by: Teammate) -> Rotation:
    """A new rotation derived from others, by an expression of docs/rotation.md. Raises as `plan_rotation` does."""
    only_leads(by, "plan a rotation")
    with changing() as at:
        turning = Turning("UTC", at.date(), time(0))
        made = _make(name, turning, expression, team=team, is_hero=False, at=at)
        _check(made)
        record(events.PLANNED, events.subject(made.pk), by=by, name=made.name, expression=expression)
    return made


def reschedule(rotation: Rotation, *, timezone: str, hands_over_at: time, by: Teammate) -> None:
    """Move the hand-over on the clock from now on. Slots keep their numbers, so turns and amendments follow.

    Raises SpecRefused, ForLeads.
    """
    only_leads(by, "move the hand-over")
    with changing():
        Rotation.objects.filter(pk=rotation.pk).update(timezone=timezone, hands_over_at=hands_over_at)
        _check(rotation)
        said = f"{hands_over_at:%H:%M} {timezone}"
        record(events.RESCHEDULED, events.subject(rotation.pk), by=by, hands_over_at=said)
    rotation.refresh_from_db()


def end_rotation(rotation: Rotation, *, by: Teammate) -> None:
    """Nobody is on any more from now on; what was stays in the log. Again: changes nothing.

    Raises StoodOn, ForLeads.
    """
    only_leads(by, "end a rotation")
    with changing() as at:
        if not Rotation.objects.filter(pk=rotation.pk, ended_at=None).update(ended_at=at):
            return
        if broken := load().broken:
            names = ", ".join(Rotation.objects.filter(pk__in=broken).values_list("name", flat=True))
            raise StoodOn(f"{names} is derived from {rotation.name}: end that first.")
        record(events.ENDED, events.subject(rotation.pk), by=by)


def _make(
    name: str, turning: Turning, expression: Any, *, team: Team | None, is_hero: bool, at: datetime
) -> Rotation:
    if not (name := name.strip()):
        raise Invalid("A rotation needs a name.")
    made = Rotation(
        name=name,
        team=team,
        is_hero=is_hero,
        expression=expression,
        frozen_until=at,
        created_at=clock.now(),
        **_fields(turning),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        if "one_hero_rotation" in str(error):
            raise Refusal(
                "There is a hero's rotation already: end it first, or plan this as another."
            ) from error
        raise NameTaken(f"There is, or was, a rotation {name} already: choose another name.") from error
    return made


def _fields(turning: Turning) -> dict[str, Any]:
    return {
        "timezone": turning.timezone,
        "anchor_on": turning.anchor_on,
        "hands_over_at": turning.hands_over_at,
        "every": turning.every,
        "unit": turning.unit,
        "advance": turning.advance,
    }


def _own(turning: Turning | None) -> dict[str, Any]:
    return _fields(turning) if turning else {}


def _check(rotation: Rotation) -> None:
    """Raises SpecRefused if it can't be worked out as it stands now."""
    plan = load()
    if sentence := plan.broken.get(rotation.pk):
        raise SpecRefused(sentence)
