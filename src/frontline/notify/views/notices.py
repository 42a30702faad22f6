"""`/notices`: what I was told lately, and how it reached me."""

from typing import cast

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.notify import kinds
from frontline.notify.models import Delivery, Notice, Way
from frontline.notify.showing import as_html
from frontline.notify.transport import registered
from frontline.people.models import Teammate

ON_A_PAGE = 50


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """My own, the newest first; `?before=ID` goes on from there."""
    me = cast("Teammate", request.user)
    # What a digest carried is here itself.
    found = Notice.objects.filter(teammate=me).exclude(kind=kinds.DIGEST).order_by("-id")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    deliveries = Prefetch("deliveries", Delivery.objects.select_related("carrier"))
    rows = list(found.prefetch_related(deliveries)[: ON_A_PAGE + 1])
    context = {
        "notices": rows[:ON_A_PAGE],
        "older": f"?before={rows[ON_A_PAGE - 1].pk}" if len(rows) > ON_A_PAGE else None,
        "labels": {transport.name: transport.label for transport in registered()},
        "as_html": as_html,
        "off": list(Way.objects.filter(teammate=me, off_at__isnull=False).order_by("transport")),
    }
    return render(request, "notify/notices.html", context)
