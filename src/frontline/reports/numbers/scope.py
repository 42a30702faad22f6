"""What a report is about: a period, and what it is narrowed to; as SQL conditions on facts."""

from dataclasses import dataclass, replace
from typing import Any

from frontline.reports.numbers.periods import Period

WORKED, TOOK = "worked", "took"
NONE = 0
"""As product or category: those that have none."""


@dataclass(frozen=True, slots=True)
class Scope:
    """None: all of them. `tier` is a rank; `lengths` the column that lengths are read from, WORKED or TOOK."""

    period: Period
    tier: int | None = None
    product: int | None = None
    channel: str | None = None
    category: int | None = None
    teammate: int | None = None
    lengths: str = WORKED

    def where(self) -> tuple[str, dict[str, Any]]:
        """All but the period: conditions on `f`, and their values. A teammate narrows only what somebody did."""
        found: list[str] = []
        if self.tier is not None:
            found.append("f.tier = %(tier)s")
        if self.product is not None:
            found.append("f.product_id = %(product)s" if self.product else "f.product_id IS NULL")
        if self.channel is not None:
            found.append("f.channel = %(channel)s")
        if self.category is not None:
            within = (
                "EXISTS (SELECT FROM inbox_categorisation c WHERE c.conversation_id = f.conversation_id{})"
            )
            if self.category:
                found.append(within.format(" AND c.category_id = %(category)s"))
            else:
                found.append("NOT " + within.format(""))
        if self.teammate is not None:
            found.append("f.teammate_id = %(teammate)s")
        values = {
            "tier": self.tier,
            "product": self.product,
            "channel": self.channel,
            "category": self.category,
            "teammate": self.teammate,
            "since": self.period.since,
            "until": self.period.until,
            "before": self.period.before.since,
            "zone": self.period.zone.key,
        }
        return "".join(f" AND {condition}" for condition in found), values

    @property
    def is_narrowed(self) -> bool:
        narrowing = (self.tier, self.product, self.channel, self.category, self.teammate)
        return any(each is not None for each in narrowing)

    def of(self, teammate: int) -> "Scope":
        """The same, of what one teammate did."""
        return replace(self, teammate=teammate)
