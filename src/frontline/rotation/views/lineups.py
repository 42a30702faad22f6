"""`/rotation/<pk>/lineup`: the order of a layer is changed, after a look at whose shifts would move."""

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontline.kernel.refusal import Absent, Invalid, Refusal
from frontline.people.models import Teammate
from frontline.rotation.allowing import only_leads, standing
from frontline.rotation.forms.drafts import Draft, LayerDraft, Place, draft_from
from frontline.rotation.forms.edits import edit
from frontline.rotation.forms.planning import errors_of, members
from frontline.rotation.lining_up import From, change_lineup, layer_of, order_from, preview
from frontline.rotation.models import Layer, Lineup, Rotation
from frontline.rotation.newcomers import Ride, let_ride, rides, rides_before
from frontline.rotation.plan.current import current
from frontline.rotation.views.planning import CHECKING, asked, everybody, rows_of
from frontline.rotation.wording import moment

BEGINS = (
    (From.NOW, "At once", "the new order begins with the shift that runs now"),
    (From.NEXT, "After the current shift", "whoever is on finishes it"),
    (From.ROUND, "After the full round", "everybody has had their turn first"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lineup(request: HttpRequest, pk: int) -> HttpResponse:
    lead = cast("Teammate", request.user)
    only_leads(lead, "change the line-up")
    rotation = standing(pk)
    layer = _layer(rotation, request)
    people = everybody()
    if request.method != "POST":
        return _page(request, layer, Draft(layers=[LayerDraft(places=_laid(layer, From.NEXT))]), people, "")
    command = asked(request)
    draft = draft_from(request.POST)
    if not draft.layers:
        draft.layers = [LayerDraft()]
    _lay_anew(request, layer, draft)
    if command not in CHECKING:
        return _page(request, layer, edit(draft, command, request.POST, people), people, command)
    errors = errors_of(draft.layers[0], people)
    if command == "save" and not errors:
        try:
            _not_meanwhile(request, layer)
            _save(request, layer, draft, people)
        except Refusal as refusal:
            errors = [refusal.sentence]
        else:
            return redirect("rotation_one", pk=pk)
    return _page(request, layer, draft, people, command, errors, 422 if command == "save" else 200)


def _laid(layer: Layer, begins: From) -> list[Place]:
    """The order as it is, beginning with whose turn it would be."""
    return [tuple(one.pk for one in together) for together in order_from(layer, begins)]


def _lay_anew(request: HttpRequest, layer: Layer, draft: Draft) -> None:
    """Another beginning was chosen: an order that nobody has touched begins with whose turn it is then."""
    before, chosen = request.POST.get("laid", ""), _begins(request)
    if before in set(From) and before != chosen and draft.layers[0].places == _laid(layer, From(before)):
        draft.layers[0].places = _laid(layer, chosen)


def _not_meanwhile(request: HttpRequest, layer: Layer) -> None:
    """Raises Invalid if the order was changed after this page was opened: what moves is not what was looked at."""
    last, seen = _last(layer), request.POST.get("seen")
    if last is not None and seen and seen != str(last.pk):
        raise Invalid(
            f"{last.made_by.name if last.made_by else 'Somebody'} changed the order meanwhile. Look at what would move"
            " now, then change it again if it is still what you want."
        )


def _seen(request: HttpRequest, layer: Layer, *, is_fresh: bool) -> str:
    """The version of the order that this page stands on; one that was refused shows what moves now, so the newest."""
    said = request.POST.get("seen", "")
    last = _last(layer) if is_fresh or not said else None
    return str(last.pk) if last else said


def _last(layer: Layer) -> Lineup | None:
    return layer.lineups.select_related("made_by").order_by("-id").first()


def _save(request: HttpRequest, layer: Layer, draft: Draft, people: dict[int, Teammate]) -> None:
    """The order and the rides that were ticked, all or nothing."""
    lead = cast("Teammate", request.user)
    chosen, wanted = members(draft.layers[0], people), set(request.POST.getlist("rides"))
    with transaction.atomic():
        change_lineup(layer, chosen, begins=_begins(request), why=_why(request), by=lead)
        for ride in rides(layer.rotation, [one for together in chosen for one in together]):
            if str(ride.newcomer.pk) in wanted:
                let_ride(layer.rotation, ride, by=lead)
    messages.success(request, "The new order stands. Past shifts are as they were.")


def _page(
    request: HttpRequest,
    layer: Layer,
    draft: Draft,
    people: dict[int, Teammate],
    command: str,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = errors_of(draft.layers[0], people)
    moved, offers, missing = _moves(request, layer, draft, people) if not wrong else ([], [], wrong[0])
    context: dict[str, Any] = {
        "rotation": layer.rotation,
        "layer": layer,
        "layers": list(layer.rotation.layers.all()),
        "draft": draft,
        "rows": rows_of(draft.layers[0].places, people),
        # Somebody deactivated is pointed out at once; that nobody is there yet only when it is sent.
        "wrong": errors or (wrong if draft.layers[0].places else []),
        "people": people,
        "moved": moved,
        "offers": offers,
        "wanted": set(request.POST.getlist("rides")),
        "is_same": draft.layers[0].places == _laid(layer, _begins(request)),
        "missing": missing,
        "begins": BEGINS,
        "moment": moment,
        "chosen": _begins(request),
        "seen": _seen(request, layer, is_fresh=bool(errors)),
        "why": _why(request),
        "address": request.get_full_path(),
    }
    return render(request, "rotation/lineup.html", context, status=status)


def _moves(
    request: HttpRequest, layer: Layer, draft: Draft, people: dict[int, Teammate]
) -> tuple[list[tuple[Rotation, list[Any]]], list[Ride], str]:
    """(rotation, what moves in it) of each that changes, and the newcomers who could ride along; or what lacks."""
    lead = cast("Teammate", request.user)
    chosen = members(draft.layers[0], people)
    try:
        moved = preview(layer, chosen, begins=_begins(request), by=lead)
        offers = rides_before(layer, chosen, starts=_begins(request), by=lead)
    except Refusal as refusal:
        return [], [], refusal.sentence
    rotations = current().rotations
    return [(rotations[pk], changes) for pk, changes in moved.items()], offers, ""


def _layer(rotation: Rotation, request: HttpRequest) -> Layer:
    said = request.GET.get("layer", "")
    if said.isascii() and said.isdecimal() and len(said) < 12:
        found = layer_of(rotation, int(said))
    else:
        found = rotation.layers.first()
    if found is None:
        raise Absent(
            f"{rotation.name} is derived, so it has no order of its own."
            if rotation.is_derived
            else "No such layer."
        )
    return found


def _begins(request: HttpRequest) -> From:
    said = request.POST.get("begins", "")
    return From(said) if said in set(From) else From.NEXT


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "").strip()[:400]
