"""The conversations behind a number: the very facts that it counts, with the same conditions."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from frontline.kernel import clock
from frontline.kernel.refusal import Absent, Invalid
from frontline.reports.numbers.figures import EDGES, OLD, instants_of
from frontline.reports.numbers.periods import Period
from frontline.reports.numbers.scope import Scope
from frontline.reports.numbers.tallies import asked

ON_A_PAGE = 50
OPEN = "open"

_IN_PERIOD = "f.at >= %(since)s AND f.at < %(until)s"
MEASURES: dict[str, tuple[str, str]] = {
    "opened": ("Opened", f"f.kind = 1 AND {_IN_PERIOD}"),
    "reopened": ("Reopened", f"f.kind = 2 AND {_IN_PERIOD}"),
    "first-replies": ("First replies", f"f.kind = 3 AND {_IN_PERIOD}"),
    "next-replies": ("Further replies", f"f.kind = 4 AND {_IN_PERIOD}"),
    "replies": ("Replies", f"f.kind IN (3, 4) AND {_IN_PERIOD}"),
    "solved": ("Solved", f"f.kind = 5 AND {_IN_PERIOD}"),
    "in-target": ("First replies within target", f"f.kind = 3 AND f.is_good AND {_IN_PERIOD}"),
    "past-target": ("First replies past their target", f"f.kind = 3 AND NOT f.is_good AND {_IN_PERIOD}"),
    "first-kept": ("First reply as promised", f"f.kind = 6 AND f.is_good AND {_IN_PERIOD}"),
    "first-broken": ("First reply later than promised", f"f.kind = 6 AND NOT f.is_good AND {_IN_PERIOD}"),
    "next-kept": ("Further reply as promised", f"f.kind = 7 AND f.is_good AND {_IN_PERIOD}"),
    "next-broken": ("Further reply later than promised", f"f.kind = 7 AND NOT f.is_good AND {_IN_PERIOD}"),
    "replies-kept": ("Replies as promised", f"f.kind IN (6, 7) AND f.is_good AND {_IN_PERIOD}"),
    "replies-broken": ("Replies later than promised", f"f.kind IN (6, 7) AND NOT f.is_good AND {_IN_PERIOD}"),
    "solving-kept": ("Solved as promised", f"f.kind = 8 AND f.is_good AND {_IN_PERIOD}"),
    "solving-broken": ("Solved later than promised", f"f.kind = 8 AND NOT f.is_good AND {_IN_PERIOD}"),
    OPEN: ("Open now", "f.kind IN (1, 2) AND f.until_at IS NULL"),
}
_COUNT = "SELECT count(*) FROM numbers_fact f WHERE {column}{where}"
_ROWS = """
    SELECT f.conversation_id, f.at, f.took, f.worked, f.is_good, f.id, c.subject, c.status, p.name, t.name
    FROM numbers_fact f
    JOIN inbox_conversation c ON c.id = f.conversation_id
    LEFT JOIN people_customer p ON p.id = c.customer_id
    LEFT JOIN people_teammate t ON t.id = f.teammate_id
    WHERE {column}{where} AND (f.at, f.conversation_id, f.id) < (%(at)s, %(number)s, %(id)s)
    ORDER BY f.at DESC, f.conversation_id DESC, f.id DESC
    LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    at: datetime
    took: int | None
    worked: int | None
    is_good: bool | None
    fact: int
    subject: str
    status: str
    customer: str | None
    teammate: str | None

    @property
    def cursor(self) -> str:
        return f"{self.at.isoformat()},{self.number},{self.fact}"


@dataclass(frozen=True, slots=True)
class Listing:
    """`bar` is the place of a bar: of the distribution, or among the ages of what is open."""

    scope: Scope
    measure: str
    bar: int | None = None

    @property
    def label(self) -> str:
        return MEASURES[self.measure][0]

    def count(self) -> int:
        """The number itself."""
        return int(asked(_COUNT, self.scope, column=self._condition(), **self._values())[0][0])

    def rows(self, after: str = "") -> tuple[list[Row], str]:
        """The newest first, fifty at most, and the cursor at which they go on; "" at the end. Raises Invalid."""
        rows = asked(
            _ROWS,
            self.scope,
            column=self._condition(),
            most=ON_A_PAGE + 1,
            **self._values(),
            **_cursor(after),
        )
        found = [Row(*row) for row in rows]
        return found[:ON_A_PAGE], found[ON_A_PAGE - 1].cursor if len(found) > ON_A_PAGE else ""

    def _condition(self) -> str:
        condition = MEASURES[self.measure][1]
        if self.bar is None:
            return condition
        if self.measure == OPEN:
            return f"{condition} AND width_bucket(f.at, %(instants)s::timestamptz[]) = {len(OLD)} - %(bar)s"
        return f"{condition} AND width_bucket(f.{self.scope.lengths}, %(edges)s::int[]) = %(bar)s"

    def _values(self) -> dict[str, Any]:
        edges = [edge + 1 for edge in EDGES]
        return {"instants": instants_of(clock.now()), "edges": edges, "bar": self.bar}


def listing(scope: Scope, measure: str, *, day: str = "", bar: str = "") -> Listing:
    """Of one number: a measure, narrowed to a `day` (or its week) or a `bar`. Raises Absent, Invalid."""
    if measure not in MEASURES:
        raise Absent("There is no such number.")
    if day:
        scope = _on(scope, day)
    if bar and not (bar.isascii() and bar.isdigit() and len(bar) < 3):
        raise Absent("There is no such bar.")
    return Listing(scope, measure, int(bar) if bar else None)


def _on(scope: Scope, day: str) -> Scope:
    try:
        first = date.fromisoformat(day)
    except ValueError:
        raise Invalid("A day looks like 2026-11-16.") from None
    period = scope.period
    last = first + timedelta(days=6 if period.is_by_week else 0)
    return replace(scope, period=Period(max(first, period.first_on), min(last, period.last_on), period.zone))


def _cursor(after: str) -> dict[str, Any]:
    if not after:
        return {"at": "infinity", "number": 0, "id": 0}
    try:
        at, number, fact = after.split(",")
        return {"at": datetime.fromisoformat(at), "number": int(number), "id": int(fact)}
    except ValueError:
        raise Invalid("That page is gone: begin at the first.") from None
