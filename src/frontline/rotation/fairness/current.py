"""The ledgers of the rotations in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from frontline.hours.holidays import UnknownPlace, holidays_between
from frontline.people import timezones
from frontline.rotation.conflicts.stints import stints
from frontline.rotation.duties import ON_CALL, Duty
from frontline.rotation.evaluate import Shift
from frontline.rotation.fairness.ledger import Ledger, keep
from frontline.rotation.fairness.membership import memberships
from frontline.rotation.fairness.person import Person
from frontline.rotation.models import LoggedShift
from frontline.rotation.plan.current import current
from frontline.rotation.plan.final import FinalShift, final_shifts
from frontline.rotation.plan.loading import Plan
from frontline.rotation.spec import Interval

_MARGIN = 2 * 86_400


@dataclass(frozen=True, slots=True)
class RotationLedger:
    """`never`: who is part of it now, and never had a turn since it began. A derived one tells no shares."""

    rotation: int
    name: str
    is_derived: bool
    ledger: Ledger
    never: tuple[str, ...]


def ledgers(from_at: datetime, until_at: datetime, *, plan: Plan | None = None) -> list[RotationLedger]:
    """Of every rotation that has not ended, from one instant to another; what is ahead is as planned."""
    plan = plan or current()
    window = Interval(int(from_at.timestamp()), int(until_at.timestamp()))
    people = persons(plan, window)
    spec = plan.during(window)
    shifts = final_shifts(from_at, until_at, plan=plan)
    had = _ever(plan)
    found = []
    for pk, rotation in plan.rotations.items():
        began = int(rotation.created_at.timestamp())
        own = Interval(min(max(window.start, began), window.end), window.end)
        part = _part(plan, rotation.name, began)
        members = {name: replace(people[name], during=part.get(name, ())) for name in people}
        never = tuple(
            name
            for name in sorted(part)
            if name not in had[pk] and part[name][-1].end > window.end and people[name].is_active
        )
        final = plain(shifts[pk])
        book = keep(final, members, own, stints(rotation.name, final, spec))
        found.append(RotationLedger(pk, rotation.name, rotation.is_derived, book, never))
    return found


def persons(plan: Plan, window: Interval) -> dict[str, Person]:
    """Everybody by label, with their zone and the public holidays of their country in the window."""
    days: dict[str, Mapping[date, str]] = {}
    found = {}
    for person in plan.people.values():
        if person.country not in days:
            days[person.country] = _holidays(person.country, window)
        found[person.label] = Person(
            teammate=person.label,
            name=person.label,
            zone=timezones.known(person.timezone),
            holidays=days[person.country],
            is_active=person.is_active,
        )
    return found


def plain(shifts: Sequence[FinalShift]) -> list[Shift]:
    """The evaluator's kind of shifts."""
    return [
        Shift(
            shift.from_at,
            shift.until_at,
            tuple(Duty(duty.person.label, duty.role, duty.because, duty.is_absent) for duty in shift.on),
        )
        for shift in shifts
    ]


def _holidays(place: str, window: Interval) -> Mapping[date, str]:
    if not place:
        return {}
    since, until = (
        datetime.fromtimestamp(at, UTC).date() for at in (window.start - _MARGIN, window.end + _MARGIN)
    )
    try:
        return {day.on: day.name for day in holidays_between(place, since, until)}
    except UnknownPlace:
        return {}


def _part(plan: Plan, name: str, began: int) -> dict[str, tuple[Interval, ...]]:
    rotation = plan.spec.rotations.get(name)
    return memberships(rotation, began) if rotation else {}


def _ever(plan: Plan) -> dict[int, set[str]]:
    """By rotation, the labels of all who were ever on call in it."""
    rows = (
        LoggedShift.objects.filter(rotation__in=plan.rotations, role=ON_CALL, was_absent=False)
        .order_by()
        .values_list("rotation", "teammate")
        .distinct()
    )
    found: dict[int, set[str]] = {pk: set() for pk in plan.rotations}
    for rotation, teammate in rows:
        if teammate in plan.people:
            found[rotation].add(plan.people[teammate].label)
    return found
