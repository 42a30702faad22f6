"""`/studies/7/comparison`: this study beside another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent, Refusal
from frontline.reports.cells import Cell
from frontline.reports.charts.serving import serve
from frontline.reports.estimate import Difference
from frontline.reports.files import attached_table
from frontline.reports.studies.allowing import studies_visible_to, study_visible_to
from frontline.reports.studies.comparing import pictures
from frontline.reports.studies.comparing.beside import Beside, beside
from frontline.reports.studies.comparing.weeks import weeks
from frontline.reports.studies.models import Study
from frontline.reports.studies.reporting import words

_CHOICES = 100
_HEADS = ("culprit", "before", "after", "difference", "low", "high", "p", "p_holm", "verdict", "words")
_RATE_HEADS = ("rate_ratio", "rate_low", "rate_high", "rate_p_holm")


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Beside `?with=6`, else the study it was planned beside; usage by `?measure=`."""
    study = study_visible_to(me(request), pk)
    choices = _choices(request, study)
    context = {"study": study, "choices": choices, "words": words, "query": request.GET.urlencode()}
    try:
        other = _other(request, study, choices)
        context["found"] = found = _found(request, study, other) if other else None
    except Refusal as refusal:
        context["problem"] = refusal.sentence
        return render(request, "studies/comparison.html", context, status=refusal.status)
    if found is not None:
        context["other"] = found.before if found.after.pk == study.pk else found.after
    return render(request, "studies/comparison.html", context)


@require_safe
def picture(request: HttpRequest, pk: int, name: str, form: str) -> HttpResponse:
    """`differences` or `weeks`, as SVG or PNG."""
    found = _asked(request, pk)
    drawn = (
        pictures.differences(found)
        if name == "differences"
        else pictures.weeks(found, weeks(found.before, found.after))
    )
    return serve(drawn, form, request, name=f"study-{pk}-{name}")


@require_safe
def as_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """RFC 4180; shares as fractions of one."""
    found = _asked(request, pk)
    heads = _HEADS + (_RATE_HEADS if found.measure else ())
    return attached_table(heads, (_row(each) for each in found.differences), f"study-{pk}-comparison.csv")


def _row(each: Difference) -> list[Cell]:
    row: list[Cell] = [each.culprit, each.before, each.after, each.difference, *each.interval]
    row += [each.p, each.p_holm, each.verdict, each.words]
    if each.rate:
        row += [each.rate.ratio, *each.rate.interval, each.rate.p_holm]
    return row


def _asked(request: HttpRequest, pk: int) -> Beside:
    study = study_visible_to(me(request), pk)
    other = _other(request, study, _choices(request, study))
    if other is None:
        raise Absent("There is no study to stand beside it.")
    return _found(request, study, other)


def _found(request: HttpRequest, study: Study, other: Study) -> Beside:
    return beside(other, study, measure=request.GET.get("measure", ""))


def _choices(request: HttpRequest, study: Study) -> list[Study]:
    """Other studies of its products that were drawn, the newest first."""
    others = studies_visible_to(me(request)).exclude(pk=study.pk).exclude(state=Study.State.DRAFT)
    return list(
        others.filter(products__in=study.products.all()).distinct().order_by("-from_on", "-pk")[:_CHOICES]
    )


def _other(request: HttpRequest, study: Study, choices: list[Study]) -> Study | None:
    wanted = request.GET.get("with", "")
    if wanted:
        found = next((each for each in choices if str(each.pk) == wanted), None)
        if found is None:
            raise Absent("There is no such study of the same product.")
        return found
    by_id = {each.pk: each for each in choices}
    earlier = [each for each in choices if each.from_on < study.from_on]
    return by_id.get(study.previous_id or 0) or (earlier[0] if earlier else choices[0] if choices else None)
