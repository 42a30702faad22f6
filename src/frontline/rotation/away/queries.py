"""What the page about being away shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from frontline.hours.holidays import UnknownPlace, holidays_between
from frontline.kernel import clock
from frontline.people.models import Teammate
from frontline.rotation.away.calendars import host_of
from frontline.rotation.away.days import day_at
from frontline.rotation.away.saying import day, when
from frontline.rotation.models import Absence, AbsenceCalendar

MOST_SHOWN = 60
HOLIDAYS_SHOWN = 10
TEAM_AHEAD = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """`title` is empty where the reader may not know it; `source` is a calendar's host, or empty if said by hand."""

    pk: int
    teammate: Teammate
    when: str
    title: str
    source: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class CalendarRow:
    calendar: AbsenceCalendar
    host: str
    ahead: int


def own_absences(teammate: Teammate) -> list[AbsenceRow]:
    """What is not over yet, the next first."""
    return _rows(_ahead().filter(teammate=teammate)[:MOST_SHOWN], teammate)


def everybodys_absences(reader: Teammate) -> list[AbsenceRow]:
    """The coming weeks of everybody but the reader, by name. What their calendars call it stays theirs."""
    coming = _ahead().filter(from_at__lt=clock.now() + TEAM_AHEAD, teammate__is_active=True)
    others = coming.exclude(teammate=reader).order_by("teammate__name", "teammate", "from_at", "pk")
    return _rows(others[: 4 * MOST_SHOWN], reader)


def calendars_of(teammate: Teammate) -> list[CalendarRow]:
    """With how many absences each has ahead."""
    ahead = Count("absences", filter=Q(absences__until_at__gt=clock.now()))
    found = AbsenceCalendar.objects.filter(teammate=teammate).annotate(ahead=ahead).order_by("pk")
    return [CalendarRow(calendar, host_of(calendar), calendar.ahead) for calendar in found]


def holidays_ahead(teammate: Teammate) -> list[tuple[str, str]]:
    """(day, name) of the next public holidays where they live; none if that isn't known."""
    today = day_at(clock.now(), teammate.timezone)
    try:
        found = holidays_between(teammate.country, today, today + timedelta(days=366))
    except UnknownPlace:
        return []
    return [(day(each.on, today), each.name) for each in found[:HOLIDAYS_SHOWN]]


def _ahead() -> QuerySet[Absence]:
    return (
        Absence.objects.filter(until_at__gt=clock.now())
        .select_related("teammate", "calendar")
        .order_by("from_at", "pk")
    )


def _rows(absences: Iterable[Absence], reader: Teammate) -> list[AbsenceRow]:
    now = clock.now()
    return [
        AbsenceRow(
            pk=absence.pk,
            teammate=absence.teammate,
            when=when(absence, day_at(now, absence.teammate.timezone)),
            title=absence.summary if absence.calendar is None or absence.teammate == reader else "",
            source=host_of(absence.calendar) if absence.calendar else "",
            is_now=absence.from_at <= now,
        )
        for absence in absences
    ]
