"""`/rotation/<pk>/shadows`: newcomers ride along with somebody who knows, before their own first shift."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.rotation.allowing import standing
from frontline.rotation.models import Rotation
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.plan.slots import begins, slot_at
from frontline.rotation.riding import MOST, ride_along, shadow_of, stop_riding
from frontline.rotation.wording import moment

COMING = 16  # shifts to choose from


class RideForm(forms.Form):
    teammate = forms.ModelChoiceField(
        Teammate.objects.filter(is_active=True).order_by("name"),
        label="Who rides along",
        empty_label="Choose…",
    )
    from_at = forms.TypedChoiceField(label="From the shift", coerce=datetime.fromisoformat)
    shifts = forms.IntegerField(label="How many shifts", min_value=1, max_value=MOST, initial=1)
    beside = forms.ModelChoiceField(
        Teammate.objects.filter(is_active=True).order_by("name"),
        label="Beside",
        required=False,
        empty_label="Whoever is on",
        help_text="With one person only: shifts of others in between are left out.",
    )

    def __init__(self, *args: Any, rotation: Rotation, by: Teammate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id, self.use_required_attribute = "%s", False
        self.fields["from_at"].choices = coming(rotation)  # type: ignore[attr-defined]
        if not by.is_lead:
            own = Teammate.objects.filter(pk=by.pk)
            self.fields["teammate"].queryset = own  # type: ignore[attr-defined]
            self.fields["teammate"].initial = by.pk


def coming(rotation: Rotation) -> list[tuple[str, str]]:
    """The current shift and those to come: (its beginning, "Mon 30 Nov 09:00, Mia Rask")."""
    now = clock.now()
    first = slot_at(rotation, now)
    starts = [begins(rotation, slot) for slot in range(first, first + COMING)]
    # A slot whose hour the clocks skip has no length, and is no shift.
    starts = [at for at, following in pairwise(starts) if following > at]
    end = starts[-1] + timedelta(seconds=1)
    shifts = final_shifts(starts[0], end, only=[rotation.pk])[rotation.pk]
    zone = ZoneInfo(rotation.timezone)
    found = []
    for at in starts:
        shown_at = max(at, now.replace(microsecond=0))
        on = next(shift.on for shift in shifts if shift.from_at <= shown_at < shift.until_at)
        names = " and ".join(duty.person.name for duty in on if duty.is_on_call) or "nobody"
        begun = "since " if at <= now else ""
        found.append((at.isoformat(), f"{begun}{at.astimezone(zone):%a %-d %b %H:%M}, {names}"))
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shadows(request: HttpRequest, pk: int) -> HttpResponse:
    rotation = standing(pk)
    by = cast("Teammate", request.user)
    form = None
    if not rotation.is_derived:
        form = RideForm(request.POST or None, rotation=rotation, by=by)
    if request.method == "POST" and form is not None and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            ride_along(rotation, said.pop("teammate"), **said, by=by)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "They ride along: they see everything, and are never paged.")
            return redirect("rotation_shadows", pk=pk)
    context: dict[str, Any] = {
        "rotation": rotation,
        "form": form,
        "riding": riding(rotation),
        "is_lead": by.is_lead,
        "me": by.pk,
    }
    context["moment"] = moment
    return render(request, "rotation/shadows.html", context, status=422 if form and form.errors else 200)


def riding(rotation: Rotation) -> list[dict[str, Any]]:
    """Who rides along now or later, with when their first shift begins and their last ends."""
    now = clock.now()
    rows = rotation.shadows.filter(revoked_at=None).select_related("teammate", "beside", "made_by")
    return [
        {"shadow": each, "from_at": begins(rotation, each.from_slot), "until_at": until_at}
        for each in rows
        if (until_at := begins(rotation, each.from_slot + each.shifts)) > now
    ]


@require_POST
def shadow_ending(request: HttpRequest, pk: int) -> HttpResponse:
    shadow = shadow_of(pk)
    stop_riding(shadow, by=cast("Teammate", request.user))
    messages.success(request, f"{shadow.teammate.name} rides along no more.")
    return redirect("rotation_shadows", pk=shadow.rotation_id)
