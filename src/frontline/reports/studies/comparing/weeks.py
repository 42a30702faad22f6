"""How many conversations a week had, from the earlier study's first week to the later one's last."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from frontline.reports.studies.models import Study
from frontline.reports.studies.population import scope_of, sizes


@dataclass(frozen=True, slots=True)
class Week:
    """`monday` in the zone of the later study. `days`: how many of its days lie in the time that is shown."""

    monday: date
    count: int
    days: int


def weeks(before: Study, after: Study) -> list[Week]:
    """Of the later study's products and filters, whatever was in no study too."""
    scope = replace(
        scope_of(after),
        begins_at=min(before.begins_at, after.begins_at),
        ends_at=max(before.ends_at, after.ends_at),
        stratify_by="week",
    )
    counted = sizes(scope)
    first, last = before.from_on, max(before.until_on, after.until_on)
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= last:
        sunday = monday + timedelta(days=6)
        days = (min(sunday, last) - max(monday, first)).days + 1
        found.append(Week(monday, counted.get(monday.isoformat(), 0), days))
        monday += timedelta(weeks=1)
    return found
