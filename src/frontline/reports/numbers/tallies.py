"""What the facts of a period come to, read in one pass for all figures and tables of a page.

A tally is one group of facts, by everything that a page groups by, with the lengths of its members. Any union of
tallies has exact medians and percentiles: the lower one of two middle values, and nearest rank, as PostgreSQL's
percentile_disc has them; both are lengths that occurred.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from frontline.reports.numbers.models import Kind
from frontline.reports.numbers.scope import Scope


class Tally(NamedTuple):
    """`facts`: how many; `lengths` in seconds, None of a kind that has none."""

    kind: int
    is_good: bool | None
    facts: int
    lengths: list[int] | None
    tier: int = 0
    product: int | None = None
    channel: str = ""
    teammate: int | None = None
    category: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Of a union of tallies. `judged`: how many had a promise or target at all; lengths in seconds."""

    count: int = 0
    good: int = 0
    judged: int = 0
    median: int | None = None
    p90: int | None = None

    @property
    def share(self) -> float | None:
        """Of those that had a promise or target, how many kept it: from 0 to 1."""
        return self.good / self.judged if self.judged else None


_TALLIES = """
    SELECT f.kind, f.is_good, count(*),
        array_agg(f.{lengths}) FILTER (WHERE f.kind IN (3, 4, 5) AND f.{lengths} IS NOT NULL){column}
    FROM numbers_fact f
    WHERE f.kind = ANY('{{1,2,3,4,5,6,7,8}}') AND f.at >= %(since)s AND f.at < %(until)s{where}
    GROUP BY f.kind, f.is_good{column}
"""
_BY_ALL = ", f.tier, f.product_id, f.channel, f.teammate_id"
_BEFORE = _TALLIES.replace("%(since)s", "%(before)s").replace("%(until)s", "%(since)s")
_BY_CATEGORY = """
    SELECT f.kind, f.is_good, count(*),
        array_agg(f.{lengths}) FILTER (WHERE f.kind = 3 AND f.{lengths} IS NOT NULL), g.category_id
    FROM numbers_fact f LEFT JOIN inbox_categorisation g ON g.conversation_id = f.conversation_id
    WHERE f.kind = ANY('{{1,3,6}}') AND f.at >= %(since)s AND f.at < %(until)s{where}
    GROUP BY f.kind, f.is_good, g.category_id
"""


def tallies(scope: Scope) -> list[Tally]:
    """Of all kinds, by tier, product, channel and teammate."""
    return [Tally(*row) for row in asked(_TALLIES, scope, column=_BY_ALL)]


def tallies_before(scope: Scope) -> list[Tally]:
    """Of the period before, of all kinds, by nothing else."""
    return [Tally(*row) for row in asked(_BEFORE, scope)]


def tallies_by_category(scope: Scope) -> list[Tally]:
    """Of what was opened, of first replies and of their promises, by category; once for each that one has."""
    rows = asked(_BY_CATEGORY, scope)
    return [Tally(kind, good, facts, lengths, category=key) for kind, good, facts, lengths, key in rows]


def by_kind(found: Iterable[Tally]) -> dict[int, Figure]:
    """A figure of each kind that occurs."""
    kinds: dict[int, list[Tally]] = {}
    for each in found:
        kinds.setdefault(each.kind, []).append(each)
    return {kind: figure_of(of_kind) for kind, of_kind in kinds.items()}


def figure_of(found: Iterable[Tally]) -> Figure:
    """All of them together."""
    together = list(found)
    median, p90 = _percentiles([each.lengths for each in together if each.lengths])
    return Figure(
        sum(each.facts for each in together),
        sum(each.facts for each in together if each.is_good),
        sum(each.facts for each in together if each.is_good is not None),
        median,
        p90,
    )


def distributed(found: Iterable[Tally], edges: tuple[int, ...]) -> list[int]:
    """How many first replies took up to each of the edges (seconds), and how many longer."""
    import numpy as np  # only who looks at numbers pays for it

    lengths = [each.lengths for each in found if each.kind == Kind.FIRST_REPLY and each.lengths]
    if not lengths:
        return [0] * (len(edges) + 1)
    bars = np.searchsorted(edges, np.concatenate(lengths), side="left")
    counts: list[int] = np.bincount(bars, minlength=len(edges) + 1).tolist()
    return counts


def asked(sql: str, scope: Scope, *, column: str = "", **values: Any) -> list[tuple[Any, ...]]:
    """The rows of one statement, whose {lengths}, {column} and {where} are filled in: names of columns, and conditions
    that name values."""
    where, known = scope.where()
    step = "week" if scope.period.is_by_week else "day"
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(lengths=scope.lengths, column=column, where=where), {**known, "step": step, **values}
        )
        return list(cursor.fetchall())


def _percentiles(lengths: list[list[int]]) -> tuple[int | None, int | None]:
    """The median, and what nine of ten are within."""
    if not lengths:
        return None, None
    import numpy as np  # only who looks at numbers pays for it

    together = np.concatenate(lengths)
    middle, ninth = (math.ceil(share * len(together)) - 1 for share in (0.5, 0.9))
    found = np.partition(together, (middle, ninth))
    return int(found[middle]), int(found[ninth])
