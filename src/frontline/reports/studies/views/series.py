"""`/studies/series`: studies that repeat; beginning one, who reads it and who gets its reports, stopping it."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Refusal
from frontline.people import timezones
from frontline.people.models import Product
from frontline.reports.studies.allowing import may_plan, only_planners, study_visible_to
from frontline.reports.studies.models import Series, Study
from frontline.reports.studies.series import changing
from frontline.reports.studies.series.beginning import AlreadyRepeats, Plan, begin, plan_of
from frontline.reports.studies.series.changing import series_visible_to
from frontline.reports.studies.series.forms import PeopleForm, SeriesForm, filled_from
from frontline.reports.studies.series.history import history_of
from frontline.reports.studies.series.periods import first_day, last_day

_WHAT = "lets studies repeat"
_SHOWN = 60


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    rows = Series.objects.prefetch_related("products").annotate(drawn=Count("studies")).order_by("question")
    context = {"series": [(row, _next(row)) for row in rows], "may_plan": may_plan(me(request))}
    return render(request, "studies/series.html", context)


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """The form; with `?study=7` filled in to repeat that one."""
    only_planners(me(request), _WHAT)
    study = _study(request, request.GET.get("study", ""))
    if study and study.series_id:
        return redirect("one-series", pk=study.series_id)
    plan = plan_of(study) if study else _suggested(request)
    filled = filled_from(plan) | {"mailed_to": plan.mailed_to or [me(request).pk]}
    return _form(request, SeriesForm(None, initial=filled), study)


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    only_planners(me(request), _WHAT)
    study = _study(request, request.POST.get("study", ""))
    form = SeriesForm(request.POST)
    if form.is_valid():
        try:
            series = begin(form.plan(), after=study, by=me(request))
        except AlreadyRepeats:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "It repeats from now on: the next is drawn when its period is over.")
            return redirect("one-series", pk=series.pk)
    return _form(request, form, study, status=422)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, series_visible_to(me(request), pk))


@require_POST
def people(request: HttpRequest, pk: int) -> HttpResponse:
    series = series_visible_to(me(request), pk)
    form = PeopleForm(request.POST)
    if not form.is_valid():
        return _page(request, series, form, status=422)
    changing.change_people(series, **form.people(), by=me(request))
    messages.success(request, "Saved.")
    return redirect("one-series", pk=pk)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    changing.stop(series_visible_to(me(request), pk), by=me(request))
    messages.success(request, "Stopped: nothing more is drawn. What was drawn stays.")
    return redirect("one-series", pk=pk)


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    changing.resume(series_visible_to(me(request), pk), by=me(request))
    messages.success(request, "It goes on.")
    return redirect("one-series", pk=pk)


def _page(
    request: HttpRequest, series: Series, form: PeopleForm | None = None, *, status: int = 200
) -> HttpResponse:
    said = {
        "readers": list(series.readers.order_by("name")),
        "mailed_to": list(series.mailed_to.order_by("name")),
    }
    filled = {**said, "remind_after": series.remind_after}
    context = {
        "series": series,
        "products": list(series.products.order_by("name")),
        "studies": list(series.studies.order_by("-from_on", "-pk")[:_SHOWN]),
        "next": _next(series),
        **said,
        "form": form or PeopleForm(initial=filled),
        "history": history_of(series),
        "may_plan": may_plan(me(request)),
    }
    return render(request, "studies/series_one.html", context, status=status)


def _form(request: HttpRequest, form: SeriesForm, study: Study | None, *, status: int = 200) -> HttpResponse:
    return render(request, "studies/series_new.html", {"form": form, "study": study}, status=status)


def _next(series: Series) -> tuple[object, object]:
    """The first and the last day of what is drawn next."""
    return series.next_from_on, last_day(series.every, series.next_from_on)


def _study(request: HttpRequest, said: str) -> Study | None:
    known = said.isascii() and said.isdigit() and len(said) < 19
    return study_visible_to(me(request), int(said)) if known else None


def _suggested(request: HttpRequest) -> Plan:
    from frontline.kernel import clock

    product = Product.objects.order_by("name").values_list("pk", flat=True).first()
    return Plan(
        question="",
        products=[product] if product else [],
        every=Series.Every.MONTH,
        from_on=first_day(Series.Every.MONTH, clock.now().date()),
        timezone=timezones.known(me(request).timezone),
        size=100,
    )
