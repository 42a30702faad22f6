"""`/studies/7/report`: what was found; and what stands behind each bar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent
from frontline.reports.studies.allowing import may_plan, only_planners, study_visible_to
from frontline.reports.studies.models import Study
from frontline.reports.studies.reporting import describing, jobs, words
from frontline.reports.studies.reporting.axis import axis_of
from frontline.reports.studies.reporting.behind import behind as behind_bar
from frontline.reports.studies.reporting.helped import state_of_help
from frontline.reports.studies.reporting.making import report_of
from frontline.reports.studies.reporting.sharing import Made, shares_of
from frontline.reports.studies.views.report_files import scale_of


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """`?bars=alone`: each bar's own interval instead of those for all at once."""
    return page(request, study_visible_to(me(request), pk))


def page(request: HttpRequest, study: Study, *, made: Made | None = None) -> HttpResponse:
    """`made` is a link that was made just now, to be copied."""
    report = report_of(study)
    context = {
        "study": study,
        "report": report,
        "scale": scale_of(request),
        "axis": axis_of(report.bars),
        "words": words,
        "describing": describing,
        "help": state_of_help(study),
        "shares": shares_of(study),
        "made": made,
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


@require_POST
def learn(request: HttpRequest, pk: int) -> HttpResponse:
    """Work the model's help out anew, in a job."""
    only_planners(me(request), "asks for the model's help")
    study = study_visible_to(me(request), pk)
    jobs.help_soon(study.pk)
    messages.success(request, "A model learns from what was read. Look again in a minute.")
    return redirect("study-report", pk=pk)
