"""The list column, as it stands on its own page and beside a conversation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest
from markupsafe import Markup

from frontline.inbox import storms
from frontline.inbox.models import Storm
from frontline.inbox.queries import COUNT_LIMIT, Page, Row, View, listing
from frontline.inbox.searching import search
from frontline.inbox.time_left import Promise, teller
from frontline.inbox.views.me import me
from frontline.inbox.views.places import counted, counting
from frontline.inbox.views.rows import drawn
from frontline.inbox.views.where import SEARCH, Where
from frontline.kernel.asking import Asking, alone, both

ROWS = 50
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Column:
    """Everything that the list column shows."""

    where: Where
    rows: Sequence[Row]
    more: str
    """Where the list goes on; empty at its end."""
    refresh: str
    """Where the same rows are fetched again."""
    count: str
    current: int | None = None
    storms: Sequence[Storm] = field(default_factory=tuple)
    left: Callable[[Promise | None], Markup | str] = field(default_factory=teller)
    """How much time is left for what is due next."""

    def drawn(self) -> Markup:
        """Its rows as HTML."""
        return drawn(self)


def column(
    request: HttpRequest, where: Where, *, current: int | None = None, whole: bool = True, counts: bool = True
) -> Column:
    """The column for this request. `whole` is False for a fragment that is only rows. Raises Invalid."""
    return alone(columning(request, where, current=current, whole=whole, counts=counts))


def columning(
    request: HttpRequest, where: Where, *, current: int | None = None, whole: bool = True, counts: bool = True
) -> Asking[Column]:
    """The same, to be asked together with other things."""
    limit = _limit(request)
    # Beside a conversation the address is that of the conversation: it says nothing about where the list begins.
    after = None if current and whole else request.GET.get("after") or None
    if counts and (whole or _is_counted(where)):
        page, _ = yield from both(_page(request, where, after, limit), counting(request))
    else:
        page = yield from _page(request, where, after, limit)
    current = current or _number(request.GET.get("current", ""))
    kept = {"current": current} if current else {}
    return Column(
        where=where,
        rows=page.rows,
        more=_address(where, after=page.next_cursor, **kept) if page.next_cursor else "",
        refresh=_address(where, after=after or "", **kept),
        count=_count(request, where) if counts else "",
        current=current,
        storms=list(storms.raging()[:5]) if whole and counted(request).storms else (),
    )


def _page(request: HttpRequest, where: Where, after: str | None, limit: int) -> Asking[Page[Row]]:
    if where.other:
        return where.other.listed(where.words, me(request), after, limit)
    if where.view != SEARCH:
        return (yield from listing(cast("View", where.view), me(request), after=after, limit=limit))
    if not where.words.strip():
        return Page([], None)
    return search(where.words, me(request), after=after, limit=limit)


def _count(request: HttpRequest, where: Where) -> str:
    if not _is_counted(where):
        return ""
    number = getattr(counted(request), where.view)
    return f"{COUNT_LIMIT - 1}+" if number >= COUNT_LIMIT else str(number)


def _is_counted(where: Where) -> bool:
    return not where.other and where.view not in {SEARCH, "closed"}


def _limit(request: HttpRequest) -> int:
    """As many rows as the page shows already, when it fetches them again."""
    return min(max(_number(request.GET.get("limit", "")) or ROWS, ROWS), MOST_ROWS)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _address(where: Where, **extra: object) -> str:
    kept = urlencode({key: value for key, value in extra.items() if value})
    joint = "&" if "?" in where.address else "?"
    return f"{where.address}{joint}{kept}" if kept else where.address
