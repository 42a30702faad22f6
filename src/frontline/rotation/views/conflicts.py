"""`/rotation/conflicts`: what stands in the way in the coming weeks, what could be done, and asking for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid, Refusal
from frontline.people import timezones
from frontline.people.models import Teammate
from frontline.rotation.allowing import standing
from frontline.rotation.asking import Stretch
from frontline.rotation.conflicts.choosing import Plan, propose_all
from frontline.rotation.conflicts.conflict import Conflict, Kind
from frontline.rotation.conflicts.current import situation
from frontline.rotation.conflicts.proposal import Proposal, Way
from frontline.rotation.conflicts.proposing import propose
from frontline.rotation.conflicts.related import follows_from
from frontline.rotation.conflicts.requesting import request_proposal
from frontline.rotation.conflicts.situation import Situation
from frontline.rotation.conflicts.solving import choose_apart
from frontline.rotation.lanes.words import span
from frontline.rotation.models import Ask
from frontline.rotation.plan.current import current
from frontline.rotation.plan.loading import Plan as Planned
from frontline.rotation.spec import Interval

KINDS = {
    Kind.AWAY: "away",
    Kind.HOLIDAY: "holiday",
    Kind.GAP: "nobody on",
    Kind.CLASH: "two at once",
    Kind.DEACTIVATED: "has left",
}
_FOR = {Way.SWAP: "for a swap", Way.COVER: "to cover", Way.SPLIT: "to cover"}
MOST = 30
"""Conflicts for which proposals are worked out on one page; the others are listed, and come when these are solved."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal as the page shows it. `parts` and `back_value` go with its button: who, and seconds since 1970."""

    sentence: str
    takes: Sequence[tuple[str, str]]
    back: str
    parts: Sequence[str]
    back_value: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """One conflict. `behind` is the conflict that it follows from; `asked` who was asked already."""

    kind: str
    is_severe: bool
    sentence: str
    rotation: int
    teammate: int | None
    when: str
    offers: Sequence[Offer]
    behind: str
    asked: Sequence[str]
    may_ask: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """What all cards of one page share."""

    here: Situation
    planned: Planned
    viewer: Teammate
    together: Plan | None
    waiting: Sequence[Ask]

    def told(self, during: Interval) -> str:
        """In the viewer's zone."""
        zone = timezones.known(self.viewer.timezone)
        return span(_at(during.start), _at(during.end), zone, clock.now())


@never_cache
@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    viewer = cast("Teammate", request.user)
    planned = current()
    here = situation(planned)
    together = propose_all(here, choose_apart) if "together" in request.GET else None
    waiting = list(Ask.objects.filter(state=Ask.State.OPEN).select_related("to"))
    page = _Page(here, planned, viewer, together, waiting)
    cards = [_card(page, conflict, number) for number, conflict in enumerate(here.conflicts)]
    context = {"cards": cards, "together": together, "solved": len(together.proposals) if together else 0}
    return render(request, "rotation/conflicts.html", context)


@require_POST
def asks(request: HttpRequest) -> HttpResponse:
    """Ask for a proposal: `rotation`, `teammate` (none of a gap), `part` (teammate,from,until) and `back` of a swap."""
    by = cast("Teammate", request.user)
    rotation = standing(_whole(request.POST.get("rotation", "")))
    whose = request.POST.get("teammate", "")
    parts = []
    for part in request.POST.getlist("part"):
        to, _, times = part.partition(",")
        parts.append((_teammate(_whole(to)), _stretch(times)))
    back = request.POST.get("back", "")
    try:
        request_proposal(
            rotation,
            _teammate(_whole(whose)) if whose else None,
            parts,
            _stretch(back) if back else None,
            by=by,
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        names = " and ".join(dict.fromkeys(to.name for to, _ in parts))
        said = f"{names} was asked. Nothing changes until they agree." if whose else f"{names} is on then."
        messages.success(request, said)
    return redirect("rotation_conflicts")


def _card(page: _Page, conflict: Conflict, number: int) -> Card:
    here, planned, together = page.here, page.planned, page.together
    ids = {person.label: pk for pk, person in planned.people.items()}
    rotation = next(pk for pk, each in planned.rotations.items() if each.name == conflict.rotation)
    behind = follows_from(conflict, here.conflicts, here.spec)
    teammate = ids.get(conflict.teammate or "")
    found: Sequence[Proposal] = ()
    if together:
        found = [each for each in together.proposals if each.conflict == conflict]
    elif number < MOST:
        found = propose(here, conflict, most=3)
    return Card(
        kind=KINDS[conflict.kind],
        is_severe=conflict.severity == "severe",
        sentence=conflict.sentence,
        rotation=rotation,
        teammate=teammate,
        when=page.told(conflict.during),
        offers=[_offer(page, each, ids) for each in found],
        behind=behind.rotation if behind else "",
        asked=_asked(page.waiting, rotation, teammate, conflict),
        may_ask=page.viewer.is_lead or page.viewer.pk == teammate,
    )


def _offer(page: _Page, proposal: Proposal, ids: dict[str, int]) -> Offer:
    here = page.here
    takes = [(each.teammate, each.during) for each in proposal.amendments]
    if proposal.back is not None:
        takes = takes[:1]
    names = " and ".join(here.people[each].called for each in proposal.asked)
    return Offer(
        sentence=proposal.sentence,
        takes=[(here.people[who].called, page.told(during)) for who, during in takes],
        back=page.told(proposal.back) if proposal.back else "",
        parts=[f"{ids[who]},{during.start},{during.end}" for who, during in takes],
        back_value=f"{proposal.back.start},{proposal.back.end}" if proposal.back else "",
        label=f"Ask {names} {_FOR[proposal.way]}" if proposal.conflict.teammate else f"Put {names} on",
    )


def _asked(waiting: Sequence[Ask], rotation: int, teammate: int | None, conflict: Conflict) -> list[str]:
    """Who was asked for this time already, and has not answered."""
    return [
        ask.to.name if ask.to else "everybody"
        for ask in waiting
        if (ask.rotation_id, ask.teammate_id) == (rotation, teammate)
        and ask.from_at < _at(conflict.during.end)
        and ask.until_at > _at(conflict.during.start)
    ]


def _teammate(pk: int) -> Teammate:
    found = Teammate.objects.filter(pk=pk).first()
    if found is None:
        raise Absent("There is no such teammate.")
    return found


def _at(instant: int) -> datetime:
    return datetime.fromtimestamp(instant, UTC)


def _stretch(text: str) -> Stretch:
    start, _, end = text.partition(",")
    try:
        return Stretch(_at(_whole(start)), _at(_whole(end)))
    except (OverflowError, ValueError, OSError) as error:
        raise Invalid("This is no time that there is.") from error


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 15:
        raise Invalid("Something of this form is missing: open the page again.")
    return int(text)
