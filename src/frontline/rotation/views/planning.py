"""`/rotation/new`: a rotation is planned. The form's buttons, the preview and the saving are POSTs to one address."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontline.kernel.refusal import Refusal
from frontline.people import timezones
from frontline.people.models import Teammate
from frontline.rotation.allowing import only_leads
from frontline.rotation.drafting import planned_shifts, starts_at
from frontline.rotation.fields import SpecRefused
from frontline.rotation.forms.drafts import Draft, Place, draft_from, place_text
from frontline.rotation.forms.edits import edit, named
from frontline.rotation.forms.planning import PlanFields, fields_of, layer_plans, turning
from frontline.rotation.forms.presets import PRESETS, preset
from frontline.rotation.models import Rotation
from frontline.rotation.planning import NameTaken, plan_rotation
from frontline.rotation.weeks import Outlook, outlook
from frontline.rotation.wording import cadence

SHOWN_FOR = timedelta(weeks=8)
CHECKING = {"save", "preview"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_rotation(request: HttpRequest) -> HttpResponse:
    lead = cast("Teammate", request.user)
    only_leads(lead, "plan a rotation")
    people = everybody()
    zone = timezones.known(lead.timezone)
    if request.method != "POST":
        name = request.GET.get("preset", "weekly")
        known = {key for key, *_ in PRESETS}
        return _page(request, preset(name if name in known else "custom", Draft(), zone), people, "")
    command = asked(request)
    draft = draft_from(request.POST)
    if command not in CHECKING:
        return _page(request, edit(draft, command, request.POST, people, zone), people, command)
    if command == "preview":
        return _page(request, draft, people, command)
    fields = fields_of(draft, people, checks=True)
    if fields.is_valid() and (made := _save(fields, people, lead)):
        return redirect("rotation_one", pk=made.pk)
    return _page(request, draft, people, command, fields, status=422)


def asked(request: HttpRequest) -> str:
    """Which button was pressed; a form that is sent without one wants its preview."""
    return "preview" if "preview" in request.POST else request.POST.get("do", "preview")


def everybody() -> dict[int, Teammate]:
    """All teammates by id, in the order of their names; the inactive too, for they may stand in an old order."""
    return {one.pk: one for one in Teammate.objects.select_related("team").order_by("name", "pk")}


def _save(fields: PlanFields, people: dict[int, Teammate], lead: Teammate) -> Rotation | None:
    said = fields.form.cleaned_data
    try:
        return plan_rotation(
            said["name"],
            turning(fields),
            layer_plans(fields, people),
            team=said["team"],
            is_hero=said["is_hero"],
            by=lead,
        )
    except NameTaken as refusal:
        fields.form.add_error("name", refusal.sentence)
    except Refusal as refusal:
        fields.errors.append(refusal.sentence)
    return None


def _page(
    request: HttpRequest,
    draft: Draft,
    people: dict[int, Teammate],
    command: str,
    fields: PlanFields | None = None,
    status: int = 200,
) -> HttpResponse:
    checked = fields or fields_of(draft, people, checks=True)
    shown, missing = _preview(checked, people)
    # A form that is still being filled in is not told what is wrong with it, but the preview says what it lacks.
    fields = checked if command in CHECKING else fields_of(draft, people, checks=False)
    context = {
        "fields": fields,
        "outlook": shown,
        "missing": missing,
        "cadence": cadence(turning(checked)) if shown else "",
        "presets": PRESETS,
        "people": people,
        "rows": lambda layer: rows_of(layer.places, people),
        "zones": timezones.names(),
        "address": request.path,
    }
    return render(request, "rotation/plan.html", context, status=status)


def rows_of(places: Sequence[Place], people: Mapping[int, Teammate]) -> list[tuple[str, str, int, bool]]:
    """(text of the form, names, how many together, whether one is deactivated) of each place."""
    return [
        (
            place_text(place),
            named(place, people),
            len(place),
            any(pk in people and not people[pk].is_active for pk in place),
        )
        for place in places
    ]


def _preview(fields: PlanFields, people: dict[int, Teammate]) -> tuple[Outlook | None, str]:
    """The next weeks, or what they still need. A name that is missing is no hindrance."""
    if not fields.is_valid(but="name"):
        return None, fields.sentences()[0]
    start = starts_at(turning(fields))
    try:
        shifts = planned_shifts(turning(fields), layer_plans(fields, people), start, start + SHOWN_FOR)
    except SpecRefused as refusal:
        return None, refusal.sentence
    return outlook(shifts, turning(fields).timezone), ""
