"""`/rotation/<pk>/hand-over`: the hour or the zone of hand-overs moves. `/rotation/<pk>/ending`: it ends."""

from datetime import time, timedelta
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontline.kernel.refusal import Refusal
from frontline.people import timezones
from frontline.people.models import Teammate
from frontline.rotation.allowing import only_leads, standing
from frontline.rotation.forms.planning import CLOCK, ZoneField
from frontline.rotation.lining_up import Moved
from frontline.rotation.models import Rotation
from frontline.rotation.plan.current import current
from frontline.rotation.planning import end_rotation, reschedule
from frontline.rotation.trying import tried
from frontline.rotation.views.planning import SHOWN_FOR, asked
from frontline.rotation.wording import cadence, moment


class HandOverForm(forms.Form):
    hands_over_at = forms.TimeField(label="Hand-over at", widget=forms.TimeInput(CLOCK, "%H:%M"))
    timezone = ZoneField(label="Time zone")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    lead = cast("Teammate", request.user)
    only_leads(lead, "move the hand-over")
    rotation = standing(pk)
    now = {"hands_over_at": rotation.hands_over_at, "timezone": rotation.timezone}
    form = HandOverForm(request.POST or None, initial=now, auto_id="%s", use_required_attribute=False)
    moved: list[tuple[Rotation, list[Moved]]] = []
    if request.method == "POST" and form.is_valid():
        try:
            if asked(request) == "save":
                reschedule(rotation, **form.cleaned_data, by=lead)
                messages.success(request, f"From now on: {cadence(rotation)}.")
                return redirect("rotation_one", pk=pk)
            moved = _moves(rotation, form.cleaned_data, lead)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    context = {
        "rotation": standing(pk),
        "form": form,
        "cadence": cadence(standing(pk)),
        "moved": moved,
        "is_asked": form.is_bound and not form.errors,
        "own": [
            layer for layer in rotation.layers.all() if layer.timezone or layer.hands_over_at is not None
        ],
        "zones": timezones.names(),
        "moment": moment,
        "address": request.path,
    }
    return render(request, "rotation/rotation_hand_over.html", context, status=422 if form.errors else 200)


def _moves(rotation: Rotation, said: dict[str, Any], lead: Teammate) -> list[tuple[Rotation, list[Moved]]]:
    def change() -> None:
        moving: time = said["hands_over_at"]
        reschedule(rotation, timezone=said["timezone"], hands_over_at=moving, by=lead)

    rotations = current().rotations
    return [
        (rotations[pk], moves) for pk, moves in tried(change, timedelta(weeks=SHOWN_FOR.days // 7)).items()
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    lead = cast("Teammate", request.user)
    only_leads(lead, "end a rotation")
    rotation = standing(pk)
    if request.method == "POST":
        end_rotation(rotation, by=lead)
        messages.success(request, f"{rotation.name} has ended. Who was on stays in its log.")
        return redirect("rotation")
    return render(request, "rotation/rotation_ending.html", {"rotation": rotation})
