"""`/preferences/notices/webhook`: where notices are posted to."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from frontline.people.models import Teammate
from frontline.transports.webhook.addressing import address


@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """`url`, and `whose`: "mine" or "all"."""
    me = cast("Teammate", request.user)
    whose = None if request.POST.get("whose") == "all" else me
    address(whose, request.POST.get("url", ""), by=me)
    messages.success(request, "Saved.")
    return redirect("notice_preferences")
