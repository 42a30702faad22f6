"""The customer's page of their conversation. No sign-in: the link is the key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontline.inbox import following
from frontline.inbox.views import entries
from frontline.people.models import Workspace


@never_cache
@require_safe
def show(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """What was written and what was sent, and how to add to it."""
    followed = following.followed(number, key)
    response = render(
        request,
        "inbox/following.html",
        {
            "conversation": followed.conversation,
            "messages_shown": followed.messages,
            "workspace": Workspace.objects.first(),
            "linked": entries.linked,
        },
    )
    response["Referrer-Policy"] = "no-referrer"  # the address is a key: it must not travel on
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
