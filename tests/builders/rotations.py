"""Rotations for tests: weeks, handed over on Mondays at nine in Berlin."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from frontline.people.models import Teammate
from frontline.rotation.models import Rotation
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.planning import LayerPlan, Turning, plan_rotation

BERLIN = "Europe/Berlin"


def weekly(
    members: Sequence[Teammate | None],
    *,
    by: Teammate,
    name: str = "Hero",
    anchor_on: date = date(2026, 3, 2),
    **options: Any,
) -> Rotation:
    """A weekly rotation of one layer; None is nobody's week on purpose."""
    places = [[member] if member else [] for member in members]
    options.setdefault("is_hero", name == "Hero")
    return plan_rotation(name, Turning(BERLIN, anchor_on, time(9)), [LayerPlan(places)], by=by, **options)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def who(rotation: Rotation, from_at: datetime, until_at: datetime) -> list[tuple[str, str]]:
    """(local time of the start, first names) of the final shifts."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(rotation.timezone)
    return [
        (
            f"{shift.from_at.astimezone(zone):%m-%d %H:%M}",
            " ".join(
                duty.person.first_name if duty.is_on_call else f"({duty.person.first_name})"
                for duty in shift.on
            ),
        )
        for shift in final_shifts(from_at, until_at, only=[rotation.pk])[rotation.pk]
    ]
