"""`/studies/7/report`: what was found; and what stands behind each bar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent
from frontline.reports.studies.allowing import may_plan, study_visible_to
from frontline.reports.studies.reporting import words
from frontline.reports.studies.reporting.axis import axis_of
from frontline.reports.studies.reporting.behind import behind as behind_bar
from frontline.reports.studies.reporting.making import report_of


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """`?bars=alone`: each bar's own interval instead of those for all at once."""
    study = study_visible_to(me(request), pk)
    report = report_of(study)
    context = {
        "study": study,
        "report": report,
        "scale": "alone" if request.GET.get("bars") == "alone" else "together",
        "axis": axis_of(report.bars),
        "words": words,
        "may_plan": may_plan(me(request)),
    }
    return render(request, "studies/report.html", context)


@require_safe
def behind(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The conversations and notes of one bar; `?q=` searches them."""
    study = study_visible_to(me(request), pk)
    report = report_of(study)
    bar = report.bar(key)
    if bar is None:
        raise Absent("This report has no such bar.")
    search = request.GET.get("q", "")[:200]
    rows = behind_bar(study, key, search)
    context = {"study": study, "report": report, "bar": bar, "rows": rows, "search": search, "words": words}
    return render(request, "studies/report_bar.html", context)
