"""`/shift/overdue` and so on: one section, whole."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontline.inbox.views.column import column
from frontline.inbox.views.pages import show as rendered
from frontline.inbox.views.where import Where
from frontline.shift.views.listing import SHIFT


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def show(request: HttpRequest, key: str) -> HttpResponse:
    """As a page like the inbox's lists, or as its rows."""
    return shown(request, key)


def shown(request: HttpRequest, key: str) -> HttpResponse:
    where, target = Where(SHIFT, key), request.headers.get("HX-Target")
    if target in {"rows", "more"}:
        rows = column(request, where, whole=False, counts=False)
        return rendered(request, "inbox/rows.html", {"column": rows})
    return rendered(request, "inbox/list.html", {"column": column(request, where)})
