"""The charts over time and of lengths, of a scope. Each is worked out by itself, for its own address."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from frontline.reports.numbers import figures, lengths
from frontline.reports.numbers.asking import query
from frontline.reports.numbers.chart import Cell, Chart
from frontline.reports.numbers.listing import OPEN
from frontline.reports.numbers.reckoning import Reckoned
from frontline.reports.numbers.scope import WORKED, Scope
from frontline.reports.numbers.tallies import distributed

_UNITS = ((2 * 3600, 60, "minutes"), (48 * 3600, 3600, "hours"), (None, 24 * 3600, "days"))


def volume(reckoned: Reckoned) -> Chart:
    scope = reckoned.scope
    days = reckoned.days
    opened, solved = sum(day.opened for day in days.values()), sum(day.solved for day in days.values())
    most = max(days, key=lambda on: days[on].opened)
    return Chart(
        "volume",
        "Opened and solved",
        f"{opened:,} opened and {solved:,} solved; the most, {days[most].opened:,}, opened {_on(scope, most)}.",
        [_step(scope), "Opened", "Solved"],
        [
            [
                _day(on),
                _count(day.opened, query(scope, of="opened", day=on)),
                _count(day.solved, query(scope, of="solved", day=on)),
            ]
            for on, day in days.items()
        ],
        "volume",
        {
            "days": [
                {"day": on.isoformat(), "opened": day.opened, "solved": day.solved}
                for on, day in days.items()
            ],
            "marks": _marks(reckoned),
        },
    )


def reply_times(reckoned: Reckoned) -> Chart:
    scope = reckoned.scope
    days = reckoned.days
    known = [day.median for day in days.values() if day.median is not None]
    longest = max(known, default=0)
    size, unit = next((size, unit) for limit, size, unit in _UNITS if limit is None or longest < limit)
    said = f"between {lengths.in_words(min(known))} and {lengths.in_words(longest)}" if known else "unknown"
    return Chart(
        "reply-times",
        "Median time to first reply",
        f"The median of each {_step(scope).lower()} was {said}, {_counted_in(scope)}.",
        [_step(scope), "First replies", "Median"],
        [
            [
                _day(on),
                _count(day.replied, query(scope, of="first-replies", day=on)),
                Cell(day.median, lengths.in_words(day.median)),
            ]
            for on, day in days.items()
        ],
        "reply_times",
        {
            "days": [
                {
                    "day": on.isoformat(),
                    "median": None if day.median is None else round(day.median / size, 2),
                }
                for on, day in days.items()
            ],
            "unit": unit,
            "marks": _marks(reckoned),
        },
    )


def distribution(reckoned: Reckoned) -> Chart:
    scope = reckoned.scope
    counts = distributed(reckoned.tallies, figures.EDGES)
    labels = lengths.bars(figures.EDGES)
    return Chart(
        "distribution",
        "How long first replies took",
        f"{_most(labels, counts)}, {_counted_in(scope)}.",
        ["Time", "First replies"],
        [
            [Cell(label, label), _count(count, query(scope, of="first-replies", bar=place))]
            for place, (label, count) in enumerate(zip(labels, counts, strict=True))
        ],
        "bars",
        _bars(labels, counts),
    )


def open_over_time(reckoned: Reckoned) -> Chart:
    scope = reckoned.scope
    now, days = reckoned.open_now, reckoned.open_by_day
    first, last = next(iter(days)), list(days)[-1]
    return Chart(
        "backlog",
        "Open at the end of the day" if not scope.period.is_by_week else "Open at the end of the week",
        f"{days[first]:,} at first, {days[last]:,} at last; {now:,} are open now.",
        [_step(scope), "Open"],
        [[_day(on), Cell(count, f"{count:,}")] for on, count in days.items()],
        "backlog",
        {
            "days": [{"day": on.isoformat(), "open": count} for on, count in days.items()],
            "marks": _marks(reckoned),
        },
    )


def ages(reckoned: Reckoned) -> Chart:
    scope = reckoned.scope
    counts = reckoned.ages
    labels = lengths.bars(figures.OLD)
    return Chart(
        "ages",
        "How old what is open now is",
        f"{sum(counts):,} are open. {_most(labels, counts)}, by the calendar.",
        ["Age", "Open"],
        [
            [Cell(label, label), _count(count, query(scope, of=OPEN, bar=place))]
            for place, (label, count) in enumerate(zip(labels, counts, strict=True))
        ],
        "bars",
        _bars(labels, counts),
        help="Since it was opened, or opened again; whatever period is chosen above.",
    )


CHARTS: dict[str, Callable[[Reckoned], Chart]] = {
    "volume": volume,
    "reply-times": reply_times,
    "distribution": distribution,
    "backlog": open_over_time,
    "ages": ages,
}


def _bars(labels: list[str], counts: list[int]) -> dict[str, Any]:
    return {"bars": [{"label": label, "count": count} for label, count in zip(labels, counts, strict=True)]}


def _marks(reckoned: Reckoned) -> list[dict[str, str]]:
    period = reckoned.scope.period
    return [
        {
            "day": period.beginning_of(mark.at.astimezone(period.zone).date()).isoformat(),
            "label": mark.label if len(mark.label) <= 28 else f"{mark.label[:27]}…",
            "kind": mark.kind,
        }
        for mark in reckoned.marks
    ]


def _most(labels: Iterable[str], counts: list[int]) -> str:
    if not sum(counts):
        return "None"
    label, count = max(zip(labels, counts, strict=True), key=lambda pair: pair[1])
    return f"The most, {count:,} of {sum(counts):,}: {label}"


def _count(number: int, behind: str) -> Cell:
    return Cell(number, f"{number:,}", behind if number else "")


def _day(on: date) -> Cell:
    return Cell(on.isoformat(), f"{on:%a} {on.day} {on:%b}")


def _on(scope: Scope, day: date) -> str:
    return f"{'in the week of' if scope.period.is_by_week else 'on'} {day.day} {day:%B}"


def _step(scope: Scope) -> str:
    return "Week" if scope.period.is_by_week else "Day"


def _counted_in(scope: Scope) -> str:
    return "in working time" if scope.lengths == WORKED else "by the calendar"
