"""Everything that the rotation page shows, gathered: the same few queries whatever it shows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from frontline.hours.holidays import UnknownPlace, holidays_between
from frontline.hours.wall import wall
from frontline.rotation.away.titles import title_for
from frontline.rotation.conflicts.needing import needed
from frontline.rotation.lanes.away import Mark, marks
from frontline.rotation.lanes.axis import Axis
from frontline.rotation.lanes.block import Block, Lane, Viewer, blocks
from frontline.rotation.lanes.pieces import GAP, ON_CALL, SHADOW, Piece, pieces
from frontline.rotation.lanes.reasons import at, reasons_in
from frontline.rotation.models import Absence, Rotation
from frontline.rotation.plan.final import FinalShift, final_shifts
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.people import Person
from frontline.rotation.plan.slots import cadence
from frontline.rotation.slots import slots_between
from frontline.rotation.spec import Interval

MOST_CUTS = 4000
BESIDE = timedelta(weeks=5)


@dataclass(frozen=True)
class Board:
    """The lanes over the axis. `scale` ("weeks", "days", "hours") says how long most shifts are, so how wide days are.

    `away` are absences and holidays of whoever is in a rotation.
    """

    axis: Axis
    lanes: Sequence[Lane]
    away: Sequence[Mark]
    scale: str
    viewer: Viewer

    @property
    def away_depth(self) -> int:
        return max((mark.row for mark in self.away), default=0) + 1

    @property
    def conflicts(self) -> list[tuple[Lane, Block]]:
        """What people should look at: nobody is on, or somebody who is away, from now on; by time."""
        found = [
            (lane, block)
            for lane in self.lanes
            for block in lane.blocks
            if not block.is_past and (block.piece.role == GAP or block.piece.is_absent)
        ]
        return sorted(found, key=lambda each: each[1].piece.from_at)


def gather(plan: Plan, axis: Axis, viewer: Viewer) -> Board:
    # Wider than the axis: what reaches over its edge is told with its true beginning and end.
    wide = axis.from_at - BESIDE, axis.until_at + BESIDE
    final = final_shifts(*wide, plan=plan)
    reasons = reasons_in(plan, *wide)
    lanes = []
    for pk, rotation in plan.rotations.items():
        zone = viewer.told_in(axis.zone if rotation.is_derived else rotation.timezone)
        found = [] if pk in plan.broken else _pieces(plan, rotation, final[pk], *wide)
        found = [each for each in found if each.from_at < axis.until_at and each.until_at > axis.from_at]
        lanes.append(_lane(plan, rotation, zone, blocks(axis, pk, zone, found, wide, reasons[pk], viewer)))
    return Board(axis, lanes, _away(plan, axis, lanes, viewer), _scale(lanes), viewer)


def pieces_of(plan: Plan, rotation: Rotation, from_at: datetime, until_at: datetime) -> list[Piece]:
    """The pieces of one rotation over a stretch."""
    final = final_shifts(from_at, until_at, only=[rotation.pk], plan=plan)
    return _pieces(plan, rotation, final[rotation.pk], from_at, until_at)


def _pieces(
    plan: Plan, rotation: Rotation, final: Sequence[FinalShift], from_at: datetime, until_at: datetime
) -> list[Piece]:
    window = Interval(int(from_at.timestamp()), int(until_at.timestamp()))
    spec = plan.spec.rotations.get(rotation.name)
    # Before it was planned, nobody was missed.
    asked = needed(spec, window) if spec else []
    missed = [
        (max(at(each.start), rotation.created_at), at(each.end))
        for each in asked
        if at(each.end) > rotation.created_at
    ]
    has_slots = _has_slots(rotation)
    cuts = _cuts(rotation, window) if has_slots else []
    return pieces(final, needed=missed, cuts=cuts, has_slots=has_slots)


def _has_slots(rotation: Rotation) -> bool:
    """Whether all layers of the rotation have the same slots, so that one of them is somebody's shift."""
    return not rotation.is_derived and not any(
        layer.unit or layer.every or layer.anchor_on or layer.hands_over_at or layer.timezone
        for layer in rotation.layers.all()
    )


def _cuts(rotation: Rotation, window: Interval) -> list[datetime]:
    """Where slots begin; not in the past, for hand-overs may have moved since."""
    turns = cadence(rotation)
    clock = wall(turns.zone, window.start, window.end)
    cuts = [at(instant) for instant, _ in slots_between(turns, clock, window.start, window.end)]
    return [cut for cut in cuts[1:] if cut >= rotation.frozen_until] if len(cuts) <= MOST_CUTS else []


def _lane(plan: Plan, rotation: Rotation, zone: str, found: Sequence[Block]) -> Lane:
    return Lane(
        rotation=rotation.pk,
        name=rotation.name,
        is_hero=rotation.is_hero,
        is_derived=rotation.is_derived,
        detail=_detail(rotation),
        zone=zone,
        broken=plan.broken.get(rotation.pk, ""),
        blocks=found,
    )


def _detail(rotation: Rotation) -> str:
    """How it turns, in a few words."""
    if rotation.is_derived:
        return "derived"
    if rotation.every == 1:
        return {"hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly"}[rotation.unit]
    return f"every {rotation.every} {rotation.get_unit_display()}"


def _scale(lanes: Iterable[Lane]) -> str:
    """By the lane with the shortest shifts that has more than a few of them."""
    typical = []
    for lane in lanes:
        lasting = [
            (b.piece.until_at - b.piece.from_at).total_seconds() / 3600
            for b in lane.blocks
            if b.piece.role == ON_CALL
        ]
        if len(lasting) >= 8:
            typical.append(median(lasting))
    shortest = min(typical, default=168)
    return "hours" if shortest < 15 else "days" if shortest < 60 else "weeks"


def _away(plan: Plan, axis: Axis, lanes: Sequence[Lane], viewer: Viewer) -> list[Mark]:
    people = _in_rotations(plan, lanes)
    rows = (
        Absence.objects.filter(teammate__in=people, until_at__gt=axis.from_at, from_at__lt=axis.until_at)
        .order_by("from_at", "id")
        .values_list("teammate", "from_at", "until_at", title_for(viewer.pk))
    )
    return marks(axis, people, list(rows), _holidays(people.values(), axis), viewer)


def _in_rotations(plan: Plan, lanes: Sequence[Lane]) -> dict[int, Person]:
    """Whoever is on somewhere on the axis, or in a line-up that holds."""
    found = {
        person.pk: person
        for lane in lanes
        for block in lane.blocks
        if block.piece.role != SHADOW
        for person in block.piece.people
    }
    for rotation in plan.rotations.values():
        for layer in rotation.layers.all():
            for lineup in list(layer.lineups.all())[-1:]:
                for member in lineup.members.all():
                    if member.teammate_id is not None:
                        found[member.teammate_id] = plan.people[member.teammate_id]
    return {pk: person for pk, person in found.items() if person.is_active}


def _holidays(people: Iterable[Person], axis: Axis) -> dict[tuple[date, str, str], list[Person]]:
    found: dict[tuple[date, str, str], list[Person]] = defaultdict(list)
    until = axis.begins_on + timedelta(weeks=axis.weeks)
    for person in people:
        if person.country:
            try:
                days = holidays_between(person.country, axis.begins_on, until)
            except UnknownPlace:
                continue
            for day in days:
                found[day.on, day.name, person.country].append(person)
    return found
