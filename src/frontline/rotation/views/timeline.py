"""`/rotation`: whose week it is, on a timeline of lanes."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from frontline.rotation.lanes import words
from frontline.rotation.lanes.gathering import gather
from frontline.rotation.plan.current import current
from frontline.rotation.standing import standings
from frontline.rotation.views import counting
from frontline.rotation.views.asked import axis_for, looking, me, viewer_for


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The page; for the page's own script the lanes alone, by the same template."""
    look = looking(request.GET)
    plan = current()
    axis = axis_for(look, me(request), plan)
    viewer = viewer_for(look, me(request))
    board = gather(plan, axis, viewer)
    shown = {
        "look": look,
        "axis": axis,
        "board": board,
        "viewer": viewer,
        "now": viewer.now,
        "now_place": axis.place(viewer.now),
        "shows_now": axis.from_at <= viewer.now < axis.until_at,
        "standings": standings(),
        "rotations": plan.rotations,
        "told": words,
        "conflicts_address": _if_there("/rotation/conflicts"),
        "waiting": counting.count(request)[counting.KEY].number,
        "new_address": _if_there("/rotation/new"),
    }
    is_part = request.headers.get("HX-Target") == "board"
    return render(request, "rotation/lanes.html" if is_part else "rotation/timeline.html", shown)


@cache
def _if_there(address: str) -> str:
    """The address, or nothing while no page has it."""
    try:
        resolve(address)
    except Resolver404:
        return ""
    return address
