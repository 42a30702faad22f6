"""`/categories`: the list that everybody chooses from. For leads."""

from collections.abc import Callable

from django.contrib import messages as words
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from frontline.inbox import curating
from frontline.inbox.categorising import propose
from frontline.inbox.forms import CategoryForm, OtherCategoryForm, checked
from frontline.inbox.models import Category
from frontline.inbox.queries import COUNT_LIMIT
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.kernel.refusal import Absent
from frontline.people.views.teammates import for_leads

# Each counted by its index, and none further than anybody reads.
_COUNTED = """
    SELECT c.*, (SELECT name FROM people_teammate WHERE id = c.proposed_by_id) AS proposer,
        (SELECT count(*) FROM (SELECT 1 FROM inbox_categorisation WHERE category_id = c.id LIMIT %s) AS l) AS number
    FROM inbox_category c ORDER BY c.is_proposed DESC, c.is_retired, c.name
"""


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def index(request: HttpRequest) -> HttpResponse:
    """GET: all of them, with how many conversations are in each, counted up to a thousand. POST: one more."""
    if request.method == "POST":
        made = propose(checked(CategoryForm(request.POST))["name"], by=me(request))
        words.info(request, f"“{made.name}” is in the list.")
        return redirect("categories")
    rows = list(Category.objects.raw(_COUNTED, [COUNT_LIMIT]))
    return show(request, "inbox/category_list.html", {"rows": rows, "many": COUNT_LIMIT})


@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what can be done with it. POST: call it `name`."""
    category = _category(pk)
    if request.method == "POST":
        curating.rename(category, checked(CategoryForm(request.POST))["name"], by=me(request))
        return redirect("categories")
    others = Category.objects.exclude(pk=pk).filter(is_proposed=False).order_by("is_retired", "name")
    return show(request, "inbox/category_page.html", {"category": category, "others": others})


@require_POST
@for_leads
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal into the list."""
    return _done(request, pk, curating.agree, "is in the list now.")


@require_POST
@for_leads
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no more."""
    return _done(request, pk, curating.retire, "is offered no more. Conversations that are in it stay there.")


@require_POST
@for_leads
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a retired one again."""
    return _done(request, pk, curating.bring_back, "is offered again.")


@require_POST
@for_leads
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn a proposal down, or merge it: its conversations go to `other`, if there is one."""
    category = _category(pk)
    other = checked(OtherCategoryForm(request.POST))["other"]
    if category.is_proposed:
        curating.turn_down(category, instead=other, by=me(request))
    elif other is None:
        raise Absent("Choose the category that its conversations go to.")
    else:
        curating.merge_categories(category, into=other, by=me(request))
    words.info(
        request, f"“{category.name}” is gone" + (f": look for it in “{other.name}”." if other else ".")
    )
    return redirect("categories")


def _done(request: HttpRequest, pk: int, verb: Callable[..., Category], say: str) -> HttpResponse:
    category = verb(_category(pk), by=me(request))
    words.info(request, f"“{category.name}” {say}")
    return redirect("categories")


def _category(pk: int) -> Category:
    found = Category.objects.filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such category: perhaps another lead has merged it.")
    return found
