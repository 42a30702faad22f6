"""`/numbers/charts/NAME.svg`, `.png` and `.csv`: each chart and table to look at and to take along."""

import csv
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from frontline.people.models import Teammate
from frontline.reports.cells import harmless
from frontline.reports.charts.serving import serve
from frontline.reports.numbers.asking import scope_of
from frontline.reports.numbers.chart import Chart
from frontline.reports.numbers.charting import CHARTS
from frontline.reports.numbers.reckoning import Reckoned
from frontline.reports.numbers.tabling import TABLES, table


@require_safe
def chart(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The picture, in the light theme or the dark one (`?theme=dark`), or the table behind it."""
    by = cast("Teammate", request.user)
    scope = scope_of(request.GET, by)
    if name in CHARTS:
        found = CHARTS[name](Reckoned(scope))
    elif name in TABLES:
        found = table(Reckoned(scope), name, by)
    else:
        raise Http404
    called = f"{name}-{scope.period.first_on}-{scope.period.last_on}"
    if form == "csv":
        return _csv(found, called)
    return serve(found.picture(is_titled="download" in request.GET), form, request, name=called)


def _csv(chart: Chart, called: str) -> HttpResponse:
    """RFC 4180; lengths in seconds, shares from 0 to 1, instants as days."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{called}.csv"'
    writer = csv.writer(answer)
    writer.writerow(chart.heads)
    writer.writerows([harmless(cell.value) for cell in row] for row in chart.rows)
    return answer
