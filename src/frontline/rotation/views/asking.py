"""`/rotation/asks/new` and `POST /rotation/asks`: asking others for a swap or a cover."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people.models import Teammate
from frontline.rotation.asking import Stretch, ask_cover, ask_swap
from frontline.rotation.forms.asks import CoverForm, SwapForm, by_name
from frontline.rotation.lanes import words
from frontline.rotation.lanes.block import query, written
from frontline.rotation.lanes.pieces import Piece
from frontline.rotation.models import Ask
from frontline.rotation.plan.current import current
from frontline.rotation.views import parts
from frontline.rotation.views.asked import instant, me, zone_of
from frontline.rotation.views.stretches import Named, coming, named

MOST_OFFERED = 100


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def new(request: HttpRequest) -> HttpResponse:
    """The form; without a shift in the address, first which of one's own."""
    kind = _kind(request.GET.get("kind", ""))
    if not request.GET.get("rotation"):
        return _choose(request, kind)
    found = named(request.GET, current(), me(request), clock.now())
    return _show(request, kind, found, _form(kind, found, initial={"back": request.GET.get("back", "")}))


def create(request: HttpRequest) -> HttpResponse:
    """Ask. What is refused is said above the form, which keeps what was written."""
    kind = _kind(request.POST.get("kind", ""))
    found = named(request.POST, current(), me(request), clock.now())
    form = _form(kind, found, request.POST)
    if not form.is_valid():
        return _show(request, kind, found, form, status=422)
    try:
        made = _ask(kind, found, form.cleaned_data, by=me(request))
    except Refusal as refusal:
        return _show(request, kind, found, form, trouble=refusal.sentence, status=refusal.status)
    whom = made.to.name if made.to else "Anyone can take it, and everybody sees it"
    say = f"Asked {whom}. Nothing changes until they agree." if made.to else f"Asked. {whom} under Requests."
    return parts.done(request, say, reverse("asks"))


def _ask(kind: str, found: Named, said: dict[str, Any], *, by: Teammate) -> Ask:
    whose = Teammate.objects.get(pk=found.who.pk) if found.who else by
    if kind == Ask.Kind.COVER:
        to = Teammate.objects.get(pk=said["to"]) if said["to"] else None
        shift = said["stretch"]
        if same := _same(kind, found, whose, shift, to, None):
            return same
        return ask_cover(found.rotation, whose, shift, to=to, why=said["why"], by=by)
    pk, start, end = said["back"].split("|")
    to, back = Teammate.objects.get(pk=pk), Stretch(instant(start), instant(end))
    if same := _same(kind, found, whose, found.shift, to, back):
        return same
    return ask_swap(found.rotation, whose, found.shift, to, back, why=said["why"], by=by)


def _same(
    kind: str, found: Named, whose: Teammate, shift: Stretch, to: Teammate | None, back: Stretch | None
) -> Ask | None:
    """An open one that asks just this: the form was sent twice."""
    return Ask.objects.filter(
        state=Ask.State.OPEN,
        kind=kind,
        rotation=found.rotation,
        teammate=whose,
        to=to,
        from_at=shift.from_at,
        until_at=shift.until_at,
        back_from_at=back.from_at if back else None,
    ).first()


def _form(
    kind: str, found: Named, data: Any = None, initial: dict[str, Any] | None = None
) -> SwapForm | CoverForm:
    if kind == Ask.Kind.SWAP:
        return SwapForm(data, offered=_offered(found), initial=initial)
    zone = found.viewer.zone or "UTC"
    others = [each for each in found.plan.people.values() if each.is_active and each != found.who]
    return CoverForm(data, shift=found.shift, zone=zone, others=by_name(others))


def _offered(found: Named) -> list[tuple[str, str]]:
    """The others' coming shifts in the same rotation."""
    return [
        (_value(piece), f"{person.name}: {_when(piece, found)}")
        for piece in coming(found.plan, found.rotation, found.viewer.now)
        if (person := piece.person)
        and person != found.who
        and person.is_active
        and piece.from_at > found.viewer.now
    ][:MOST_OFFERED]


def _value(piece: Piece) -> str:
    assert piece.person is not None
    return f"{piece.person.pk}|{written(piece.from_at)}|{written(piece.until_at)}"


def _when(piece: Piece, found: Named) -> str:
    return words.span(piece.from_at, piece.until_at, found.viewer.zone or "UTC", found.viewer.now)


def _show(
    request: HttpRequest,
    kind: str,
    found: Named,
    form: SwapForm | CoverForm,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    whose = "" if found.who is None or found.who.pk == request.user.pk else f" for {found.who.name}"
    context = {"found": found, "kind": kind, "form": form, "trouble": trouble, "written": written}
    return parts.show(request, "rotation/ask_new.html", f"Ask for a {kind}{whose}", context, status=status)


def _choose(request: HttpRequest, kind: str) -> HttpResponse:
    """One's own coming shifts, in all rotations."""
    plan, now = current(), clock.now()
    zone = zone_of(me(request))
    mine = [
        (rotation.name, words.span(piece.from_at, piece.until_at, zone, now), _query(rotation.pk, piece))
        for rotation in plan.rotations.values()
        if rotation.pk not in plan.broken
        for piece in coming(plan, rotation, now)
        if piece.person and piece.person.pk == request.user.pk
    ]
    context = {"kind": kind, "mine": mine[:MOST_OFFERED]}
    return parts.show(request, "rotation/ask_which.html", f"Ask for a {kind}: which shift?", context)


def _query(rotation: int, piece: Piece) -> str:
    return query(rotation, piece.from_at, piece.until_at, piece.person)


def _kind(text: str) -> str:
    return Ask.Kind.SWAP.value if text == "swap" else Ask.Kind.COVER.value
