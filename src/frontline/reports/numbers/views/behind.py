"""`/numbers/conversations`: the conversations behind one number."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.people.models import Teammate
from frontline.reports.numbers import asking, lengths
from frontline.reports.numbers.listing import listing


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """`?of=` names the number; `?day=` and `?bar=` a part of it; all else as on the page that it stands on."""
    scope = asking.scope_of(request.GET, cast("Teammate", request.user))
    day, bar = request.GET.get("day", ""), request.GET.get("bar", "")
    found = listing(scope, request.GET.get("of", ""), day=day, bar=bar)
    rows, more = found.rows(request.GET.get("after", ""))
    context = {
        "found": found,
        "in_words": lengths.in_words,
        "scope": scope,
        "rows": rows,
        "count": found.count(),
        "day": found.scope.period if day else None,
        "back": asking.query(scope),
        "older": "?" + asking.query(scope, of=found.measure, day=day, bar=bar, after=more) if more else None,
    }
    return render(request, "numbers/behind.html", context)
