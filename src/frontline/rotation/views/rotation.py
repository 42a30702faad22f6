"""`/rotation/<pk>`: one rotation, as it was planned, and what became of it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from frontline.kernel import clock
from frontline.kernel.refusal import Absent
from frontline.people import timezones
from frontline.people.models import Teammate
from frontline.rotation import wording
from frontline.rotation.allowing import only_leads, standing
from frontline.rotation.exporting import specification as exported
from frontline.rotation.history import history
from frontline.rotation.models import Amendment, Layer, Lineup, Rotation
from frontline.rotation.plan.current import current
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.slots import begins, interval, slot_at
from frontline.rotation.planning import Turning
from frontline.rotation.renaming import announce_for, names_in, rename_rotation
from frontline.rotation.standing import standings
from frontline.rotation.views.shadows import riding
from frontline.rotation.weeks import outlook

SHOWN_FOR = timedelta(weeks=8)
VERSIONS = 20


class Standing(NamedTuple):
    """An amendment as it stands; `revocation` is the address that takes it back, or empty."""

    amendment: Amendment
    from_at: datetime
    until_at: datetime
    words: str
    revocation: str


@require_safe
def rotation(request: HttpRequest, pk: int) -> HttpResponse:
    """An ended one is shown too: its history is still asked for."""
    found = Rotation.objects.select_related("team").filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such rotation.")
    plan = current()
    here = plan.rotations.get(pk)
    now = clock.now().replace(microsecond=0)
    shifts = final_shifts(now, now + SHOWN_FOR, only=[pk], plan=plan)[pk] if here else []
    viewer = cast("Teammate", request.user)
    zone = timezones.known(viewer.timezone) if found.is_derived else found.timezone
    context: dict[str, Any] = {
        "rotation": found,
        "is_lead": viewer.is_lead,
        "cadence": wording.cadence(found),
        "derivation": wording.derivation(found.expression) if found.is_derived else "",
        "broken": plan.broken.get(pk, ""),
        "now": next((each for each in standings() if each.rotation == pk), None),
        "outlook": outlook(shifts, zone) if here else None,
        "layers": [_layer(layer, found, plan) for layer in found.layers.all()],
        "amendments": _amendments(here) if here else [],
        "shadows": riding(found),
        "stands_on": _named(names_in(found.expression) if found.is_derived else set(), plan),
        "derived": [
            each
            for each in plan.rotations.values()
            if each.is_derived and found.name in names_in(each.expression)
        ],
        "history": history(found, plan.people),
        "moment": wording.moment,
    }
    return render(request, "rotation/rotation.html", context)


@require_safe
def specification(request: HttpRequest, pk: int) -> HttpResponse:
    only_leads(cast("Teammate", request.user), "download a specification")
    found = standing(pk)
    now = clock.now().replace(microsecond=0)
    answer = JsonResponse(
        exported(found, now, now + SHOWN_FOR), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    answer["Content-Disposition"] = f'attachment; filename="rotation-{pk}.json"'
    return answer


@require_POST
def name(request: HttpRequest, pk: int) -> HttpResponse:
    found = standing(pk)
    rename_rotation(found, request.POST.get("name", ""), by=cast("Teammate", request.user))
    messages.success(request, f"It is called {found.name} now, also in what is derived from it.")
    return redirect("rotation_one", pk=pk)


@require_POST
def announcing(request: HttpRequest, pk: int) -> HttpResponse:
    found = standing(pk)
    said = request.POST.get("weeks", "")
    weeks = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else -1
    announce_for(found, weeks, by=cast("Teammate", request.user))
    messages.success(
        request, f"Shifts are announced {weeks} weeks ahead." if weeks else "Nothing is announced."
    )
    return redirect("rotation_one", pk=pk)


def _layer(layer: Layer, rotation: Rotation, plan: Plan) -> dict[str, Any]:
    """Its hours and turns in words, and the versions of its order, the newest first."""
    versions = []
    lineups = layer.lineups.select_related("made_by").prefetch_related("members").order_by("-id")[:VERSIONS]
    turning = wording.turning_of(layer, rotation)
    slots = _as_rotation(turning)
    here = slot_at(slots, clock.now())
    holds: Lineup | None = None
    has_own = bool(layer.timezone or layer.hands_over_at is not None or layer.anchor_on)
    for lineup in lineups:
        places: dict[int, list[str]] = {}
        for member in lineup.members.all():
            place = places.setdefault(member.position, [])
            if member.teammate_id:
                place.append(plan.people[member.teammate_id].name)
        # What was said last holds from its slot on, also over what was planned before it for later.
        if holds is None and lineup.from_slot <= here:
            holds = lineup
        versions.append(
            {
                "lineup": lineup,
                "places": [" and ".join(place) or "nobody" for place in places.values()],
                "from_at": begins(slots, lineup.from_slot),
                "holds": holds == lineup,
            }
        )
    return {
        "layer": layer,
        "hours": wording.hours(layer.hours),
        "cadence": wording.cadence(turning) if has_own else "",
        "versions": versions,
    }


def _as_rotation(turning: Turning) -> Rotation:
    """A layer's turns as a rotation that is never saved: slots are worked out for those."""
    return Rotation(
        timezone=turning.timezone,
        anchor_on=turning.anchor_on,
        hands_over_at=turning.hands_over_at,
        every=turning.every,
        unit=turning.unit,
    )


def _amendments(rotation: Rotation) -> list[Standing]:
    """Those that stand and are not past."""
    now = int(clock.now().timestamp())
    rows = Amendment.objects.filter(rotation=rotation, revoked_at=None)
    found = []
    for each in rows.select_related("teammate", "instead_of", "made_by").order_by("from_at", "id"):
        during = interval(rotation, each)
        if during is not None and during.end > now:
            start, end = datetime.fromtimestamp(during.start, UTC), datetime.fromtimestamp(during.end, UTC)
            found.append(Standing(each, start, end, _words(each), _revocation(each)))
    return found


def _words(amendment: Amendment) -> str:
    who, whose = amendment.teammate.name, amendment.instead_of and amendment.instead_of.name
    if amendment.kind == Amendment.Kind.ADD:
        return f"{who} is on too"
    if amendment.kind == Amendment.Kind.REMOVE:
        return f"{who} is not on"
    if amendment.kind == Amendment.Kind.SWAP:
        return f"{who} and {whose} swap"
    verb = "covers for" if amendment.kind == Amendment.Kind.COVER else "is on instead of"
    return f"{who} {verb} {whose or 'everybody'}"


def _revocation(amendment: Amendment) -> str:
    try:
        return reverse("amendment-revocation", args=[amendment.pk])
    except NoReverseMatch:
        return ""


def _named(names: set[str], plan: Plan) -> list[Rotation]:
    by_name: Mapping[str, Rotation] = {each.name: each for each in plan.rotations.values()}
    return [by_name[name] for name in sorted(names) if name in by_name]
