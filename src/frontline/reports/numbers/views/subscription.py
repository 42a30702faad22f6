"""`POST /numbers/subscription`: the week by mail, or not."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frontline.people.models import Teammate
from frontline.reports.numbers.subscribing import subscribe


@require_POST
def subscription(request: HttpRequest) -> HttpResponse:
    """`on=1` for yes."""
    by, is_on = cast("Teammate", request.user), request.POST.get("on") == "1"
    subscribe(by, is_on=is_on, by=by)
    messages.success(
        request,
        "You get the week in numbers each Monday morning." if is_on else "You get no mail of the numbers.",
    )
    return redirect("numbers")
