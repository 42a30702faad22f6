"""The report to take along: the bars as SVG, PNG and CSV, the labels as CSV, the whole as a page in PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from frontline.inbox.views.me import me
from frontline.reports.charts.serving import serve
from frontline.reports.files import attached
from frontline.reports.studies.allowing import study_visible_to
from frontline.reports.studies.outcome import labels_of
from frontline.reports.studies.reporting.documents.pdf import pdf
from frontline.reports.studies.reporting.making import report_of
from frontline.reports.studies.reporting.picture import picture_of
from frontline.reports.studies.reporting.report import Report, Scale
from frontline.reports.studies.reporting.tables import bars_csv, labels_csv


@require_safe
def chart(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """`svg`, `png` or `csv`; `?bars=alone`, `?theme=dark`."""
    report = report_of(study_visible_to(me(request), pk))
    if form == "csv":
        return attached(bars_csv(report), "text/csv; charset=utf-8", f"{called(report)}-bars.csv")
    return picture(request, report, form)


@require_safe
def labels(request: HttpRequest, pk: int) -> HttpResponse:
    study = study_visible_to(me(request), pk)
    return attached(labels_csv(study), "text/csv; charset=utf-8", f"study-{pk}-{study.until_on}-labels.csv")


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    study = study_visible_to(me(request), pk)
    report = report_of(study)
    return attached(pdf(report, labels_of(study)), "application/pdf", f"{called(report)}.pdf")


def picture(request: HttpRequest, report: Report, form: str) -> HttpResponse:
    """Raises Http404 where there is nothing to draw."""
    if not report.bars or form not in {"svg", "png"}:
        raise Http404
    return serve(picture_of(report, scale_of(request)), form, request, name=called(report))


def scale_of(request: HttpRequest) -> Scale:
    return "alone" if request.GET.get("bars") == "alone" else "together"


def called(report: Report) -> str:
    """What its files are called: plain ASCII, whatever the question is."""
    return f"study-{report.study_id}-{report.until_on}"
