"""`/notices`: what I was told lately, and how it reached me."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.notify.models import Notice
from frontline.notify.showing import as_html
from frontline.notify.transport import registered
from frontline.people.models import Teammate

ON_A_PAGE = 50


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """My own, the newest first; `?before=ID` goes on from there."""
    found = Notice.objects.filter(teammate=cast("Teammate", request.user)).order_by("-id")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found.prefetch_related("deliveries")[: ON_A_PAGE + 1])
    context = {
        "notices": rows[:ON_A_PAGE],
        "older": f"?before={rows[ON_A_PAGE - 1].pk}" if len(rows) > ON_A_PAGE else None,
        "labels": {transport.name: transport.label for transport in registered()},
        "as_html": as_html,
    }
    return render(request, "notify/notices.html", context)
