"""Final shifts: the shift log for what was, the evaluator for what will be. Every screen, page and feed asks here."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from frontline.kernel.refusal import Absent
from frontline.rotation.duties import ON_CALL, Duties
from frontline.rotation.evaluate import evaluate
from frontline.rotation.models import LoggedShift
from frontline.rotation.plan.current import current
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.people import Person, by_label, everybody
from frontline.rotation.spec import Interval
from frontline.rotation.timeline import Timeline, holding, joined


class FinalDuty(NamedTuple):
    """One person, on. `role` is on-call or shadow; `because` is for people; `is_absent`: away, and nobody covers."""

    person: Person
    role: str
    because: str
    is_absent: bool

    @property
    def is_on_call(self) -> bool:
        return self.role == ON_CALL


class FinalShift(NamedTuple):
    """Who is on from one instant to another, aware UTC; nobody in a gap."""

    from_at: datetime
    until_at: datetime
    on: tuple[FinalDuty, ...]


def final_shifts(
    from_at: datetime, until_at: datetime, *, only: Iterable[int] | None = None, plan: Plan | None = None
) -> dict[int, list[FinalShift]]:
    """By id of the rotation (all that have not ended, or `only` those), what fills the window, in order.

    Raises Absent if one of `only` is not there.
    """
    plan = plan or current()
    window = Interval(int(from_at.timestamp()), int(until_at.timestamp()))
    wanted = list(plan.rotations) if only is None else list(only)
    if any(pk not in plan.rotations for pk in wanted):
        raise Absent("There is no such rotation.")
    frozen = {pk: int(plan.rotations[pk].frozen_until.timestamp()) for pk in wanted}
    past = _logged(plan, [pk for pk in wanted if frozen[pk] > window.start], window)
    ahead = _evaluated(plan, wanted, Interval(max(window.start, min(frozen.values(), default=0)), window.end))
    return {
        pk: _shifts(_merged(past.get(pk, []), ahead.get(pk, []), frozen[pk], window), window) for pk in wanted
    }


def who_is_on(rotation: int, at: datetime) -> tuple[FinalDuty, ...]:
    """Who is on in one rotation at an instant. Raises Absent if there is no such rotation."""
    second = datetime.fromtimestamp(int(at.timestamp() // 1), UTC)
    following = datetime.fromtimestamp(int(at.timestamp() // 1) + 1, UTC)
    return final_shifts(second, following, only=[rotation])[rotation][0].on


def _logged(plan: Plan, rotations: list[int], window: Interval) -> dict[int, Timeline[tuple[FinalDuty, ...]]]:
    if not rotations:
        return {}
    rows = LoggedShift.objects.filter(
        rotation__in=rotations,
        until_at__gt=datetime.fromtimestamp(window.start, UTC),
        from_at__lt=datetime.fromtimestamp(window.end, UTC),
    ).order_by("from_at", "id")
    by_rotation: dict[int, list[LoggedShift]] = {pk: [] for pk in rotations}
    for row in rows:
        by_rotation[row.rotation_id].append(row)
    people = plan.people
    if any(row.teammate_id not in people for found in by_rotation.values() for row in found):
        people = everybody()
    lines = {}
    for pk, found in by_rotation.items():
        spans = [Interval(int(row.from_at.timestamp()), int(row.until_at.timestamp())) for row in found]
        duties = [FinalDuty(people[r.teammate_id], r.role, r.because, r.was_absent) for r in found]
        lines[pk] = joined(
            (at, tuple(duties[number] for number in numbers)) for at, numbers in holding(window, spans)
        )
    return lines


def _evaluated(
    plan: Plan, rotations: list[int], window: Interval
) -> dict[int, Timeline[tuple[FinalDuty, ...]]]:
    if window.start >= window.end or not rotations:
        return {}
    people = by_label(plan.people.values())

    def made(duties: Duties) -> tuple[FinalDuty, ...]:
        return tuple(
            FinalDuty(people[duty.teammate], duty.role, duty.because, duty.absent) for duty in duties
        )

    shifts = evaluate(plan.during(window), only={plan.rotations[pk].name for pk in rotations})
    return {
        pk: [(int(shift.from_at.timestamp()), made(shift.on)) for shift in shifts[name]]
        for pk in rotations
        if (name := plan.rotations[pk].name) in shifts
    }


def _merged(
    past: Timeline[tuple[FinalDuty, ...]],
    ahead: Timeline[tuple[FinalDuty, ...]],
    frozen: int,
    window: Interval,
) -> Timeline[tuple[FinalDuty, ...]]:
    """The log up to where it ends, the evaluator from there on."""
    before = [(at, on) for at, on in past if at < frozen]
    after = [(max(at, frozen), on) for at, on in _from(ahead, frozen)]
    return joined([*before, *after]) or [(window.start, ())]


def _from(line: Timeline[tuple[FinalDuty, ...]], instant: int) -> Timeline[tuple[FinalDuty, ...]]:
    """The timeline without what ended before an instant."""
    ends = [at for at, _ in line[1:]]
    kept = [part for part, end in zip(line, ends, strict=False) if end > instant]
    return [*kept, *line[-1:]]


def _shifts(line: Timeline[tuple[FinalDuty, ...]], window: Interval) -> list[FinalShift]:
    instants = [datetime.fromtimestamp(at, UTC) for at, _ in line]
    ends = [*instants[1:], datetime.fromtimestamp(window.end, UTC)]
    return [FinalShift(start, end, on) for start, end, (_, on) in zip(instants, ends, line, strict=True)]
