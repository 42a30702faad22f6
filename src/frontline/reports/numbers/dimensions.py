"""The same figures for each tier, product, category, channel and teammate."""

from dataclasses import dataclass
from typing import Any

from frontline.inbox.models import Category
from frontline.people.models import Product, Teammate, Tier
from frontline.reports.numbers.models import Kind
from frontline.reports.numbers.reckoning import Reckoned
from frontline.reports.numbers.scope import NONE
from frontline.reports.numbers.tallies import Tally, figure_of, tallies_by_category

TIERS = list(Tier.labels)
"""By rank."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table. `key` is what the scope is narrowed to; lengths in seconds."""

    key: int | str
    label: str
    opened: int
    replied: int
    median: int | None
    p90: int | None
    kept: int
    judged: int

    @property
    def share(self) -> float | None:
        return self.kept / self.judged if self.judged else None


_OF_CONVERSATIONS = {Kind.OPENED, Kind.FIRST_REPLY, Kind.FIRST_PROMISE}
_OF_PERSON = {Kind.FIRST_REPLY, Kind.NEXT_REPLY, Kind.FIRST_PROMISE, Kind.NEXT_PROMISE}


def lines(reckoned: Reckoned, dimension: str) -> list[Line]:
    """Of "tier" (in their order), "product", "category", "channel" or "teammate" (the most first).

    By teammate, replies of both kinds and their promises; else first replies and theirs.
    """
    is_by_person = dimension == "teammate"
    parts: dict[Any, list[Tally]] = {}
    found = tallies_by_category(reckoned.scope) if dimension == "category" else reckoned.tallies
    for each in found:
        if each.kind in (_OF_PERSON if is_by_person else _OF_CONVERSATIONS):
            parts.setdefault(getattr(each, dimension), []).append(each)
    if is_by_person:
        parts.pop(None, None)
    labels = _labels(dimension)
    told = [_line(key, labels, tallied, is_by_person=is_by_person) for key, tallied in parts.items()]
    if dimension == "tier":
        return sorted(told, key=lambda line: str(line.key))
    return sorted(told, key=lambda line: (-max(line.opened, line.replied), line.label))


def _line(key: Any, labels: dict[Any, str], tallied: list[Tally], *, is_by_person: bool) -> Line:
    replies = figure_of(t for t in tallied if t.kind in (Kind.FIRST_REPLY, Kind.NEXT_REPLY))
    promises = figure_of(t for t in tallied if t.kind in (Kind.FIRST_PROMISE, Kind.NEXT_PROMISE))
    return Line(
        NONE if key is None else key,
        labels.get(key) or (str(key).capitalize() if key else "None"),
        0 if is_by_person else sum(t.facts for t in tallied if t.kind == Kind.OPENED),
        replies.count,
        replies.median,
        replies.p90,
        promises.good,
        promises.count,
    )


def _labels(dimension: str) -> dict[Any, str]:
    if dimension == "tier":
        return dict(enumerate(TIERS))
    models = {"product": Product, "category": Category, "teammate": Teammate}
    model = models.get(dimension)
    return dict(model._default_manager.values_list("pk", "name")) if model else {}
