"""The digest: building it, reading it, and saying that one has read it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frontline.handoffs import acknowledging
from frontline.handoffs.allowing import handoff_visible_to, only_giver
from frontline.handoffs.building import build
from frontline.handoffs.preparing import handoff_for
from frontline.handoffs.views.checklist import running
from frontline.inbox.views.me import me


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Build the hand-off of the shift that runs."""
    shift = running(request)
    only_giver(shift, me(request))
    made = build(handoff_for(shift), by=me(request))
    return redirect("handoff-read", pk=made.pk)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed over."""
    handoff = handoff_visible_to(me(request), pk)
    may_say = handoff.to_teammate_id == me(request).pk and handoff.given_at is not None
    return render(request, "handoffs/digest.html", {"handoff": handoff, "may_acknowledge": may_say})


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """ "I have read it"."""
    acknowledging.acknowledge(handoff_visible_to(me(request), pk), by=me(request))
    messages.success(request, "You have taken over.")
    return redirect("handoff-read", pk=pk)
