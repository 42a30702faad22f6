"""`/studies/new`: what a study asks, how many conversations that is, and what reading so many of them will tell."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from frontline.inbox.views.me import me
from frontline.kernel.refusal import Invalid
from frontline.reports.studies.allocating import allocate
from frontline.reports.studies.allowing import only_planners
from frontline.reports.studies.drawing import draw
from frontline.reports.studies.forms import PlanForm, suggested
from frontline.reports.studies.planning import plan
from frontline.reports.studies.population import sizes
from frontline.reports.studies.sizing import foreseen, sizing

_WHAT = "plans studies"


@require_safe
@vary_on_headers("HX-Request")
def new(request: HttpRequest) -> HttpResponse:
    """The form with its numbers; to the page's script only the numbers."""
    only_planners(me(request), _WHAT)
    form = PlanForm(request.GET or _as_query(suggested(me(request))))
    wants_power = "power" in request.GET
    context = {"form": form, **_numbers(form, with_power=wants_power), "query": request.GET.urlencode()}
    if request.headers.get("HX-Request") == "true":
        return render(
            request, "studies/plan_power.html" if wants_power else "studies/plan_numbers.html", context
        )
    return render(request, "studies/plan.html", context)


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Draw it."""
    only_planners(me(request), _WHAT)
    form = PlanForm(request.POST)
    if form.is_valid():
        try:
            study = _made(form, request)
        except Invalid as refusal:
            form.add_error(
                "question" if not form.cleaned_data["question"].strip() else None, refusal.sentence
            )
        else:
            messages.success(request, f"Drawn: {study.size:,} of {study.population:,} conversations.")
            return redirect("study", pk=study.pk)
    context = {"form": form, **_numbers(form), "query": request.POST.urlencode()}
    return render(request, "studies/plan.html", context, status=422)


def _made(form: PlanForm, request: HttpRequest) -> Any:
    from django.db import transaction

    with transaction.atomic():
        planned = plan(form.terms(), previous=form.cleaned_data["previous"], by=me(request))
        return draw(planned, by=me(request))


def _numbers(form: PlanForm, *, with_power: bool = False) -> dict[str, Any]:
    """How many there are, what reading so many gives, and the shares of the strata."""
    found: dict[str, Any] = {"sizing": None, "strata": [], "refusal": "", "foreseen": None, "previous": None}
    if not form.is_valid():
        return found
    scope, said = form.scope(), form.cleaned_data
    populations = sizes(scope)
    population = sum(populations.values())
    if not population:
        return {**found, "refusal": "No conversation is in this period with these filters."}
    found["sizing"] = sizing(population, said["size"], double_share=said["twice"] / 100)
    found["previous"] = said["previous"]
    if scope.stratify_by:
        try:
            shares = allocate(populations, said["size"])
            found["strata"] = [(key, populations[key], share) for key, share in shares.items()]
        except Invalid as refusal:
            found["refusal"] = refusal.sentence
    if with_power and said["previous"]:
        found["foreseen"] = foreseen(said["previous"], min(said["size"], population))
    return found


def _as_query(said: dict[str, Any]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in said.items():
        query.setlist(name, [str(each) for each in (value if isinstance(value, list) else [value])])
    return query
