"""Until when one might put something off: a few instants to choose from, in working time and on the reader's clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from frontline.hours.opening import Opening
from frontline.hours.wall import wall

_EPOCH = datetime(1970, 1, 1)  # naive on purpose: what a wall clock shows
HOURS, WEEK = timedelta(hours=3), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Choice:
    """`key` is what is sent: a length of time from then on ("hours", "week"), or the instant in ISO 8601.

    `at` is None for a length: it would be wrong on a page that has been open for a while.
    """

    key: str
    label: str
    at: datetime | None = None


def choices(now: datetime, opening: Opening, zone: str) -> list[Choice]:
    """In three hours, when work begins on the next day and the next week, and in a week. Zone: an IANA name."""
    today = now.astimezone(ZoneInfo(zone)).date()
    found = [Choice("hours", "In three hours")]
    for day in (today + timedelta(days=1), today + timedelta(days=7 - today.weekday())):
        at = _opens_on_or_after(day, opening, zone)
        if at and at.isoformat() not in {each.key for each in found}:
            found.append(Choice(at.isoformat(), _named(at, today, zone), at))
    return [*found, Choice("week", "In a week, at this hour")]


def chosen(key: str, now: datetime) -> datetime | None:
    """The instant that a choice means; None for what is none."""
    if key in {"hours", "week"}:
        return now + (HOURS if key == "hours" else WEEK)
    try:
        at = datetime.fromisoformat(key)
    except ValueError:
        return None
    return at if at.tzinfo else None


def local_instant(local: datetime, zone: str) -> datetime:
    """The instant that a naive local time means: of a repeated one the first, of a skipped one that of the jump."""
    seconds = int((local - _EPOCH).total_seconds())
    return datetime.fromtimestamp(wall(zone, seconds, seconds).first_at(seconds), UTC)


def _opens_on_or_after(day: date, opening: Opening, zone: str) -> datetime | None:
    midnight = local_instant(datetime(day.year, day.month, day.day), zone)
    at = opening.opens_at(int(midnight.timestamp()))
    if at is None:
        return None
    found = datetime.fromtimestamp(at, UTC)
    # Where work never ends, a day begins at nine.
    return local_instant(datetime(day.year, day.month, day.day, 9), zone) if found == midnight else found


def _named(at: datetime, today: date, zone: str) -> str:
    on = at.astimezone(ZoneInfo(zone)).date()
    name = "Tomorrow" if on == today + timedelta(days=1) else f"{on:%A}"
    return f"{name}, when work begins"
