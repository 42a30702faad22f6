"""How much a product was used in a period, from the points that are known. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontline.reports.studies.usage.keeping import Used


@dataclass(frozen=True, slots=True)
class Exposure:
    """`amount` over the whole period: of a level, times days (app-days). `missing` days of it nobody knows about."""

    amount: float
    missing: int

    @property
    def is_known(self) -> bool:
        return self.missing == 0 and self.amount > 0


def exposure(points: Sequence[Used], from_on: date, until_on: date) -> Exposure:
    """What those of one measure say of the days from `from_on` to `until_on`, both included.

    Each day takes the shortest point that holds it, so that a week may say better what its quarter says; a total is
    spread evenly over its days.
    """
    found, missing, day = 0.0, 0, from_on
    ordered = sorted(points, key=lambda each: (_days(each), each.from_on))
    while day <= until_on:
        point = next((each for each in ordered if each.from_on <= day <= each.until_on), None)
        if point is None:
            missing += 1
        else:
            found += float(point.amount) / (_days(point) if point.is_total else 1)
        day += timedelta(days=1)
    return Exposure(found, missing)


def _days(point: Used) -> int:
    return (point.until_on - point.from_on).days + 1
