"""Planning what was imported: a rotation with its layers, its order, and the overrides that are still to come."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from frontline.events.recording import record
from frontline.hours.wall import wall
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.rotation import events
from frontline.rotation.importing.schedule import Schedule
from frontline.rotation.models import Amendment, Lineup, Rotation
from frontline.rotation.overriding import amend, recorded
from frontline.rotation.plan.changing import changing
from frontline.rotation.planning import LayerPlan, Turning, plan_rotation
from frontline.rotation.reading import read
from frontline.rotation.slots import Cadence
from frontline.rotation.spec import Interval, Layer

_EPOCH = datetime(1970, 1, 1)


def plan_schedule(
    schedule: Schedule, teammates: Mapping[str, Teammate | None], *, name: str = "", by: Teammate
) -> Rotation:
    """A rotation as `schedule` says, for people matched by id; who is None is left out, and their slots stay empty.

    Layers that have ended and overrides that are over are left behind. Raises Invalid, NameTaken, ForLeads.
    """
    now = clock.now().replace(microsecond=0)
    window = Interval(int(now.timestamp()), int((now + timedelta(days=1)).timestamp()))
    known = {id: teammate for id, teammate in teammates.items() if teammate is not None}
    ids = schedule.renamed({each.id: each.id if each.id in known else None for each in schedule.people})
    spec = read(ids.spec(window))
    (rotation,) = spec.rotations.values()
    raw = ids.rotation["layers"]
    layers = [
        (said, layer) for said, layer in zip(raw, rotation.layers, strict=True) if not _is_over(layer, now)
    ]
    if not layers:
        raise Invalid("All layers of this schedule have ended: there is nothing to plan from now on.")
    with changing() as at:
        made = plan_rotation(
            (name or schedule.name).strip(),
            _turning(layers[0][1]),
            [_plan(said, layer, known) for said, layer in layers],
            by=by,
        )
        for row, (_, layer) in zip(made.layers.order_by("pk"), layers, strict=True):
            for version in layer.lineups[1:]:
                # An end: from that slot on the layer has nobody, and leaves its time to those below.
                ends = version.from_slot - layer.lineups[0].from_slot
                Lineup.objects.create(
                    layer=row, from_slot=ends, why="imported", made_by=by, made_at=clock.now()
                )
        kept = [each for each in spec.amendments if each.during.end > at.timestamp()]
        for each in kept:
            bounds = (
                datetime.fromtimestamp(instant, UTC) for instant in (each.during.start, each.during.end)
            )
            kind = Amendment.Kind(each.kind)
            recorded(amend(made, kind, known[each.teammate], *bounds, why="imported", by=by), by=by)
        record(
            events.IMPORTED,
            events.subject(made.pk),
            by=by,
            source=schedule.source,
            name=schedule.name,
            left=list(ids.left),
        )
    return made


def _is_over(layer: Layer, now: datetime) -> bool:
    """Whether its last line-up is an empty one that has begun."""
    last = layer.lineups[-1]
    if last.members:
        return False
    local = layer.cadence.local(last.from_slot)
    return wall(layer.cadence.zone, local, local).first_at(local) <= now.timestamp()


def _plan(said: Mapping[str, Any], layer: Layer, known: Mapping[str, Teammate]) -> LayerPlan:
    members = [[known[each] for each in member] for member in layer.lineups[0].members]
    return LayerPlan(
        members=members, hours=said.get("hours"), priority=layer.priority, turning=_turning(layer)
    )


def _turning(layer: Layer) -> Turning:
    """Slot 0 is the one in which the order begins: what was before is left behind."""
    cadence: Cadence = layer.cadence
    anchor = _EPOCH + timedelta(seconds=cadence.local(layer.lineups[0].from_slot))
    return Turning(
        timezone=cadence.zone,
        anchor_on=anchor.date(),
        hands_over_at=anchor.time(),
        every=cadence.every,
        unit=cadence.unit,
        advance="active" if layer.only_active else "always",
    )
