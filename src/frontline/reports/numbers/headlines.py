"""The figures at the top: each with how it was in the period before, and the conversations that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from frontline.reports.numbers import lengths
from frontline.reports.numbers.asking import query
from frontline.reports.numbers.listing import OPEN
from frontline.reports.numbers.models import Kind
from frontline.reports.numbers.reckoning import Reckoned
from frontline.reports.numbers.scope import Scope
from frontline.reports.numbers.tallies import Figure, by_kind

_NONE = Figure()


@dataclass(frozen=True, slots=True)
class Tile:
    """`was` is what it was before, in words; `better` whether that is good news, None if it is neither."""

    label: str
    text: str
    was: str
    behind: str = ""
    better: bool | None = None
    more: str = ""
    more_behind: str = ""


def tiles(reckoned: Reckoned) -> list[Tile]:
    """All of them. Of a teammate: what they did."""
    scope = reckoned.scope
    now, before = by_kind(reckoned.tallies), by_kind(reckoned.before)
    found = [
        _length(scope, Kind.FIRST_REPLY, "First reply", "first-replies", now, before),
        _length(scope, Kind.NEXT_REPLY, "Further replies", "next-replies", now, before),
        _share(scope, Kind.FIRST_REPLY, "Within target", "in-target", "past-target", now, before),
        _share(scope, Kind.FIRST_PROMISE, "First reply as promised", "first-kept", "first-broken", now, before),
        _share(scope, Kind.NEXT_PROMISE, "Further as promised", "next-kept", "next-broken", now, before),
        _length(scope, Kind.SOLVED, "Solved", "solved", now, before),
        _share(scope, Kind.SOLVING_PROMISE, "Solved as promised", "solving-kept", "solving-broken", now, before),
    ]  # fmt: skip
    if scope.teammate is not None:
        return found
    return [
        _count(scope, Kind.OPENED, "Opened", "opened", now, before),
        *found,
        _count(scope, Kind.REOPENED, "Opened again", "reopened", now, before),
        _open(reckoned),
    ]


Figures = Mapping[int, Figure]


def _count(scope: Scope, kind: Kind, label: str, measure: str, now: Figures, before: Figures) -> Tile:
    one, was = now.get(kind, _NONE), before.get(kind, _NONE)
    return Tile(label, f"{one.count:,}", _change(one.count, was.count), _to(scope, measure, one.count))


def _length(scope: Scope, kind: Kind, label: str, measure: str, now: Figures, before: Figures) -> Tile:
    """The median, and how many there were."""
    one, was = now.get(kind, _NONE), before.get(kind, _NONE)
    better = None
    if one.median is not None and was.median is not None and one.median != was.median:
        better = one.median < was.median
    return Tile(
        label,
        lengths.in_words(one.median),
        f"was {lengths.in_words(was.median)}" if was.count else "none before",
        _to(scope, measure, one.count),
        better,
        f"{one.count:,}, 90 % within {lengths.in_words(one.p90)}" if one.count else "",
    )


def _share(
    scope: Scope, kind: Kind, label: str, kept: str, broken: str, now: Figures, before: Figures
) -> Tile:
    one, was = now.get(kind, _NONE), before.get(kind, _NONE)
    better = None
    if one.share is not None and was.share is not None and one.share != was.share:
        better = one.share > was.share
    missed = one.judged - one.good
    return Tile(
        label,
        lengths.share(one.share),
        f"was {lengths.share(was.share)}" if was.judged else "none before",
        _to(scope, kept, one.good),
        better,
        f"{missed:,} of {one.judged:,} not" if one.judged else "",
        _to(scope, broken, missed),
    )


def _open(reckoned: Reckoned) -> Tile:
    count = reckoned.open_now
    return Tile("Open now", f"{count:,}", "", _to(reckoned.scope, OPEN, count))


def _change(now: int, before: int) -> str:
    if not before:
        return "none before"
    percent = round(100 * (now - before) / before)
    return f"was {before:,} ({percent:+} %)" if percent else f"was {before:,}"


def _to(scope: Scope, measure: str, count: int) -> str:
    return query(scope, of=measure) if count else ""
