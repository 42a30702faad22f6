"""`/studies/7/agreement`: how well two readers agree, and settling where they don't."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent, Refusal
from frontline.reports.studies.agreement import agreement_of
from frontline.reports.studies.allowing import study_visible_to
from frontline.reports.studies.forms import VerdictForm, choices_for
from frontline.reports.studies.models import Drawn, Study
from frontline.reports.studies.settling import settle as settle_it
from frontline.reports.studies.verdicts import words_of


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, study_visible_to(me(request), pk))


@require_POST
def settle(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The verdict that counts for this conversation."""
    study = study_visible_to(me(request), pk)
    drawn = Drawn.objects.select_related("study").filter(study=study, number=number).first()
    if drawn is None:
        raise Absent(f"#{number} was not drawn for this study.")
    form = _form(number, request.POST)
    if form.is_valid():
        try:
            settled = settle_it(
                drawn, form.said(drawn, me(request)), note=form.cleaned_data["note"], by=me(request)
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"#{number} is settled: {words_of(settled)}.")
            return redirect(reverse("study-agreement", args=[pk]) + "#disagreements")
    return _page(request, study, wrong=(number, form), status=422)


def _page(
    request: HttpRequest, study: Study, *, wrong: tuple[int, VerdictForm] | None = None, status: int = 200
) -> HttpResponse:
    found = agreement_of(study)
    forms = {each.number: _form(each.number) for each in found.labels if each.differs}
    if wrong:
        forms[wrong[0]] = wrong[1]
    context = {"study": study, "found": found, "forms": forms, "choices": choices_for(study)}
    return render(request, "studies/agreement.html", context, status=status)


def _form(number: int, data: object = None) -> VerdictForm:
    return VerdictForm(data, auto_id=f"c-{number}-%s")  # type: ignore[arg-type]
