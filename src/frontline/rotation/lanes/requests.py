"""Open requests and those answered lately, with what each would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from frontline.rotation.lanes import words
from frontline.rotation.lanes.block import Viewer, query
from frontline.rotation.lanes.reasons import at
from frontline.rotation.models import Absence, Ask
from frontline.rotation.plan.final import FinalShift, final_shifts
from frontline.rotation.plan.loading import Plan
from frontline.rotation.plan.slots import Bounds, interval

LATELY = timedelta(days=14)
MOST = 50
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of `who` that `instead` would have. `query` is its address."""

    who: str
    instead: str
    when: str
    query: str


@dataclass(frozen=True, slots=True)
class Request:
    """An ask as somebody sees it. `group`: "me", "anyone", "mine", "others", "answered"; `warnings` are sentences about
    whoever would take the shift: they are away then, or on elsewhere."""

    ask: Ask
    group: str
    changes: Sequence[Change]
    warnings: Sequence[str]
    may_accept: bool
    may_decline: bool
    may_withdraw: bool


def requests(plan: Plan, viewer: Viewer) -> list[Request]:
    """Those that are open, the soonest first, then those answered lately, the last first. Five queries at most."""
    asks = Ask.objects.filter(rotation__in=plan.rotations).select_related(
        "rotation", "teammate", "to", "made_by", "answered_by"
    )
    waiting = list(asks.filter(state=Ask.State.OPEN, until_at__gt=viewer.now).order_by("from_at", "id"))
    lately = asks.exclude(state=Ask.State.OPEN).filter(answered_at__gt=viewer.now - LATELY)
    if not viewer.is_lead:
        me = viewer.pk
        lately = lately.filter(Q(teammate=me) | Q(to=me) | Q(made_by=me) | Q(answered_by=me))
    around = _Around(plan, viewer, waiting)
    found = [_request(plan, ask, viewer, around.warnings(ask)) for ask in waiting]
    found += [_request(plan, ask, viewer, ()) for ask in lately.order_by("-answered_at")[:MOST]]
    # What is between others is theirs and the leads' matter.
    return [each for each in found if viewer.is_lead or each.group != "others"]


def _request(plan: Plan, ask: Ask, viewer: Viewer, warnings: Sequence[str]) -> Request:
    is_open, me = ask.state == Ask.State.OPEN, viewer.pk
    is_asked = is_open and (ask.to_id == me or (ask.to_id is None and ask.teammate_id != me))
    return Request(
        ask=ask,
        group=_group(ask, me),
        changes=_changes(plan, ask, viewer),
        warnings=warnings,
        may_accept=is_asked or (is_open and viewer.is_lead and ask.to_id is not None),
        may_decline=is_open and ask.to_id is not None and (ask.to_id == me or viewer.is_lead),
        may_withdraw=is_open and (me in {ask.teammate_id, ask.made_by_id} or viewer.is_lead),
    )


def _group(ask: Ask, me: int) -> str:
    if ask.state != Ask.State.OPEN:
        return "answered"
    if ask.to_id == me:
        return "me"
    if me in {ask.teammate_id, ask.made_by_id}:
        return "mine"
    return "others" if ask.to_id else "anyone"


def spans(plan: Plan, ask: Ask) -> list[Span]:
    """Where what is asked for lies now, and what is given back."""
    bounds = [Bounds(ask.from_at, ask.from_slot, ask.until_at, ask.until_slot)]
    if ask.back_from_at and ask.back_until_at:
        bounds.append(Bounds(ask.back_from_at, ask.back_from_slot, ask.back_until_at, ask.back_until_slot))
    places = [interval(plan.rotations[ask.rotation_id], each) for each in bounds]
    return [(at(place.start), at(place.end)) for place in places if place]


def _changes(plan: Plan, ask: Ask, viewer: Viewer) -> list[Change]:
    whose = "you" if ask.teammate_id == viewer.pk else ask.teammate.name
    taker = ask.to or (ask.answered_by if ask.state == Ask.State.ACCEPTED else None)
    other = "you" if taker and taker.pk == viewer.pk else taker.name if taker else "whoever says yes"
    zone = viewer.zone or "UTC"
    return [
        Change(
            *((whose, other) if number == 0 else (other, whose)),
            words.span(*span, zone, viewer.now),
            query(ask.rotation_id, *span, plan.people[ask.teammate_id] if number == 0 else None),
        )
        for number, span in enumerate(spans(plan, ask))
    ]


class _Around:
    """What else whoever would take a shift has at that time: worked out once for all that are open."""

    def __init__(self, plan: Plan, viewer: Viewer, asks: Sequence[Ask]) -> None:
        self._plan, self._viewer = plan, viewer
        self._final: dict[int, list[FinalShift]] = {}
        self._absences: list[tuple[int, datetime, datetime]] = []
        if asks:
            since = viewer.now.replace(microsecond=0)
            until = max(span[1] for ask in asks for span in [*spans(plan, ask), (since, ask.until_at)])
            own = [pk for pk, rotation in plan.rotations.items() if not rotation.is_derived]
            self._final = final_shifts(since, until, only=own, plan=plan)
            away = Absence.objects.filter(until_at__gt=since, from_at__lt=until)
            self._absences = list(away.values_list("teammate", "from_at", "until_at"))

    def warnings(self, ask: Ask) -> list[str]:
        places = spans(self._plan, ask)
        takers = [ask.to_id or self._viewer.pk, ask.teammate_id]
        return [
            each for taker, span in zip(takers, places, strict=False) for each in self._of(ask, taker, span)
        ]

    def _of(self, ask: Ask, taker: int, span: Span) -> list[str]:
        you = taker == self._viewer.pk
        who = "You are" if you else f"{self._plan.people[taker].name} is"
        found = []
        if any(pk == taker and start < span[1] and end > span[0] for pk, start, end in self._absences):
            found.append(f"{who} away then.")
        for pk, shifts in self._final.items():
            if pk != ask.rotation_id and any(
                duty.is_on_call
                and duty.person.pk == taker
                and shift.from_at < span[1]
                and shift.until_at > span[0]
                for shift in shifts
                for duty in shift.on
            ):
                found.append(f"{who} on in {self._plan.rotations[pk].name} then.")
        return found
