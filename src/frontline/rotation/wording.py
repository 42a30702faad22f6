"""Rotations in words: when turns change, in which hours they count, what a derivation means."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from frontline.kernel import clock
from frontline.rotation.models import Layer, Rotation
from frontline.rotation.models.rotation import Unit
from frontline.rotation.planning import Turning
from frontline.rotation.reading_hours import DAYS

_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_SHORT = dict(zip(DAYS, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))


def cadence(turning: Turning | Rotation) -> str:
    """ "every week, handed over Mondays at 09:00 Europe/Berlin"."""
    at = f"{turning.hands_over_at:%H:%M} {turning.timezone}"
    on, unit, every = turning.anchor_on, turning.unit, turning.every
    period = f"every {unit}" if every == 1 else f"every {every} {Unit(unit).label}"
    if unit == Unit.WEEK:
        return f"{period}, handed over {_WEEKDAYS[on.weekday()]} at {at}"
    if unit == Unit.MONTH:
        last = ", or the month's last day" if on.day > 28 else ""
        return f"{period}, handed over on the {_ordinal(on.day)}{last} at {at}"
    if unit == Unit.HOUR:
        return f"{period}, counted from {at}"
    return f"{period}, handed over at {at}"


def turning_of(layer: Layer, rotation: Rotation) -> Turning:
    """A layer's turns: what it does not say, its rotation says."""
    return Turning(
        layer.timezone or rotation.timezone,
        layer.anchor_on or rotation.anchor_on,
        rotation.hands_over_at if layer.hands_over_at is None else layer.hands_over_at,
        layer.every or rotation.every,
        layer.unit or rotation.unit,
        layer.advance or rotation.advance,
    )


def hours(rows: Sequence[Mapping[str, Any]] | None) -> str:
    """ "Mon to Fri 09:00 to 17:00, Sat 10:00 to 14:00"; without rows "always"."""
    if not rows:
        return "always"
    return ", ".join(_row(row) for row in rows)


def _row(row: Mapping[str, Any]) -> str:
    begins, ends = row.get("from", "00:00"), row.get("to", "24:00")
    following = " of the next day" if ends <= begins else ""
    return f"{days(row.get('days', DAYS))} {begins} to {ends}{following}"


def days(chosen: Sequence[str]) -> str:
    """ "every day", "Mon to Fri", "Mon, Wed"."""
    places = sorted({DAYS.index(day) for day in chosen if day in DAYS})
    if len(places) == len(DAYS):
        return "every day"
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{_SHORT[DAYS[places[0]]]} to {_SHORT[DAYS[places[-1]]]}"
    return ", ".join(_SHORT[DAYS[place]] for place in places)


def derivation(expression: Any) -> str:
    """What an expression of docs/rotation.md means, as a phrase: who is on."""
    if isinstance(expression, str):
        return f"whoever is on in {expression}"
    if not isinstance(expression, dict):
        return "something that can't be read"
    for form, words in _FORMS.items():
        if form in expression:
            return words(expression)
    return "something that can't be read"


def _secondary(said: Mapping[str, Any]) -> str:
    inner = said["secondary"]
    own = derivation(inner["own"]) if "own" in inner else f"the next one in {inner['primary']}"
    return (
        f"the hero ({derivation(inner['hero'])}) while the hero is of {inner['team']}, else {own};"
        f" the next one in {inner['primary']} where the hero has that already"
    )


def _when(said: Mapping[str, Any]) -> str:
    then = derivation(said["then"]) if "then" in said else "they"
    other = derivation(said["else"]) if "else" in said else "nobody"
    return f"{then} while {derivation(said['when'])} is of {said['member_of']}, else {other}"


def _within(said: Mapping[str, Any]) -> str:
    inner = said["within"]
    return f"{derivation(inner['of'])}, {hours(inner.get('hours'))} {inner.get('timezone', 'UTC')} only"


_FORMS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "rotation": lambda said: f"whoever is on in {said['rotation']}",
    "team": lambda said: f"everybody of {said['team']}",
    "team_of": lambda said: f"the team of {derivation(said['team_of'])}",
    "next": lambda said: f"the next one in {said['next']}",
    "fallback": lambda said: "the first that has anybody: " + "; ".join(map(derivation, said["fallback"])),
    "except": lambda said: (
        f"{derivation(said['except'][0])}, without " + " and ".join(map(derivation, said["except"][1:]))
    ),
    "within": _within,
    "when": _when,
    "secondary": _secondary,
}


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def moment(at: datetime) -> str:
    """ "Mon 7 Dec 09:00" in the zone of the request; with the year if it is another. Nothing is left to guess."""
    local = timezone.localtime(at)
    year = "" if local.year == timezone.localtime(clock.now()).year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"
