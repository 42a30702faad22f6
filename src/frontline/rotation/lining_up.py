"""Changing the order: a new version of a line-up, from a slot on. What was before stays as it was."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction

from frontline.events.recording import record
from frontline.hours.wall import wall
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.rotation import events
from frontline.rotation.allowing import only_active, only_leads
from frontline.rotation.lineups import Order
from frontline.rotation.models import Layer, Lineup, LineupMember, Rotation
from frontline.rotation.plan.changing import changing
from frontline.rotation.plan.current import current
from frontline.rotation.plan.final import FinalShift, final_shifts
from frontline.rotation.plan.loading import Plan, load
from frontline.rotation.spec import Layer as PlainLayer

Members = Sequence[Sequence[Teammate]]
"""By position: who has the slot together; nobody on purpose is empty."""
LONGEST = 500
SHOWN_FOR = timedelta(weeks=26)


class From(StrEnum):
    """When a new order begins."""

    NOW = "now"
    NEXT = "next"
    ROUND = "round"


class Moved(NamedTuple):
    """A stretch of time with others on than before."""

    from_at: datetime
    until_at: datetime
    before: tuple[str, ...]
    after: tuple[str, ...]


def change_lineup(layer: Layer, members: Members, *, begins: From, why: str = "", by: Teammate) -> Lineup:
    """The new order of a layer: at once, after the current shift, or after the full round.

    Raises Invalid, SpecRefused, ForLeads.
    """
    only_leads(by, "change the line-up")
    with changing() as at:
        slot = slot_from(layer, begins, at)
        made = add_lineup(layer, slot, members, why=why, by=by)
        load()  # refused here rather than on everybody's page
        names = [" + ".join(t.name for t in together) or "nobody" for together in members]
        record(
            events.LINEUP_CHANGED,
            events.subject(layer.rotation_id),
            by=by,
            why=why,
            from_slot=slot,
            members=names,
        )
    return made


def preview(layer: Layer, members: Members, *, begins: From, by: Teammate) -> dict[int, list[Moved]]:
    """Whose shifts would move in the next half year, by id of each rotation that changes. Changes nothing itself."""
    since_at = clock.now()
    window = since_at, since_at + SHOWN_FOR
    plan = current()
    before = final_shifts(*window, plan=plan)
    with transaction.atomic():
        add_lineup(layer, slot_from(layer, begins, since_at, plan), members, why="", by=by)
        after = final_shifts(*window, plan=load())
        transaction.set_rollback(True)
    found = {pk: moved(before[pk], after[pk]) for pk in before}
    return {pk: changes for pk, changes in found.items() if changes}


def add_lineup(layer: Layer, slot: int, members: Members, *, why: str, by: Teammate) -> Lineup:
    """Write a version. For verbs that hold the plan's lock."""
    if not members or not any(members):
        raise Invalid("A line-up needs at least one teammate.")
    if len(members) > LONGEST:
        raise Invalid(f"A line-up has {LONGEST} places at most.")
    only_active(*(teammate for together in members for teammate in together))
    made = Lineup.objects.create(layer=layer, from_slot=slot, why=why, made_by=by, made_at=clock.now())
    LineupMember.objects.bulk_create(
        LineupMember(lineup=made, position=position, teammate=teammate)
        for position, together in enumerate(members)
        for teammate in (dict.fromkeys(together) or [None])
    )
    return made


def slot_from(layer: Layer, begins: From, at: datetime, plan: Plan | None = None) -> int:
    """The slot from which a new order holds; by the plan as this transaction has it, unless one is given."""
    plain = _plain(layer, plan or load())
    instant = int(at.timestamp())
    here = plain.cadence.slot_at(wall(plain.cadence.zone, instant, instant).reached_at(instant))
    if begins == From.NOW:
        return here
    if begins == From.NEXT:
        return here + 1
    return _next_round(plain, here + 1)


def _next_round(layer: PlainLayer, slot: int) -> int:
    """The first slot from `slot` on that is the first member's again."""
    order = Order(layer)
    for later in range(slot, slot + 100 * (order.longest + 1)):
        if order.is_first(later):
            return later
    return slot


def _plain(layer: Layer, plan: Plan) -> PlainLayer:
    rotation = plan.rotations[layer.rotation_id]
    number = [each.pk for each in rotation.layers.all()].index(layer.pk)
    return plan.spec.rotations[rotation.name].layers[number]


def moved(before: list[FinalShift], after: list[FinalShift]) -> list[Moved]:
    """Where the two differ; both fill the same window."""
    found: list[Moved] = []
    first = second = 0
    while first < len(before) and second < len(after):
        one, other = before[first], after[second]
        start, end = max(one.from_at, other.from_at), min(one.until_at, other.until_at)
        names = _names(one), _names(other)
        if names[0] != names[1]:
            if found and found[-1].until_at == start and (found[-1].before, found[-1].after) == names:
                found[-1] = found[-1]._replace(until_at=end)
            else:
                found.append(Moved(start, end, *names))
        first += one.until_at == end
        second += other.until_at == end
    return found


def _names(shift: FinalShift) -> tuple[str, ...]:
    return tuple(duty.person.name for duty in shift.on if duty.is_on_call)


def members_now(layer: Layer) -> list[list[Teammate]]:
    """The order that was said last, by position."""
    last = layer.lineups.order_by("-id").first()
    found: dict[int, list[Teammate]] = {}
    if last is not None:
        for member in last.members.select_related("teammate").order_by("position", "id"):
            together = found.setdefault(member.position, [])
            if member.teammate is not None:
                together.append(member.teammate)
    return list(found.values())


def order_from(layer: Layer, begins: From) -> list[list[Teammate]]:
    """`members_now`, turned so that saying it again from there on moves no shift: whose turn it is comes first."""
    plan, members = current(), members_now(layer)
    order, slot = Order(_plain(layer, plan)), slot_from(layer, begins, clock.now(), plan)
    coming = [order.member(slot + later) for later in range(len(members))]
    labels = [tuple(plan.people[one.pk].label for one in together) for together in members]
    turns = [n for n in range(len(members)) if labels[n] == coming[0]]
    # A person may stand in the order twice; then what follows them says which place it is.
    exact = [n for n in turns if [*labels[n:], *labels[:n]] == coming]
    first = next(iter([*exact, *turns]), 0)
    return [*members[first:], *members[:first]]


def layer_of(rotation: Rotation, pk: int) -> Layer | None:
    return rotation.layers.filter(pk=pk).first()
