"""Sharing a report, and `/shared/studies/SECRET`: the report for whoever has the link."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent
from frontline.reports.files import attached
from frontline.reports.studies.allowing import study_visible_to
from frontline.reports.studies.models import Share
from frontline.reports.studies.outcome import labels_of
from frontline.reports.studies.reporting import describing, words
from frontline.reports.studies.reporting.axis import axis_of
from frontline.reports.studies.reporting.documents.pdf import pdf
from frontline.reports.studies.reporting.making import report_of
from frontline.reports.studies.reporting.sharing import NoSuchShare, Revoked, opened, revoke, share
from frontline.reports.studies.views.report import page as report_page
from frontline.reports.studies.views.report_files import called, picture, scale_of

P = ParamSpec("P")
_HEADERS = {
    # The address is the key: it goes neither into search engines nor, by a link, to another site.
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}


@require_POST
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """The new link is on the page that answers, and nowhere after that."""
    study = study_visible_to(me(request), pk)
    made = share(study, shows_customers="shows_customers" in request.POST, by=me(request))
    return report_page(request, study, made=made)


@require_POST
def end(request: HttpRequest, pk: int, share_pk: int) -> HttpResponse:
    study = study_visible_to(me(request), pk)
    found = Share.objects.select_related("study").filter(study=study, pk=share_pk).first()
    if found is None:
        raise Absent("There is no such link.")
    revoke(found, by=me(request))
    messages.success(request, "The link is revoked: whoever opens it is told so.")
    return redirect(reverse("study-report", args=[pk]) + "#shares")


View = Callable[Concatenate[HttpRequest, Share, P], HttpResponse]


def _by_link(view: View[P]) -> Callable[..., HttpResponse]:
    """Open to all who have the secret: nothing about it depends on a session, and none is begun."""

    @login_not_required
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            found = view(request, opened(token), *args, **kwargs)
        except (NoSuchShare, Revoked) as refusal:
            said = render_to_string("studies/shared_gone.html", {"sentence": refusal.sentence})
            found = HttpResponse(said, status=refusal.status)
        for name, value in _HEADERS.items():
            found[name] = value
        return found

    return answer


@_by_link
def show(request: HttpRequest, shared: Share) -> HttpResponse:
    report = report_of(shared.study)
    context = {
        "report": report,
        "scale": scale_of(request),
        "axis": axis_of(report.bars),
        "words": words,
        "describing": describing,
        "labels": labels_of(shared.study) if shared.shows_customers else [],
        "path": request.path,
    }
    # Without the request: the page has no form, so no cookie is set for one, and nothing of a session.
    return HttpResponse(render_to_string("studies/shared.html", context))


@_by_link
def chart(request: HttpRequest, shared: Share, form: str) -> HttpResponse:
    return picture(request, report_of(shared.study), form)


@_by_link
def document(request: HttpRequest, shared: Share) -> HttpResponse:
    report = report_of(shared.study)
    labels = labels_of(shared.study) if shared.shows_customers else []
    return attached(pdf(report, labels), "application/pdf", f"{called(report)}.pdf")
