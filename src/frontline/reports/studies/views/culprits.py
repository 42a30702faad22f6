"""`/culprits`: the list of each product, kept over its studies; renaming, merging, what was done about them."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frontline.events.models import Event
from frontline.inbox.views.me import me
from frontline.kernel.refusal import Absent, Refusal
from frontline.people.models import Product
from frontline.reports.studies.allowing import culprit_visible_to, may_plan
from frontline.reports.studies.culprits import acting, merging, naming
from frontline.reports.studies.forms import ActionForm, CulpritForm
from frontline.reports.studies.models import Culprit, CulpritAction, Reading

_HISTORY = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The culprits of one product (`?product=3`, else the first that has any)."""
    products = list(Product.objects.annotate(listed=Count("culprits")).order_by("name"))
    chosen = _chosen(products, request.GET.get("product", ""))
    rows = Culprit.objects.filter(product=chosen).select_related("merged_into").prefetch_related("actions")
    labels = dict(
        Reading.objects.filter(culprit__product=chosen, round__gt=0)
        .values_list("culprit")
        .annotate(number=Count("pk"))
        .values_list("culprit", "number")
    )
    context = {
        "products": products,
        "product": chosen,
        "culprits": [(row, labels.get(row.pk, 0)) for row in rows if row.merged_into_id is None],
        "merged": [(row, labels.get(row.pk, 0)) for row in rows if row.merged_into_id],
        "may_plan": may_plan(me(request)),
    }
    return render(request, "studies/culprits.html", context)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, culprit_visible_to(me(request), pk))


@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    culprit = culprit_visible_to(me(request), pk)
    form = CulpritForm(request.POST)
    if form.is_valid():
        try:
            naming.rename(culprit, **form.cleaned_data, by=me(request))
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
        else:
            messages.success(request, "Saved: all its labels go by that.")
            return redirect("culprit", pk=pk)
    return _page(request, culprit, naming_form=form, status=422)


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the culprit `into` (an id)."""
    said = request.POST.get("into", "")
    into = culprit_visible_to(
        me(request), int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0
    )
    merging.merge(culprit_visible_to(me(request), pk), into, by=me(request))
    messages.success(request, f"Merged: its labels count as {into.name} now.")
    return redirect("culprit", pk=into.pk)


@require_POST
def separate(request: HttpRequest, pk: int) -> HttpResponse:
    merging.separate(culprit_visible_to(me(request), pk), by=me(request))
    messages.success(request, "Separated: its labels go by its own name again.")
    return redirect("culprit", pk=pk)


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    culprit = culprit_visible_to(me(request), pk)
    form = ActionForm(request.POST)
    if form.is_valid():
        try:
            acting.add_action(culprit, **form.cleaned_data, by=me(request))
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Noted: reports mark it on their time line.")
            return redirect("culprit", pk=pk)
    return _page(request, culprit, action_form=form, status=422)


@require_POST
def remove_action(request: HttpRequest, pk: int, action: int) -> HttpResponse:
    found = CulpritAction.objects.select_related("culprit").filter(pk=action, culprit=pk).first()
    if found is None:
        raise Absent("There is no such action.")
    acting.remove_action(found, by=me(request))
    return redirect("culprit", pk=pk)


def _chosen(products: Sequence[Product], said: str) -> Product | None:
    listed = next((each for each in products if str(each.pk) == said), None)
    return listed or next(
        (each for each in products if vars(each)["listed"]), products[0] if products else None
    )


def _page(
    request: HttpRequest,
    culprit: Culprit,
    *,
    naming_form: CulpritForm | None = None,
    action_form: ActionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    others = Culprit.objects.filter(Q(product=culprit.product_id), merged_into=None).exclude(pk=culprit.pk)
    context = {
        "culprit": culprit,
        "into": culprit.merged_into,
        "merged": list(culprit.merged.order_by("name")),
        "others": [(each.pk, each.name) for each in others],
        "actions": list(culprit.actions.select_related("owner")),
        "naming_form": naming_form or CulpritForm(initial={"name": culprit.name, "kind": culprit.kind}),
        "action_form": action_form or ActionForm(auto_id="action-%s"),
        "history": [(each, _words(each)) for each in _history(culprit)],
        "may_plan": may_plan(me(request)),
    }
    return render(request, "studies/culprit.html", context, status=status)


def _history(culprit: Culprit) -> list[Event]:
    found = Event.objects.filter(subject_kind="culprit", subject_id=culprit.pk).order_by("-pk")
    return list(found[:_HISTORY])


def _words(event: Event) -> str:
    said, kind = event.data, event.kind.partition(".")[2]
    if kind == "renamed":
        before, after = said["before"], said["after"]
        if before[0] == after[0]:
            return f"changed its kind to {Culprit.Kind(after[1]).label}"
        return f"renamed it from {before[0]} to {after[0]}"
    return {
        "added": "added it",
        "merged": f"merged it into {said.get('name', '')}",
        "separated": "took the merge back",
        "action_added": f"added “{said.get('title', '')}”",
        "action_removed": f"removed “{said.get('title', '')}”",
    }[kind]
