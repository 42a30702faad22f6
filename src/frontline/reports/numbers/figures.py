"""What a report shows over time, and the backlog: counted from facts over an index by kind and instant."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from frontline.reports.numbers.scope import Scope
from frontline.reports.numbers.tallies import asked

EDGES = (900, 3600, 4 * 3600, 8 * 3600, 24 * 3600, 3 * 24 * 3600, 7 * 24 * 3600)
"""Seconds at which the bars of the distribution end."""
OLD = (4 * 3600, 24 * 3600, 3 * 24 * 3600, 7 * 24 * 3600, 30 * 24 * 3600)
"""Seconds, by the calendar, at which the ages of the backlog end."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day, or week, of the time axis."""

    opened: int = 0
    solved: int = 0
    replied: int = 0
    median: int | None = None


_BY_DAY = """
    SELECT date_trunc(%(step)s, f.at AT TIME ZONE %(zone)s)::date, count(*) FILTER (WHERE f.kind = 1),
        count(*) FILTER (WHERE f.kind = 5), count(*) FILTER (WHERE f.kind = 3),
        percentile_disc(0.5) WITHIN GROUP (ORDER BY f.{lengths}) FILTER (WHERE f.kind = 3)
    FROM numbers_fact f
    WHERE f.kind = ANY('{{1,3,5}}') AND f.at >= %(since)s AND f.at < %(until)s{where}
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


def by_day(scope: Scope) -> dict[date, Day]:
    """Each day (or week) of the axis, also those without anything."""
    known = {day: Day(*rest) for day, *rest in asked(_BY_DAY, scope)}
    return {day: known.get(day, Day()) for day in scope.period.steps()}


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
