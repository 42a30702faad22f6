"""The figures of a report, each exact: counted from facts when they are asked for, over an index by kind and instant.

Medians are the lower one of the two middle values, percentiles by nearest rank: both are lengths that occurred.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from frontline.reports.numbers.scope import Scope

EDGES = (900, 3600, 4 * 3600, 8 * 3600, 24 * 3600, 3 * 24 * 3600, 7 * 24 * 3600)
"""Seconds at which the bars of the distribution end."""
OLD = (4 * 3600, 24 * 3600, 3 * 24 * 3600, 7 * 24 * 3600, 30 * 24 * 3600)
"""Seconds, by the calendar, at which the ages of the backlog end."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Of one kind of fact. `judged`: how many had a promise or target at all; lengths in seconds."""

    count: int = 0
    good: int = 0
    judged: int = 0
    median: int | None = None
    p90: int | None = None

    @property
    def share(self) -> float | None:
        """Of those that had a promise or target, how many kept it: from 0 to 1."""
        return self.good / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Day:
    """One day, or week, of the time axis."""

    opened: int = 0
    solved: int = 0
    replied: int = 0
    median: int | None = None


_HEADLINE = """
    SELECT f.at >= %(since)s, f.kind, count(*), count(*) FILTER (WHERE f.is_good), count(f.is_good),
        percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY f.{lengths}) FILTER (WHERE f.kind IN (3, 4, 5))
    FROM numbers_fact f
    WHERE f.at >= %(before)s AND f.at < %(until)s AND f.kind = ANY('{{1,2,3,4,5,6,7,8}}'){where}
    GROUP BY 1, 2
"""
_BY_DAY = """
    SELECT date_trunc(%(step)s, f.at AT TIME ZONE %(zone)s)::date, count(*) FILTER (WHERE f.kind = 1),
        count(*) FILTER (WHERE f.kind = 5), count(*) FILTER (WHERE f.kind = 3),
        percentile_disc(0.5) WITHIN GROUP (ORDER BY f.{lengths}) FILTER (WHERE f.kind = 3)
    FROM numbers_fact f
    WHERE f.kind = ANY('{{1,3,5}}') AND f.at >= %(since)s AND f.at < %(until)s{where}
    GROUP BY 1
"""
_DISTRIBUTION = """
    SELECT width_bucket(f.{lengths}, %(edges)s::int[]), count(*)
    FROM numbers_fact f
    WHERE f.kind = 3 AND f.at >= %(since)s AND f.at < %(until)s{where}
    GROUP BY 1
"""
_BACKLOG = """
    SELECT width_bucket(f.at, %(instants)s::timestamptz[]), count(*)
    FROM numbers_fact f
    WHERE f.kind IN (1, 2) AND f.until_at IS NULL{where}
    GROUP BY 1
"""
_CHANGE = """
    SELECT date_trunc(%(step)s, f.{column} AT TIME ZONE %(zone)s)::date, count(*)
    FROM numbers_fact f
    WHERE f.kind IN (1, 2) AND f.{column} >= %(since)s AND f.{column} < %(until)s{where}
    GROUP BY 1
"""
_SINCE = "SELECT count(*) FROM numbers_fact f WHERE f.kind IN (1, 2) AND f.{column} >= %(until)s{where}"


def headline(scope: Scope) -> tuple[dict[int, Figure], dict[int, Figure]]:
    """By kind, of the period and of the one before."""
    now: dict[int, Figure] = {}
    before: dict[int, Figure] = {}
    for is_now, kind, count, good, judged, lengths in asked(_HEADLINE, scope):
        (now if is_now else before)[kind] = Figure(count, good, judged, *(lengths or (None, None)))
    return now, before


def by_day(scope: Scope) -> dict[date, Day]:
    """Each day (or week) of the axis, also those without anything."""
    known = {day: Day(*rest) for day, *rest in asked(_BY_DAY, scope)}
    return {day: known.get(day, Day()) for day in scope.period.steps()}


def distribution(scope: Scope) -> list[int]:
    """How many first replies took up to each of EDGES, and how many longer."""
    known = dict(asked(_DISTRIBUTION, scope, edges=[edge + 1 for edge in EDGES]))
    return [known.get(place, 0) for place in range(len(EDGES) + 1)]


def backlog(scope: Scope, now: datetime) -> list[int]:
    """How many are open now, by how long ago they were opened, or opened again; OLD are the edges."""
    known = dict(asked(_BACKLOG, scope, instants=instants_of(now)))
    return [known.get(len(OLD) - place, 0) for place in range(len(OLD) + 1)]


def instants_of(now: datetime) -> list[datetime]:
    """When what has the ages of OLD was opened, the oldest first: comparing instants needs no look at any row."""
    return [now - timedelta(seconds=age) for age in reversed(OLD)]


def open_by_day(scope: Scope, open_now: int) -> dict[date, int]:
    """How many were open when each day (or week) of the axis ended: those open now, without what began since, and
    with what ended since."""
    change: dict[date, int] = {}
    left = open_now
    for column, sign in (("at", 1), ("until_at", -1)):
        left -= sign * int(asked(_SINCE, scope, column=column)[0][0])
        for day, count in asked(_CHANGE, scope, column=column):
            change[day] = change.get(day, 0) + sign * count
    steps = scope.period.steps()
    found: dict[date, int] = {}
    for day in reversed(steps):
        found[day] = left
        left -= change.get(day, 0)
    return dict(sorted(found.items()))


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
