"""The places in the left column. Rooms register theirs in `AppConfig.ready`, so that no link leads nowhere."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Place:
    """One link in the left column.

    `icon` is a heroicon's name, `section` the heading it stands under ("" for none), `count_key` its name in what the
    functions given to `count` return, `key` its keys ("g i").
    """

    label: str
    url_name: str
    icon: str
    section: str = ""
    count_key: str = ""
    order: int = 100
    key: str = ""
    url_kwargs: Mapping[str, str | int] = field(default_factory=dict)
    query: str = ""
    only_for_leads: bool = False

    @cached_property
    def address(self) -> str:
        return reverse(self.url_name, kwargs=dict(self.url_kwargs)) + (f"?{self.query}" if self.query else "")


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `hot` if someone should look now."""

    number: int
    hot: bool = False


Counting = Callable[[HttpRequest], Mapping[str, int | Count]]

_places: list[Place] = []
_counting: list[Counting] = []


def register(place: Place) -> None:
    """Show `place` in the left column, for every signed-in teammate."""
    if place not in _places:
        _places.append(place)
        _places.sort(key=lambda p: (p.order, p.label))


def count(counting: Counting) -> None:
    """Ask `counting` for numbers by `count_key`, once for each page that shows the places."""
    if counting not in _counting:
        _counting.append(counting)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as this page shows it."""

    place: Place
    address: str
    count: Count | None
    is_here: bool


class Shown:
    """The places for one request; asked for only by pages that show them."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def sections(self) -> Iterator[tuple[str, list[Entry]]]:
        """(heading, places) in order; the places without a heading first."""
        counts, here = self._counts(), self._here()
        grouped: dict[str, list[Entry]] = {}
        for place in self._visible():
            entry = Entry(place, place.address, counts.get(place.count_key), place.address == here)
            grouped.setdefault(place.section, []).append(entry)
        yield from sorted(grouped.items(), key=lambda item: item[0] != "")

    def _visible(self) -> list[Place]:
        is_lead = getattr(self._request.user, "is_lead", False)
        return [place for place in _places if is_lead or not place.only_for_leads]

    def _here(self) -> str:
        """The page that the places stand beside: this one, or the one that a refreshed fragment belongs to."""
        address = self._request.GET.get("beside") or self._request.get_full_path()
        known = {place.address for place in _places}
        return address if address in known else address.split("?")[0]

    def _counts(self) -> dict[str, Count]:
        found: dict[str, Count] = {}
        for counting in _counting:
            for key, value in counting(self._request).items():
                found[key] = value if isinstance(value, Count) else Count(value)
        return found
