"""`/preferences/notices`: how I am told."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from frontline.notify import kinds, preferring, switching
from frontline.notify.forms import PaceForm
from frontline.notify.models import Choice, Delivery, Way
from frontline.notify.pacing import manners_of
from frontline.notify.transport import Transport, registered
from frontline.people.models import Teammate

PAGE = "notice_preferences"


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """GET: the page. POST: which kinds by which ways; a box's name is `on:<transport>:<kind>`."""
    me = cast("Teammate", request.user)
    if request.method != "POST":
        return _page(request, me)
    ways = [transport for transport in registered() if me.pk in transport.reaches([me])]
    wanted = {
        (kind.name, way.name): f"on:{way.name}:{kind.name}" in request.POST
        for kind in kinds.registered()
        for way in ways
    }
    preferring.choose(me, wanted, by=me)
    messages.success(request, "Saved.")
    return redirect(PAGE)


@require_POST
def pace(request: HttpRequest) -> HttpResponse:
    me = cast("Teammate", request.user)
    form = PaceForm(request.POST)
    if not form.is_valid():
        return _page(request, me, form)
    preferring.pace(me, form.wanted(), by=me)
    messages.success(request, "Saved.")
    return redirect(PAGE)


@require_POST
def test(request: HttpRequest, transport: str) -> HttpResponse:
    me, way = cast("Teammate", request.user), _transport(transport)
    switching.send_test(me, way, by=me)
    messages.success(request, f"A test is on its way by {way.label}.")
    return redirect(PAGE)


@require_POST
def activation(request: HttpRequest, transport: str) -> HttpResponse:
    me, way = cast("Teammate", request.user), _transport(transport)
    switching.switch_on(me, way.name, by=me)
    messages.success(request, f"You are told by {way.label} again.")
    return redirect(PAGE)


def _page(request: HttpRequest, me: Teammate, form: PaceForm | None = None) -> HttpResponse:
    known = {way.transport: way for way in Way.objects.filter(teammate=me)}
    tests = _last_tests(me)
    ways = [
        {
            "transport": transport,
            "is_set_up": me.pk in transport.reaches([me]),
            "way": known.get(transport.name),
            "test": tests.get(transport.name),
            "panel": _panel(request, transport, me),
        }
        for transport in registered()
    ]
    off = set(Choice.objects.filter(teammate=me, is_on=False).values_list("kind", "transport"))
    context = {
        "ways": ways,
        "open": [way["transport"] for way in ways if way["is_set_up"]],
        "labels": {transport.name: transport.label for transport in registered()},
        "kinds": kinds.registered(),
        "off": off,
        "form": form or PaceForm(initial=PaceForm.of(manners_of([me])[me.pk])),
    }
    return render(request, "notify/preferences.html", context, status=422 if form else 200)


def _panel(request: HttpRequest, transport: Transport, me: Teammate) -> str:
    if not transport.panel:
        return ""
    shown = render_to_string(transport.panel, dict(transport.shown(me)), request)
    return mark_safe(shown)  # noqa: S308  (a template of ours, which escapes)


def _last_tests(me: Teammate) -> dict[str, Delivery]:
    tests = Delivery.objects.filter(notice__teammate=me, notice__kind=kinds.TEST)
    return {each.transport: each for each in tests.order_by("transport", "-id").distinct("transport")}


def _transport(name: str) -> Transport:
    for transport in registered():
        if transport.name == name:
            return transport
    raise Http404
