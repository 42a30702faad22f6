"""`/rotation/asks`: what was asked for, and answering it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Refusal
from frontline.rotation.asking import accept, ask_of, decline, withdraw
from frontline.rotation.lanes import words
from frontline.rotation.lanes.block import Viewer
from frontline.rotation.lanes.requests import requests
from frontline.rotation.models import Ask
from frontline.rotation.plan.current import current
from frontline.rotation.views import asking
from frontline.rotation.views.asked import me, zone_of

_GROUPS = {
    "me": "For you to answer",
    "anyone": "For anyone to take",
    "mine": "From you, or about your shifts",
    "others": "Between others",
    "answered": "Answered lately",
}


@require_http_methods(["GET", "HEAD", "POST"])
def asks(request: HttpRequest) -> HttpResponse:
    """GET: the requests. POST: a new one."""
    return asking.create(request) if request.method == "POST" else _show(request)


@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes: the shifts move, all at once."""
    return _answer(request, pk, accept, "Done: the shift is yours.", "Done: the shifts have changed hands.")


@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, decline, "Declined. Nothing has changed.", "Declined. Nothing has changed.")


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    said = "Taken back. Nobody needs to answer any more."
    return _answer(request, pk, withdraw, said, said)


def _answer(
    request: HttpRequest, pk: int, verb: Callable[..., None], say_cover: str, say_swap: str
) -> HttpResponse:
    """What is refused (somebody was faster, the shift changed hands) is said above the requests as they are now."""
    ask = ask_of(pk)
    try:
        verb(ask, by=me(request))
    except Absent:
        raise
    except Refusal as refused:
        return _show(request, trouble=refused.sentence, status=refused.status)
    messages.info(request, say_swap if ask.kind == Ask.Kind.SWAP else say_cover)
    return redirect("asks")


def _show(request: HttpRequest, *, trouble: str = "", status: int = 200) -> HttpResponse:
    plan, teammate = current(), me(request)
    viewer = Viewer(teammate.pk, teammate.is_lead, zone_of(teammate), clock.now())
    found = requests(plan, viewer)
    groups = {name: [each for each in found if each.group == name] for name in _GROUPS}
    context = {
        "groups": [(heading, groups[name]) for name, heading in _GROUPS.items() if groups[name]],
        "trouble": trouble,
        "viewer": viewer,
        "waiting": len(groups["me"]) + len(groups["anyone"]),
        "has_rotations": bool(plan.rotations),
        "told": words,
    }
    return render(request, "rotation/asks.html", context, status=status)
