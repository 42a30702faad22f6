"""Which list a page stands in: it goes along in the address of each conversation opened from it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from frontline.inbox.queries import VIEWS, Page, Row
from frontline.people.models import Teammate

SEARCH = "search"
HEADINGS = {
    "unassigned": "Unassigned",
    "mine": "Mine",
    "open": "Open",
    "snoozed": "Snoozed",
    "closed": "Closed",
    SEARCH: "Search",
}


@dataclass(frozen=True, slots=True)
class OtherList:
    """A list of another room, from which conversations are opened too. Each function is given the list's words, which
    say which of its lists is meant: `listed` also who asks, after which cursor, and how many rows at most."""

    heading: Callable[[str], str]
    address: Callable[[str], str]
    listed: Callable[[str, Teammate, str | None, int], Page[Row]]


_others: dict[str, OtherList] = {}


def register(view: str, other: OtherList) -> None:
    """Let conversations be opened from a list of another room. Called from AppConfig.ready."""
    _others[view] = other


@dataclass(frozen=True, slots=True)
class Where:
    """A list: one of the views, a search with its words, or a list of another room."""

    view: str = "open"
    words: str = ""

    @property
    def other(self) -> OtherList | None:
        """The list of another room."""
        return _others.get(self.view)

    @property
    def heading(self) -> str:
        return self.other.heading(self.words) if self.other else HEADINGS[self.view]

    @property
    def query(self) -> str:
        """To be put behind a conversation's address."""
        if self.view == SEARCH or self.other:
            return "?" + urlencode({"view": self.view} | ({"q": self.words} if self.words else {}))
        return "" if self.view == "open" else f"?view={self.view}"

    @property
    def address(self) -> str:
        """The list's own address."""
        if self.other:
            return self.other.address(self.words)
        if self.view == SEARCH:
            return f"{reverse('search')}?{urlencode({'q': self.words})}"
        return reverse("inbox", kwargs={"view": self.view})


def where(request: HttpRequest) -> Where:
    """The list that a conversation's page was opened from; the open list if that isn't told."""
    view = request.GET.get("view", "open")
    if view == SEARCH or view in _others:
        return Where(view, request.GET.get("q", "")[:500])
    return Where(view) if view in VIEWS else Where()


def number_meant(words: str) -> int | None:
    """The number of `#1042`, or None for any other words."""
    meant = re.fullmatch(r"\s*#(\d{1,18})\s*", words)
    return int(meant[1]) if meant else None
