"""`/calendars`: the secret addresses from which calendar programs read shifts."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.rotation.feeds.forms import FeedForm
from frontline.rotation.feeds.making import Made, feed_of, feeds_of, make_feed, revoke_feed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendars(request: HttpRequest) -> HttpResponse:
    """The addresses. A new one is shown in the answer itself, so that it is kept nowhere."""
    me = cast("Teammate", request.user)
    form = FeedForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        try:
            made = make_feed(me, rotation=form.chosen, by=me)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    return _page(request, FeedForm() if made else form, made)


@require_POST
def calendar_revocation(request: HttpRequest, pk: int) -> HttpResponse:
    me = cast("Teammate", request.user)
    revoke_feed(feed_of(me, pk), by=me)
    messages.success(request, "That address works no more.")
    return redirect("calendars")


def _page(request: HttpRequest, form: FeedForm, made: Made | None) -> HttpResponse:
    me = cast("Teammate", request.user)
    shown: dict[str, object] = {"form": form, "made": made, "feeds": feeds_of(me)}
    if made:
        _, _, rest = made.address.partition("://")
        shown["webcal"] = f"webcal://{rest}"
    return render(request, "rotation/calendars.html", shown, status=422 if form.errors else 200)
