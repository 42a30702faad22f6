"""What pages show of a calendar: the week at a glance, whether it is open now, the holidays to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from frontline.hours import working_time
from frontline.hours.arithmetic import Week, meets
from frontline.hours.calendar import Calendar
from frontline.hours.holidays import UnknownPlace, holidays_between
from frontline.hours.models import Closure, Freeze, Span, WorkingCalendar
from frontline.hours.reading import DAY_NAMES, clock_text, from_json, in_words
from frontline.hours.spans import local_midnight
from frontline.hours.wall import DAY
from frontline.people import countries

AHEAD = 366  # days


@dataclass(frozen=True, slots=True)
class DayRow:
    """One weekday. Bars are (from, length) in minutes of the day: open ones, and those in which releases are frozen."""

    name: str
    words: str
    open: tuple[tuple[int, int], ...]
    frozen: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Now:
    """`local` is what the clocks of its zone show; `changes_at` when it opens or closes next, None for never."""

    local: datetime
    is_open: bool
    changes_at: datetime | None
    deploys: bool
    deploys_at: datetime | None


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """`state` is off, worked, or free: a day without hours, on which it makes no difference."""

    on: date
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Shown:
    row: WorkingCalendar
    week: list[DayRow]
    now: Now
    place: str
    teams: list[str]
    weekly_hours: float


def shown(row: WorkingCalendar, calendar: Calendar, teams: Iterable[str], at: datetime) -> Shown:
    """A calendar for the page, as it is at an instant."""
    open_seconds = sum(end - start for start, end in calendar.week)
    place = countries.name_of(row.place) if row.place else ""
    return Shown(row, week(row, calendar), now(calendar, at), place, sorted(teams), open_seconds / 3600)


def week(row: WorkingCalendar, calendar: Calendar) -> list[DayRow]:
    """What its hours are on each weekday. The words are of those that begin then, or else of those that still go on."""
    days = from_json(row.hours)
    found = []
    for number, name in enumerate(DAY_NAMES):
        bars = _bars(calendar.week, number)
        words = in_words(days[number]) or (f"until {clock_text(bars[0][1])}" if bars else "")
        found.append(DayRow(name, words, bars, _bars(calendar.frozen.week, number)))
    return found


def now(calendar: Calendar, at: datetime) -> Now:
    is_open = working_time.is_open(calendar, at)
    changes = working_time.closes_at if is_open else working_time.opens_at
    deploys = working_time.deploy_is_allowed(calendar, at)
    return Now(
        local=at.astimezone(ZoneInfo(calendar.zone)),
        is_open=is_open,
        changes_at=changes(calendar, at),
        deploys=deploys,
        deploys_at=None if deploys else working_time.deploy_is_allowed_at(calendar, at),
    )


def holidays(row: WorkingCalendar, calendar: Calendar, today: date) -> list[HolidayRow]:
    """The public holidays of the next twelve months, and what each means."""
    try:
        found = holidays_between(row.place, today, today + timedelta(days=AHEAD)) if row.place else []
    except UnknownPlace:
        return []
    return [HolidayRow(day.on, day.name, _state(row, calendar.week, day.on)) for day in found]


def coming(spans: Iterable[Closure] | Iterable[Freeze], row: WorkingCalendar, at: datetime) -> list[Span]:
    """Those that are not over, the next one first; what comes each week on top."""
    today = at.astimezone(ZoneInfo(row.timezone)).date()
    left = [
        each
        for each in spans
        if (each.until_at or at) >= at and (each.last_on or today) >= today  # neither: each week
    ]
    zone = ZoneInfo(row.timezone)
    return sorted(left, key=lambda each: (each.first_on or _day(each.from_at, zone), each.pk))


def _day(at: datetime | None, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date() if at else date.min


def span_words(each: Span, zone: str) -> str:
    """An interval in words, in the calendar's zone: "24 Dec 2026 to 1 Jan 2027", "24 Dec 2026, 12:00 to 18:00"."""
    if isinstance(each, Freeze) and each.hours is not None:
        return "Each " + weekly_words(each)
    if each.first_on and each.last_on:
        first, last = _date(each.first_on), _date(each.last_on)
        return first if first == last else f"{first} to {last}"
    assert each.from_at
    assert each.until_at
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (each.from_at, each.until_at))
    if start.date() == end.date():
        return f"{_date(start)}, {start:%H:%M} to {end:%H:%M}"
    return f"{_date(start)}, {start:%H:%M} to {_date(end)}, {end:%H:%M}"


def weekly_words(each: Freeze) -> str:
    """ "Friday", "Friday 15:00-24:00 and Saturday"."""
    said = []
    for name, stretches in zip(DAY_NAMES, from_json(each.hours or []), strict=True):
        if stretches:
            words = in_words(stretches)
            said.append(name if [(s.start, s.end) for s in stretches] == [(0, 1440)] else f"{name} {words}")
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _date(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _state(row: WorkingCalendar, hours: Week, day: date) -> str:
    midnight = local_midnight(day)
    if not meets(hours, midnight, midnight + DAY):
        return "free"
    return "worked" if day.isoformat() in row.worked_on else "off"


def _bars(hours: Sequence[tuple[int, int]], number: int) -> tuple[tuple[int, int], ...]:
    begin, end = number * DAY, (number + 1) * DAY
    parts = ((max(start, begin) - begin, min(stop, end) - begin) for start, stop in hours)
    return tuple((start // 60, (stop - start) // 60) for start, stop in parts if start < stop)
