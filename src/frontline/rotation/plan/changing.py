"""Every change of the plan happens in `changing`: the past is frozen first, and everybody sees the change after."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction

from frontline.kernel import clock
from frontline.rotation.models import LoggedShift, PlanVersion, Rotation
from frontline.rotation.plan.current import bump
from frontline.rotation.plan.final import FinalDuty, FinalShift, final_shifts
from frontline.rotation.plan.loading import load


@contextmanager
def changing() -> Iterator[datetime]:
    """One transaction, one change at a time: gives the instant from which the change counts.

    Up to that instant the shift log says who was on, whatever is changed then.
    """
    with transaction.atomic():
        PlanVersion.objects.get_or_create(pk=1)
        PlanVersion.objects.select_for_update().get(pk=1)
        at = _whole_second(clock.now())
        _freeze(at)
        yield at
        bump()


def freeze() -> None:
    """Write into the shift log who was on until now. May run at any time, any number of times."""
    with transaction.atomic():
        PlanVersion.objects.select_for_update().filter(pk=1).first()
        _freeze(_whole_second(clock.now()))


def _freeze(at: datetime) -> None:
    plan = load()
    behind = [pk for pk, rotation in plan.rotations.items() if rotation.frozen_until < at]
    if not behind:
        return
    since_at = min(plan.rotations[pk].frozen_until for pk in behind)
    for pk, shifts in final_shifts(since_at, at, only=behind, plan=plan).items():
        frozen_until = plan.rotations[pk].frozen_until
        for shift in shifts:
            if shift.until_at > frozen_until:
                _log(pk, shift._replace(from_at=max(shift.from_at, frozen_until)))
    Rotation.objects.filter(pk__in=behind).update(frozen_until=at)


def _log(rotation: int, shift: FinalShift) -> None:
    for duty in shift.on:
        said = _said(duty)
        # The same person, on for the same reason: their shift only grew longer.
        if not LoggedShift.objects.filter(rotation=rotation, until_at=shift.from_at, **said).update(
            until_at=shift.until_at
        ):
            LoggedShift.objects.create(
                rotation_id=rotation, from_at=shift.from_at, until_at=shift.until_at, **said
            )


def _said(duty: FinalDuty) -> dict[str, object]:
    return {
        "teammate_id": duty.person.pk,
        "role": duty.role,
        "because": duty.because[:400],
        "was_absent": duty.is_absent,
    }


def _whole_second(at: datetime) -> datetime:
    """The evaluator's finest time, downwards."""
    return datetime.fromtimestamp(int(at.timestamp()), UTC)
