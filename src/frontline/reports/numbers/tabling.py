"""The tables by tier, product, category, channel and teammate: charts whose bars are what was opened."""

from dataclasses import replace
from typing import Any

from frontline.people.models import Teammate, Tier
from frontline.reports.numbers import lengths
from frontline.reports.numbers.asking import query
from frontline.reports.numbers.chart import Cell, Chart
from frontline.reports.numbers.dimensions import Line, lines
from frontline.reports.numbers.reckoning import Reckoned
from frontline.reports.numbers.scope import Scope

TABLES = {
    "by-tier": "tier",
    "by-product": "product",
    "by-category": "category",
    "by-channel": "channel",
    "by-teammate": "teammate",
}
_HELP = {
    "category": "A conversation in several categories counts in each of them.",
    "tier": "The tier that the customer had when the conversation was opened.",
    "teammate": "All replies, first and further. Only leads see everybody; you see yourself.",
}


def table(reckoned: Reckoned, name: str, by: Teammate) -> Chart:
    """One of TABLES. By teammate, only leads get more than their own line."""
    dimension = TABLES[name]
    if dimension == "teammate" and not by.is_lead:
        reckoned = reckoned.of(by.pk)
    scope = reckoned.scope
    found = lines(reckoned, dimension)
    is_by_person = dimension == "teammate"
    counts = [line.replied if is_by_person else line.opened for line in found]
    said = f"{found[0].label} the most, {counts[0]:,}." if found and dimension != "tier" else ""
    return Chart(
        name,
        f"By {dimension}",
        said or ", ".join(f"{line.label}: {count:,}" for line, count in zip(found, counts, strict=True)),
        [
            dimension.capitalize(),
            *([] if is_by_person else ["Opened"]),
            "Replies" if is_by_person else "First replies",
            "Median",
            "90 % within",
            "As promised",
        ],
        [_row(scope, dimension, line) for line in found],
        "bars",
        {
            "bars": [
                {"label": line.label, "count": count}
                for line, count in list(zip(found, counts, strict=True))[:20]
            ]
        },
        help=_HELP.get(dimension, ""),
    )


def _row(scope: Scope, dimension: str, line: Line) -> list[Cell]:
    within = _within(scope, dimension, line)
    is_by_person = dimension == "teammate"
    replies, kept = ("replies", "replies-kept") if is_by_person else ("first-replies", "first-kept")
    opened = [] if is_by_person else [_count(line.opened, within, "opened")]
    return [
        Cell(line.label, line.label, query(within)),
        *opened,
        _count(line.replied, within, replies),
        Cell(line.median, lengths.in_words(line.median)),
        Cell(line.p90, lengths.in_words(line.p90)),
        Cell(
            None if line.share is None else round(line.share, 4),
            f"{lengths.share(line.share)}" + (f" of {line.judged:,}" if line.judged else ""),
            query(within, of=kept) if line.kept else "",
            line.share,
        ),
    ]


def _within(scope: Scope, dimension: str, line: Line) -> Scope:
    changes: dict[str, Any] = {dimension: line.key}
    if dimension == "tier":
        changes = {"tier": min(int(line.key), len(Tier.values) - 1)}
    return replace(scope, **changes)


def _count(number: int, within: Scope, measure: str) -> Cell:
    return Cell(number, f"{number:,}", query(within, of=measure) if number else "")
