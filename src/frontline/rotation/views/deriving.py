"""`/rotation/derived/new`: a rotation that follows others."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people import timezones
from frontline.people.models import Teammate
from frontline.rotation.allowing import only_leads
from frontline.rotation.drafting import derived_shifts
from frontline.rotation.fields import SpecRefused
from frontline.rotation.forms.deriving import FIELDS, USUAL, DeriveForm
from frontline.rotation.models import Rotation
from frontline.rotation.planning import NameTaken, derive_rotation
from frontline.rotation.views.planning import SHOWN_FOR, asked
from frontline.rotation.weeks import Outlook, outlook
from frontline.rotation.wording import derivation


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_derived(request: HttpRequest) -> HttpResponse:
    lead = cast("Teammate", request.user)
    only_leads(lead, "plan a rotation")
    if request.method != "POST":
        hero = Rotation.objects.filter(is_hero=True, ended_at=None).values_list("name", flat=True).first()
        return _page(request, DeriveForm(initial={"how": "secondary", "hero": hero}, auto_id="%s"))
    form = DeriveForm(request.POST, auto_id="%s", use_required_attribute=False)
    shown = _preview(form, lead)
    if asked(request) == "save" and form.is_valid() and (made := _save(form, lead)):
        return redirect("rotation_one", pk=made.pk)
    return _page(request, form, shown, status=422 if asked(request) == "save" else 200)


def _preview(form: DeriveForm, lead: Teammate) -> Outlook | None:
    """The next weeks; none if the form, its name aside, is not in order. Says in the form why an expression is not."""
    if {name for name in form.errors if name != "name"}:
        return None
    start = clock.now().replace(microsecond=0)
    try:
        shifts = derived_shifts(form.expressed(), start, start + SHOWN_FOR)
    except SpecRefused as refusal:
        form.blame(refusal.sentence)
        return None
    return outlook(shifts, timezones.known(lead.timezone))


def _save(form: DeriveForm, lead: Teammate) -> Rotation | None:
    said = form.cleaned_data
    try:
        return derive_rotation(said["name"], form.expressed(), team=said["team"], by=lead)
    except NameTaken as refusal:
        form.add_error("name", refusal.sentence)
    except Refusal as refusal:
        form.blame(refusal.sentence)
    return None


def _page(
    request: HttpRequest, form: DeriveForm, shown: Outlook | None = None, status: int = 200
) -> HttpResponse:
    wrong = [str(errors[0]) for name, errors in form.errors.items() if name != "name"]
    context = {
        "form": form,
        "usual": USUAL,
        "fields_of": FIELDS,
        "outlook": shown,
        "cadence": derivation(form.expressed()) if shown else "",
        "missing": wrong[0] if wrong and form.is_bound else "Choose who is on.",
        "can_derive": Rotation.objects.filter(ended_at=None).exists(),
        "address": request.path,
    }
    return render(request, "rotation/derive.html", context, status=status)
