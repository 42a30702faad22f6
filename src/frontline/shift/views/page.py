"""`/shift`: the page that whoever has the turn begins with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontline.handoffs.allowing import handoffs_visible_to
from frontline.handoffs.models import Handoff
from frontline.inbox.time_left import teller
from frontline.inbox.views.column import Column
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show as rendered
from frontline.inbox.views.where import Where
from frontline.rotation.plan.current import recent
from frontline.rotation.standing import standings
from frontline.rotation.wording import moment
from frontline.shift.company import company
from frontline.shift.laying_out import lay_out
from frontline.shift.noticing import seen
from frontline.shift.scene import Scene, scene
from frontline.shift.views.listing import SHIFT
from frontline.shift.views.section import shown
from frontline.shift.workday import workday

PARTS = {"shift", "shift-parts"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Whoever is on now begins with their shift, others with the inbox."""
    mine = me(request).pk
    if any(duty.person.pk == mine for standing in standings() for duty in standing.on):
        return redirect("my-shift")
    return redirect("inbox", view="open")


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def show(request: HttpRequest) -> HttpResponse:
    """The page; the parts of it that change; or, for the list beside a conversation, all its rows."""
    target = request.headers.get("HX-Target")
    if target in {"rows", "more"}:
        return shown(request, "")
    now = scene(me(request))
    watches, here, people = company(now.me.pk), seen(), recent().people
    shown_people = {duty.person.pk for watch in watches for duty in watch.standing.on} | set(here)
    left = teller()
    context = {
        "scene": now,
        "watches": watches,
        "filled": lay_out(now),
        "handoff": _taken_over(now),
        "here": sorted((people[pk] for pk in here if pk in people), key=lambda person: person.name),
        "seen": here,
        "days": {pk: workday(people[pk], now.now, away=now.away) for pk in shown_people if pk in people},
        "where": Where(SHIFT),
        "moment": moment,
        "column_of": lambda rows: Column(Where(SHIFT), rows, more="", refresh="", count="", left=left),
    }
    return rendered(request, "shift/parts.html" if target in PARTS else "shift/page.html", context)


def _taken_over(now: Scene) -> Handoff | None:
    """What was handed over to whoever has the turn."""
    if not now.has_turn:
        return None
    theirs = handoffs_visible_to(now.me).filter(to_teammate=now.me).exclude(given_at=None)
    return theirs.order_by("-at", "-id").first()
