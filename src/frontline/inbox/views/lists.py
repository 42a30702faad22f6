"""The lists: unassigned, mine, open, closed, and what a search found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontline.inbox.access import conversations_visible_to
from frontline.inbox.views.column import column
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.inbox.views.where import SEARCH, Where, number_meant


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page is the inbox."""
    return redirect("inbox", view="open")


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def inbox(request: HttpRequest, view: str) -> HttpResponse:
    """One list, as a page or as its rows."""
    return _show(request, Where(view))


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words of `q`. `#1042` goes straight to that conversation, if there is one."""
    words = request.GET.get("q", "")[:500]
    number = number_meant(words)
    if number is not None and conversations_visible_to(me(request)).filter(pk=number).exists():
        return redirect("conversation", number=number)
    return _show(request, Where(SEARCH, words))


def _show(request: HttpRequest, where: Where) -> HttpResponse:
    target = request.headers.get("HX-Target")
    if target in {"rows", "more"}:
        rows = column(request, where, whole=False, counts=target == "rows")
        return show(request, "inbox/rows.html", {"column": rows, "oob": target == "rows"})
    return show(request, "inbox/list.html", {"column": column(request, where)})
