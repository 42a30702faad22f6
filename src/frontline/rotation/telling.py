"""Who is on, in words for the head of every page."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from frontline.kernel import clock
from frontline.rotation.plan.final import FinalDuty
from frontline.rotation.standing import Standing, standings
from frontline.ui.duty import Card
from frontline.ui.times import in_words


def cards(request: HttpRequest) -> list[Card]:
    """A card for each rotation, the hero's first. Nothing for those who are not signed in."""
    if not request.user.is_authenticated:
        return []
    address = reverse("rotation")
    return [_card(standing, request.user.pk, address) for standing in standings()]


def _card(standing: Standing, me: int, address: str) -> Card:
    on = [duty for duty in standing.on if duty.is_on_call]
    away = [duty.person.first_name for duty in on if duty.is_absent]
    return Card(
        people=tuple(duty.person.name for duty in on),
        headline=_headline(standing, on, me),
        detail=", ".join(filter(None, [_away(away), _until(standing, me), _riding(standing.on, me)])),
        address=address,
        changes_at=standing.until_at,
        tone="breach" if away or not on else "",
    )


def _headline(standing: Standing, on: Sequence[FinalDuty], me: int) -> str:
    names = _names(on, me)
    if not standing.is_hero:
        return f"{names or 'Nobody'}: {standing.name}"
    if not on:
        return "Nobody is the hero"
    if len(on) > 1:
        return f"{names} are the heroes"
    return "You are the hero" if on[0].person.pk == me else f"{names} is the hero"


def _until(standing: Standing, me: int) -> str:
    if standing.until_at is None:
        return ""
    until = f"until {in_words(standing.until_at, clock.now())}"
    work = "no feature work " if standing.is_hero and any(duty.is_on_call for duty in standing.on) else ""
    following = _names([duty for duty in standing.next_on if duty.is_on_call], me, first="you")
    if standing.next_at != standing.until_at:
        following = "nobody"
    return f"{work}{until}, then {following or 'nobody'}"


def _away(names: Sequence[str]) -> str:
    return f"{' and '.join(names)} away" if names else ""


def _riding(on: Sequence[FinalDuty], me: int) -> str:
    riding = _names([duty for duty in on if not duty.is_on_call], me, first="you")
    return f"with {riding} riding along" if riding else ""


def _names(duties: Sequence[FinalDuty], me: int, first: str = "You") -> str:
    names = [first if duty.person.pk == me else duty.person.first_name for duty in duties]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
