"""Into which strata a population falls: weeks, tiers, or one that is all of it; as SQL numbers them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from frontline.people.models import Tier
from frontline.reports.studies.days import midnight

RANKS = {tier: rank for rank, tier in enumerate(Tier.values)}
"""A conversation's rank, by its tier: 0 is answered first."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Strata:
    """`number` is SQL over inbox_conversation AS c, with its `values`; `keys` are the names of those numbers.

    `group` is what to group by, over a table of conversations AS population (number, ...) and what `known` joins to it.
    `fractions` are of strata that only partly lie in the period, how much of them does.
    """

    number: str
    values: list[Any]
    keys: dict[int, str]
    group: str = "number"
    known: str = ""
    fractions: dict[str, float] = field(default_factory=dict)

    def key_of(self, number: int) -> str:
        return self.keys.get(number, str(number))

    def number_of(self, key: str) -> int:
        found = next((number for number, its in self.keys.items() if its == key), None)
        return int(key) if found is None else found


def by_nothing() -> Strata:
    return Strata("0", [], {0: ""})


def by_tier() -> Strata:
    return Strata("c.rank::int", [], {rank: tier for tier, rank in RANKS.items()})


def by_week(begins_at: datetime, ends_at: datetime, timezone: str) -> Strata:
    """Weeks from Monday in that zone, by the day of the Monday.

    Each conversation is looked up among the instants at which weeks begin, a third of the work of asking PostgreSQL for
    the local week of each. They are those at which the clock shows Monday or later for the first time. And they are
    grouped by the column of a table of all weeks: of an expression PostgreSQL expects as many groups as there are rows,
    so it would sort all of them, and work alone.
    """
    mondays = _mondays(begins_at, ends_at, timezone)
    begins = [midnight(timezone, monday) for monday in mondays]
    fractions = {
        monday.isoformat(): min(1.0, (min(end, ends_at) - max(begin, begins_at)) / _WEEK)
        for monday, begin, end in zip(mondays, begins, [*begins[1:], ends_at], strict=True)
    }
    keys = {place: monday.isoformat() for place, monday in enumerate(mondays, 1)}
    return Strata(
        "width_bucket(c.created_at, %s::timestamptz[])",
        [begins],
        keys,
        group="strata.number",
        known=f"JOIN generate_series(1, {len(begins)}) AS strata (number) USING (number)",
        fractions=fractions,
    )


def _mondays(begins_at: datetime, ends_at: datetime, timezone: str) -> list[date]:
    """From the week that holds the first instant to the one that holds the last."""
    day = begins_at.date() - timedelta(days=1)
    monday = day - timedelta(days=day.weekday())
    while midnight(timezone, monday + _WEEK) <= begins_at:
        monday += _WEEK
    found = [monday]
    while midnight(timezone, monday := monday + _WEEK) < ends_at:
        found.append(monday)
    return found
