"""`/handoff`: what the one after the hero needs to know, conversation by conversation."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frontline.handoffs import handing
from frontline.handoffs.allowing import handoffs_visible_to
from frontline.handoffs.checklist import Item, checklist
from frontline.handoffs.forms import NoteForm
from frontline.handoffs.models import Handoff
from frontline.handoffs.noting import item_of, write_note
from frontline.handoffs.shifts import Shift, current_shift
from frontline.inbox.views.me import me
from frontline.kernel.refusal import Refusal


class NoShift(Refusal):
    """Nobody is the hero now, or their shift has just ended."""

    code = "no_shift"


@dataclass(frozen=True, slots=True)
class Row:
    item: Item
    form: NoteForm


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The checklist of the hero of now; others are told whose it is."""
    shift = _shift(request)
    if shift is None or not _may_write(request, shift):
        said = {"shift": shift, "mine": _last_of_mine(request), "unread": _unread(request)}
        return render(request, "handoffs/not_yours.html", said)
    return _page(request, shift)


@require_POST
def note(request: HttpRequest, number: int) -> HttpResponse:
    """Save one row: the row again to the page's script, else the page."""
    shift = running(request)
    item = item_of(shift, number)
    form = _bound(item, request)
    if form.is_valid():
        write_note(shift, number, **form.cleaned_data, by=me(request))
    status = 422 if form.errors else 200
    if request.headers.get("HX-Request") == "true":
        items = checklist(shift.giver.pk, shift.since_at)
        fresh = next((each for each in items if each.number == number), item)
        row = Row(fresh, form if form.errors else _form(fresh))
        said = {**_context(shift, items), "row": row, "is_fragment": True}
        return render(request, "handoffs/saved.html", said, status=status)
    if form.errors:
        return _page(request, shift, wrong=(number, form), status=status)
    messages.success(request, f"The note for #{number} is written.")
    return redirect(reverse("handoff") + f"#c-{number}")


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Give the chosen conversations to the next hero."""
    chosen = [int(each) for each in request.POST.getlist("number") if each.isascii() and each.isdigit()][:500]
    shift = running(request)
    if not chosen:
        messages.error(request, "Choose conversations first: those without a tick are kept.")
        return redirect("handoff")
    given = handing.hand_over(shift, chosen, by=me(request))
    words = "One conversation is" if len(given) == 1 else f"{len(given)} conversations are"
    whose = shift.taker.first_name if shift.taker else "nobody"
    messages.success(request, f"{words} {whose}'s now.")
    return redirect("handoff")


def running(request: HttpRequest) -> Shift:
    """The shift that this person hands over. Raises NoShift."""
    shift = _shift(request)
    if shift is None:
        raise NoShift("No hero's shift runs just now, so there is nothing to hand over.")
    return shift


def _shift(request: HttpRequest) -> Shift | None:
    return current_shift(me(request).pk) or current_shift()


def _may_write(request: HttpRequest, shift: Shift) -> bool:
    return me(request).is_lead or shift.giver.pk == me(request).pk


def _last_of_mine(request: HttpRequest) -> Handoff | None:
    """The last one that was handed to, or by, this person."""
    return handoffs_visible_to(me(request)).exclude(given_at=None).order_by("-at", "-id").first()


def _unread(request: HttpRequest) -> Handoff | None:
    """What was handed over to this person, and they have not said that they have read it."""
    mine = handoffs_visible_to(me(request)).filter(to_teammate=me(request), acknowledged_at=None)
    return mine.exclude(given_at=None).order_by("-at", "-id").first()


def _page(
    request: HttpRequest, shift: Shift, *, wrong: tuple[int, NoteForm] | None = None, status: int = 200
) -> HttpResponse:
    items = checklist(shift.giver.pk, shift.since_at)
    rows = [Row(each, wrong[1] if wrong and wrong[0] == each.number else _form(each)) for each in items]
    built = Handoff.objects.filter(
        rotation=shift.rotation.pk, from_teammate=shift.giver.pk, at=shift.at, built_at__isnull=False
    ).first()
    said = {
        **_context(shift, items),
        "rows": rows,
        "built": built,
        "unread": _unread(request),
        "is_fragment": False,
    }
    return render(request, "handoffs/checklist.html", said, status=status)


def _context(shift: Shift, items: list[Item]) -> dict[str, Any]:
    return {"shift": shift, "total": len(items), "done": sum(each.state == "noted" for each in items)}


def _form(item: Item) -> NoteForm:
    note = item.note
    said = {"known": note.known, "tried": note.tried, "next": note.next} if note else {}
    return NoteForm(initial={**said, "submission": secrets.token_urlsafe(16)}, auto_id=f"c-{item.number}-%s")


def _bound(item: Item, request: HttpRequest) -> NoteForm:
    return NoteForm(request.POST, auto_id=f"c-{item.number}-%s")
