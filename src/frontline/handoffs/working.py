"""Working hours of one person, for how long a hand-off may wait to be read: Monday to Friday, nine to five."""

from datetime import UTC, datetime, timedelta

from frontline.hours.arithmetic import opens, week_of
from frontline.hours.holidays import holidays_between
from frontline.hours.wall import wall
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate

_HOUR = 3600
_OFFICE = week_of((weekday, 9 * _HOUR, 17 * _HOUR) for weekday in range(5))
_LOOKED_AT = timedelta(days=30)


def after(since_at: datetime, worked: timedelta, teammate: Teammate) -> datetime:
    """When `worked` has passed since then in their working hours, without their public holidays."""
    since, until = int(since_at.timestamp()), int((since_at + _LOOKED_AT).timestamp())
    clock = wall(teammate.timezone, since, until)
    free = _free_days(since_at, teammate.country)
    left = int(worked.total_seconds())
    for start, end in opens(_OFFICE, clock, since, until):
        if datetime.fromtimestamp(clock.shown_at(start), UTC).date() in free:
            continue
        if end - start >= left:
            return datetime.fromtimestamp(start + left, UTC)
        left -= end - start
    return since_at + _LOOKED_AT


def _free_days(since_at: datetime, country: str) -> set[object]:
    if not country:
        return set()
    try:
        days = holidays_between(country, since_at.date() - timedelta(days=1), (since_at + _LOOKED_AT).date())
    except Refusal:
        return set()
    return {day.on for day in days}
