"""Who is on duty, above the places on every page. The room that knows registers how to say it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Card:
    """One rotation at this moment.

    `people` are the names of those on, `headline` and `detail` sentences without an end, `changes_at` when they will
    be others. `tone` is "breach" where somebody should act: nobody is on, or who is on is away.
    """

    people: tuple[str, ...]
    headline: str
    detail: str
    address: str
    changes_at: datetime | None = None
    tone: str = ""


Telling = Callable[[HttpRequest], Sequence[Card]]

_telling: list[Telling] = []


def show(telling: Telling) -> None:
    """Ask `telling` for cards, the most important first, once for each page; it must cost nothing to speak of."""
    if telling not in _telling:
        _telling.append(telling)


def cards(request: HttpRequest) -> list[Card]:
    return [card for telling in _telling for card in telling(request)]
