"""Which list a page stands in: it goes along in the address of each conversation opened from it."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from frontline.inbox.queries import VIEWS

SEARCH = "search"
HEADINGS = {
    "unassigned": "Unassigned",
    "mine": "Mine",
    "open": "Open",
    "closed": "Closed",
    SEARCH: "Search",
}


@dataclass(frozen=True, slots=True)
class Where:
    """A list: one of the views, or a search with its words."""

    view: str = "open"
    words: str = ""

    @property
    def heading(self) -> str:
        return HEADINGS[self.view]

    @property
    def query(self) -> str:
        """To be put behind a conversation's address."""
        if self.view == SEARCH:
            return "?" + urlencode({"view": SEARCH, "q": self.words})
        return "" if self.view == "open" else f"?view={self.view}"

    @property
    def address(self) -> str:
        """The list's own address."""
        if self.view == SEARCH:
            return f"{reverse('search')}?{urlencode({'q': self.words})}"
        return reverse("inbox", kwargs={"view": self.view})


def where(request: HttpRequest) -> Where:
    """The list that a conversation's page was opened from; the open list if that isn't told."""
    view = request.GET.get("view", "open")
    if view == SEARCH:
        return Where(SEARCH, request.GET.get("q", "")[:500])
    return Where(view) if view in VIEWS else Where()


def number_meant(words: str) -> int | None:
    """The number of `#1042`, or None for any other words."""
    meant = re.fullmatch(r"\s*#(\d{1,18})\s*", words)
    return int(meant[1]) if meant else None
