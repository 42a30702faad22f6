"""`/studies`: all of them; and one: what it asks, how far its reading is, finishing it."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frontline.inbox.models import Category
from frontline.inbox.views.me import me
from frontline.people.models import Tier
from frontline.reports.studies import finishing
from frontline.reports.studies.allowing import may_plan, studies_visible_to, study_visible_to
from frontline.reports.studies.models import Drawn, Reading, Study
from frontline.reports.studies.outcome import counts_of
from frontline.reports.studies.progress import progress_of

ON_A_PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest first; `?page=2` goes on."""
    page = request.GET.get("page", "1")
    number = max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    start = (number - 1) * ON_A_PAGE
    found = studies_visible_to(me(request)).prefetch_related("products").order_by("-created_at", "-pk")
    rows = list(found[start : start + ON_A_PAGE + 1])
    read = _read(rows)
    context = {
        "studies": [(row, *read.get(row.pk, (0, 0))) for row in rows[:ON_A_PAGE]],
        "may_plan": may_plan(me(request)),
        "newer": f"?page={number - 1}" if number > 1 else None,
        "older": f"?page={number + 1}" if len(rows) > ON_A_PAGE else None,
    }
    return render(request, "studies/index.html", context)


def _read(studies: list[Study]) -> dict[int, tuple[int, int]]:
    """How many readings of each are done, and how many there are."""
    in_sample = Reading.objects.filter(drawn__study__in=studies, drawn__state=Drawn.State.SAMPLE, round__gt=0)
    counted = in_sample.order_by().values_list("drawn__study").annotate(Count("done_at"), Count("pk"))
    return {study: (done, every) for study, done, every in counted}


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One study: how it was drawn, who reads, what is left to do."""
    study = study_visible_to(me(request), pk)
    context = {
        "study": study,
        "products": list(study.products.order_by("name")),
        "filters": _filters(study),
        "readers": list(study.readers.order_by("name")),
        "counts": counts_of(study),
        "progress": progress_of(study, me(request)),
        "may_plan": may_plan(me(request)),
    }
    return render(request, "studies/study.html", context)


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    finishing.finish(study_visible_to(me(request), pk), by=me(request))
    messages.success(request, "The study is finished.")
    return redirect("study", pk=pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    finishing.reopen(study_visible_to(me(request), pk), by=me(request))
    messages.success(request, "The study is being read again.")
    return redirect("study", pk=pk)


def _filters(study: Study) -> list[str]:
    """In words."""
    said = study.filters
    categories = Category.objects.filter(pk__in=said.get("categories", []))
    names = [Tier(each).label for each in said.get("tiers", [])]
    return [*names, *said.get("channels", []), *(each.name for each in categories)]
