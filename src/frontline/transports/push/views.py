"""The service worker, and the browsers that take notices."""

from functools import cache
from pathlib import Path
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from frontline.people.models import Teammate
from frontline.transports.push.subscribing import subscribe, unsubscribe

_WORKER = Path(__file__).parent / "static" / "push" / "worker.js"


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """`/push-worker.js`. At the root, because a worker's scope is the folder that it is served from; without
    sign-in, because browsers look for a newer one at any time."""
    return HttpResponse(
        _script(),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@cache
def _script() -> bytes:
    return _WORKER.read_bytes()


@require_POST
def browsers(request: HttpRequest) -> HttpResponse:
    """What static/push/push.js fills in: `endpoint`, `p256dh`, `auth`."""
    me = cast("Teammate", request.user)
    given = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    subscribe(me, **given, agent=request.headers.get("User-Agent", ""), by=me)
    messages.success(request, "This browser shows what you are told from now on.")
    return redirect("notice_preferences")


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    me = cast("Teammate", request.user)
    unsubscribe(me, pk, by=me)
    messages.success(request, "That browser shows nothing any more.")
    return redirect("notice_preferences")
