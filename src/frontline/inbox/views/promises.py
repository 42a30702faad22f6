"""`/promises`: what is promised to whom. For leads; nothing is saved before it was seen what it would change."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages as words
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontline.hours import current as hours
from frontline.inbox.channel import registered
from frontline.inbox.clocks import current
from frontline.inbox.clocks.filling_in import LENGTHS, Row, filled_in, promises_of, rows_of
from frontline.inbox.clocks.previewing import preview
from frontline.inbox.clocks.rules import (
    CALENDARS,
    DEFAULTS,
    KINDS,
    Promise,
    from_json,
    in_a_sentence,
    to_json,
)
from frontline.inbox.clocks.ruling import save_promises
from frontline.inbox.models import ClockRules
from frontline.inbox.views.me import me
from frontline.inbox.views.pages import show
from frontline.kernel import clock
from frontline.kernel.refusal import Invalid
from frontline.kernel.secrets import signature, signature_matches
from frontline.people.models import Tier
from frontline.people.views.teammates import for_leads

_PURPOSE = "promises.preview"
_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Version:
    """One version that was saved: its lines that were new then, and those that it did away with."""

    row: ClockRules
    now: list[str]
    before: list[str]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_leads
def index(request: HttpRequest) -> HttpResponse:
    """GET: the table. POST: what it would change, and, once that was seen, save it."""
    if request.method != "POST":
        return _page(request, rows_of(current.current()), current.version())
    of = _number(request.POST.get("of", ""))
    if "defaults" in request.POST:
        rows = rows_of(DEFAULTS)
        return _previewed(request, rows, promises_of(rows), of)
    rows = filled_in(request.POST, _channels())
    try:
        promises = promises_of(rows)
    except Invalid as refusal:
        return _page(request, rows, of, status=422, wrong=refusal.sentence)
    if "save" in request.POST and _was_previewed(request, promises):
        save_promises(promises, of=of, by=me(request))
        words.success(request, "Saved. Open conversations follow in a moment.")
        return redirect("promises")
    return _previewed(request, rows, promises, of)


def _previewed(request: HttpRequest, rows: list[Row], promises: Sequence[Promise], of: int) -> HttpResponse:
    seen = signature(_PURPOSE, json.dumps(to_json(promises)))
    return _page(request, rows, of, preview=preview(promises, clock.now()), previewed=seen)


def _was_previewed(request: HttpRequest, promises: Sequence[Promise]) -> bool:
    """Whether these very promises were shown with what they change: saving others shows that first."""
    return signature_matches(_PURPOSE, json.dumps(to_json(promises)), request.POST.get("previewed", ""))


def _page(request: HttpRequest, rows: list[Row], of: int, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "rows": rows,
        "of": of,
        "channels": _channels(),
        "tiers": Tier.choices,
        "kinds": list(KINDS.items()),
        "calendars": list(CALENDARS.items()),
        "lengths": LENGTHS,
        "versions": _versions(),
        "has_calendars": bool(hours.current().by_id),
        "preview": None,
        "previewed": "",
        "wrong": "",
    }
    return show(request, "inbox/promises.html", {**context, **more}, status=status)


def _channels() -> dict[str, str]:
    return {each.key: each.label for each in registered()}


def _versions() -> list[Version]:
    rows = list(ClockRules.objects.select_related("made_by")[: _VERSIONS + 1])
    found = []
    for n, row in enumerate(rows[:_VERSIONS]):
        then = from_json(row.rules)
        before = from_json(rows[n + 1].rules) if n + 1 < len(rows) else DEFAULTS
        new = [in_a_sentence(each) for each in then if each not in before]
        gone = [in_a_sentence(each) for each in before if each not in then]
        found.append(Version(row, new, gone))
    return found


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1
