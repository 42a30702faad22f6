"""`/shift/team`: who is there, and until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontline.shift.team import MOST, team


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "shift/team.html", {"members": team(), "most": MOST})
