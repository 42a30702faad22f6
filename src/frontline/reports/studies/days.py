"""Days as instants, in somebody's zone."""

from datetime import UTC, date, datetime

from frontline.hours.spans import local_midnight
from frontline.hours.wall import wall


def midnight(zone: str, day: date) -> datetime:
    """The first instant at which the clock shows that day, or a later one."""
    local = local_midnight(day)
    return datetime.fromtimestamp(wall(zone, local, local).first_at(local), UTC)
