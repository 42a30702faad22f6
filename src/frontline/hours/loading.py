"""Working calendars from the database, as the plain values that working time is reckoned with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from frontline.hours.arithmetic import joined
from frontline.hours.calendar import Calendar, Frozen, Holidays, OfPlace, OnDates
from frontline.hours.holidays import UnknownPlace, known_place
from frontline.hours.models import CalendarOfTeam, Closure, Freeze, Span, WorkingCalendar
from frontline.hours.reading import Hours, Stretch, from_json, week_from
from frontline.hours.spans import Days, Instants
from frontline.people import timezones
from frontline.people.models import Role, Teammate

_NINE_TO_FIVE = (Stretch(9 * 60, 17 * 60),)
USUAL: Hours = (_NINE_TO_FIVE,) * 5 + ((), ())


@dataclass(frozen=True)
class Calendars:
    """All working calendars, as they stand at one number of HoursVersion."""

    number: int
    default: Calendar
    by_id: dict[int, Calendar] = field(default_factory=dict)
    by_team: dict[int, Calendar] = field(default_factory=dict)

    def of_team(self, team_id: int | None) -> Calendar:
        """The calendar that a team works by: its own, or the default."""
        return self.default if team_id is None else self.by_team.get(team_id, self.default)


def load(number: int) -> Calendars:
    """Four queries; one more while there is no default calendar."""
    closures, freezes = _by_calendar(Closure.objects.all()), _by_calendar(Freeze.objects.all())
    by_id, default = {}, None
    for row in WorkingCalendar.objects.all():
        by_id[row.pk] = _kept(calendar_of(row, closures.get(row.pk, ()), freezes.get(row.pk, ())))
        default = by_id[row.pk] if row.is_default else default
    links = CalendarOfTeam.objects.values_list("team_id", "calendar_id")
    by_team = {team: by_id[calendar] for team, calendar in links if calendar in by_id}
    return Calendars(number, default or _kept(usual()), by_id, by_team)


def calendar_of(
    row: WorkingCalendar, closures: Iterable[Span] = (), freezes: Iterable[Span] = ()
) -> Calendar:
    """One calendar; its weekly hours are what `reading.as_json` writes."""
    return Calendar(
        zone=row.timezone,
        week=week_from(from_json(row.hours)),
        holidays=holidays_of(row),
        closures=tuple(map(span_of, closures)),
        frozen=_frozen(row.timezone, freezes),
    )


def holidays_of(row: WorkingCalendar) -> Holidays:
    """The days off of its place; none if the place is one that a newer list does not know any more."""
    try:
        place = known_place(row.place)
    except UnknownPlace:
        return OnDates()
    return OfPlace(place, frozenset(map(date.fromisoformat, row.worked_on)))


def span_of(row: Span) -> Days | Instants:
    if row.first_on and row.last_on:
        return Days(row.first_on, row.last_on)
    assert row.from_at
    assert row.until_at
    return Instants(int(row.from_at.timestamp()), int(row.until_at.timestamp()))


def usual() -> Calendar:
    """The default while nobody has made one: Monday to Friday from 9 to 17, where the first lead is."""
    return Calendar(zone=zone_of_first_lead(), week=week_from(USUAL))


def zone_of_first_lead() -> str:
    leads = Teammate.objects.filter(role=Role.LEAD, is_active=True).order_by("pk")
    return timezones.known(leads.values_list("timezone", flat=True).first() or "UTC")


def _frozen(zone: str, freezes: Iterable[Span]) -> Frozen:
    weekly: list[tuple[int, int]] = []
    once = []
    for each in freezes:
        if isinstance(each, Freeze) and each.hours is not None:
            weekly += week_from(from_json(each.hours))
        else:
            once.append(span_of(each))
    return Frozen(zone, tuple(joined(sorted(weekly))), tuple(once))


def _by_calendar(rows: "Iterable[Closure] | Iterable[Freeze]") -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for row in rows:
        found.setdefault(row.calendar_id, []).append(row)
    return found


@lru_cache(maxsize=256)
def _kept(calendar: Calendar) -> Calendar:
    """The one that says the same and has worked out its blocks already, if there is one."""
    return calendar
