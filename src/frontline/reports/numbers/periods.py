"""Periods as people name them: whole days of the reader's zone, Mondays first."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontline.kernel.refusal import Invalid

DAY = timedelta(days=1)
NAMES = {
    "this-week": "This week",
    "last-week": "Last week",
    "4-weeks": "4 weeks",
    "quarter": "Quarter",
    "dates": "Dates",
}
DEFAULT = "4-weeks"
LONGEST = timedelta(days=800)
DAILY_UNTIL = 100
"""More days than these are drawn by the week."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of `first_on` to the end of `last_on`, on the clocks of `zone`."""

    first_on: date
    last_on: date
    zone: ZoneInfo
    name: str = "dates"

    @property
    def since(self) -> datetime:
        return _midnight(self.first_on, self.zone)

    @property
    def until(self) -> datetime:
        return _midnight(self.last_on + DAY, self.zone)

    @property
    def days(self) -> int:
        return (self.last_on - self.first_on).days + 1

    @property
    def before(self) -> "Period":
        """As many days just before, which it is compared with."""
        return Period(self.first_on - self.days * DAY, self.first_on - DAY, self.zone)

    @property
    def is_by_week(self) -> bool:
        return self.days > DAILY_UNTIL

    def beginning_of(self, day: date) -> date:
        """The day that stands for it on the time axis: itself, or the Monday of its week."""
        return day - timedelta(days=day.weekday()) if self.is_by_week else day

    def steps(self) -> list[date]:
        """All days of the time axis, in order."""
        every = (self.first_on + timedelta(days=n) for n in range(self.days))
        return list(dict.fromkeys(self.beginning_of(day) for day in every))


def named(name: str, now: datetime, zone: ZoneInfo, first: str = "", last: str = "") -> Period:
    """The period of that name as of `now`; "dates" from `first` to `last` (ISO 8601), both included. Raises Invalid."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    if name == "dates":
        return _between(first, last, zone)
    if name == "this-week":
        return Period(monday, today, zone, name)
    if name == "last-week":
        return Period(monday - 7 * DAY, monday - DAY, zone, name)
    if name == "quarter":
        return Period(today - 90 * DAY, today, zone, name)
    return Period(today - 27 * DAY, today, zone, DEFAULT)


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def week_of(monday: date, zone: ZoneInfo) -> Period:
    """The seven days from that Monday on."""
    return Period(monday, monday + 6 * DAY, zone)


def _between(first: str, last: str, zone: ZoneInfo) -> Period:
    try:
        period = Period(date.fromisoformat(first), date.fromisoformat(last), zone)
    except ValueError:
        raise Invalid("Say from which day until which, such as 2026-11-02 and 2026-11-15.") from None
    if period.last_on < period.first_on:
        raise Invalid("The last day comes before the first: swap them.")
    if period.last_on - period.first_on > LONGEST or not 1990 <= period.first_on.year <= 2190:
        raise Invalid(f"A report spans {LONGEST.days} days at most, between 1990 and 2190.")
    return period


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins there; a midnight that the clocks skip is the instant of the jump."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
