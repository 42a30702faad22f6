"""The same figures for each tier, product, category, channel and teammate."""

from dataclasses import dataclass
from typing import Any

from frontline.inbox.models import Category
from frontline.people.models import Product, Teammate, Tier
from frontline.reports.numbers.figures import asked
from frontline.reports.numbers.scope import NONE, Scope

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


_COLUMNS = {"tier": "f.tier", "product": "f.product_id", "channel": "f.channel", "teammate": "f.teammate_id"}
_LINE = """
    SELECT {key}, count(*) FILTER (WHERE f.kind = 1), count(*) FILTER (WHERE f.kind = 3),
        percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY f.{lengths}) FILTER (WHERE f.kind = 3),
        count(*) FILTER (WHERE f.kind = 6 AND f.is_good), count(*) FILTER (WHERE f.kind = 6)
    FROM numbers_fact f{join}
    WHERE f.kind = ANY('{{1,3,4,6,7}}') AND f.at >= %(since)s AND f.at < %(until)s{where}
    GROUP BY 1
"""
_LINE_OF_PERSON = (
    _LINE.replace("= 3", "IN (3, 4)")
    .replace("= 6", "IN (6, 7)")
    .replace("{where}", "{where} AND f.teammate_id IS NOT NULL")
)
_JOIN = " LEFT JOIN inbox_categorisation g ON g.conversation_id = f.conversation_id"


def lines(scope: Scope, dimension: str) -> list[Line]:
    """Of "tier" (in their order), "product", "category", "channel" or "teammate" (the most first).

    By teammate, replies of both kinds and their promises; else first replies and theirs.
    """
    is_by_person = dimension == "teammate"
    rows = asked(
        (_LINE_OF_PERSON if is_by_person else _LINE)
        .replace("{join}", _JOIN if dimension == "category" else "")
        .replace("{key}", "g.category_id" if dimension == "category" else _COLUMNS[dimension]),
        scope,
    )
    labels = _labels(dimension)
    found = []
    for key, opened, replied, lengths, kept, judged in rows:
        median, p90 = lengths or (None, None)
        label = labels.get(key) or (str(key).capitalize() if key else "None")
        found.append(Line(NONE if key is None else key, label, opened, replied, median, p90, kept, judged))
    if dimension == "tier":
        return sorted(found, key=lambda line: str(line.key))
    return sorted(found, key=lambda line: (-max(line.opened, line.replied), line.label))


def _labels(dimension: str) -> dict[Any, str]:
    if dimension == "tier":
        return dict(enumerate(TIERS))
    models = {"product": Product, "category": Category, "teammate": Teammate}
    model = models.get(dimension)
    return dict(model._default_manager.values_list("pk", "name")) if model else {}
