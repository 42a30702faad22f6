"""Final shifts as JSON values: the output of `frontline rotation evaluate`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from frontline.rotation.duties import Duty
from frontline.rotation.evaluate import Shift


def written(final: Mapping[str, Sequence[Shift]]) -> dict[str, list[dict[str, Any]]]:
    """{"name": [{"from", "until", "on": [{"teammate", "role", "because"}]}]}, instants in UTC."""
    return {
        name: [
            {
                "from": _instant(shift.from_at),
                "until": _instant(shift.until_at),
                "on": [*map(_duty, shift.on)],
            }
            for shift in shifts
        ]
        for name, shifts in final.items()
    }


def _duty(duty: Duty) -> dict[str, Any]:
    said: dict[str, Any] = {"teammate": duty.teammate, "role": duty.role, "because": duty.because}
    return said | {"absent": True} if duty.absent else said


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
