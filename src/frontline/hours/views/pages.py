"""The page of one calendar, with whichever form was refused."""

from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontline.hours.current import current
from frontline.hours.forms import SpanForm, WeeklyFreezeForm
from frontline.hours.models import CalendarOfTeam, WorkingCalendar
from frontline.hours.showing import Shown, coming, holidays, shown, span_words
from frontline.kernel import clock
from frontline.people.models import Teammate


def me(request: HttpRequest) -> Teammate:
    return cast("Teammate", request.user)


def all_shown() -> list[Shown]:
    """Every calendar, the default first."""
    found, at = current(), clock.now()
    teams: dict[int, list[str]] = {}
    for link in CalendarOfTeam.objects.select_related("team"):
        teams.setdefault(link.calendar_id, []).append(link.team.name)
    rows = WorkingCalendar.objects.filter(pk__in=found.by_id)
    return [shown(row, found.by_id[row.pk], teams.get(row.pk, []), at) for row in rows]


def calendar_page(
    request: HttpRequest,
    row: WorkingCalendar,
    *,
    closing: SpanForm | None = None,
    freezing: SpanForm | None = None,
    weekly: WeeklyFreezeForm | None = None,
) -> HttpResponse:
    """One calendar. A form that is given was refused: it is shown with its reasons, and the answer is 422."""
    found, at = current(), clock.now()
    calendar = found.by_id[row.pk]
    teams = CalendarOfTeam.objects.filter(calendar=row).values_list("team__name", flat=True)
    today = at.astimezone(ZoneInfo(row.timezone)).date()
    context = {
        "shown": shown(row, calendar, teams, at),
        "holidays": holidays(row, calendar, today),
        "closures": [(each, span_words(each, row.timezone)) for each in coming(row.closures.all(), row, at)],
        "freezes": [(each, span_words(each, row.timezone)) for each in coming(row.freezes.all(), row, at)],
        "closing": closing or SpanForm(auto_id="closing_%s"),
        "freezing": freezing or SpanForm(auto_id="freezing_%s"),
        "weekly": weekly or WeeklyFreezeForm(auto_id="weekly_%s"),
        "refused": [
            name for name, form in (("closing", closing), ("freezing", freezing), ("weekly", weekly)) if form
        ],
    }
    return render(request, "hours/calendar.html", context, status=422 if context["refused"] else 200)
