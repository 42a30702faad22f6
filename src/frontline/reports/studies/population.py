"""The conversations that a study is about, counted and drawn from in one reading of the table each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from frontline.reports.studies.models import Study
from frontline.reports.studies.strata import RANKS, Strata, by_nothing, by_tier, by_week

LOWEST, HIGHEST = -(2**63), 2**63 - 1
"""Between which keys lie."""
AT_FIRST = 1 / 64
"""The share of a stratum that is looked at before its size is known: enough of a large one, and little of it; more of
a week that lies in the period only partly."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which conversations: begun from `begins_at` to before `ends_at`; neither spam nor merged away.

    An empty sequence of tiers, categories (ids) or channels asks for all. `stratify_by` is "", "week" or "tier"; a week
    begins on Monday in `timezone`.
    """

    product_ids: Sequence[int]
    begins_at: datetime
    ends_at: datetime
    timezone: str
    tiers: Sequence[str] = ()
    categories: Sequence[int] = ()
    channels: Sequence[str] = ()
    stratify_by: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """One stratum: how many it has, the xor of their keys, and the first of them in order, as (key, number)."""

    population: int
    digest: int = 0
    first: list[tuple[int, int]] = field(default_factory=list)


def scope_of(study: Study) -> Scope:
    said = study.filters
    return Scope(
        product_ids=sorted(each.pk for each in study.products.all()),
        begins_at=study.begins_at,
        ends_at=study.ends_at,
        timezone=study.timezone,
        tiers=said.get("tiers", []),
        categories=said.get("categories", []),
        channels=said.get("channels", []),
        stratify_by=study.stratify_by,
    )


def sizes(scope: Scope) -> dict[str, int]:
    """How many conversations each stratum has now, by its key; {"": how many} without strata, {} if none."""
    where, values = condition(scope)
    strata = strata_of(scope)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {strata.group}, count(*) FROM (SELECT {strata.number} AS number"  # noqa: S608
            f" FROM inbox_conversation AS c WHERE {where}) AS population {strata.known} GROUP BY 1 ORDER BY 1",
            [*strata.values, *values],
        )
        return {strata.key_of(number): count for number, count in cursor.fetchall()}


def pools(scope: Scope, seed: int, upto: Mapping[str, int]) -> dict[str, Pool]:
    """Each stratum with those of its conversations whose key is at most `upto` that of its stratum, in order.

    A stratum that `upto` doesn't name comes with its first AT_FIRST. The key is PostgreSQL's
    `hashint8extended(number, seed)`, which hash partitioning keeps the same over versions: evenly spread over 64 bits,
    so that the smallest are a random sample. One statement, so one snapshot: count, digest and sample speak of the same
    conversations. They are put in order here: in SQL, all that are counted would be sorted for it.
    """
    where, values = condition(scope)
    strata = strata_of(scope)
    # An array of PostgreSQL's begins at 1, strata may at 0.
    bounds = [_at_most(strata, number, upto) for number in range(max(strata.keys) + 1)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {strata.group}, count(*), bit_xor(key), array_agg(ARRAY[key, id]) FILTER (WHERE key <="  # noqa: S608
            f" coalesce((%s::bigint[])[{strata.group} + 1], %s)) FROM (SELECT {strata.number} AS number, id,"
            f" hashint8extended(id, %s) AS key FROM inbox_conversation AS c WHERE {where}) AS population"
            f" {strata.known} GROUP BY 1 ORDER BY 1",
            [bounds, HIGHEST, *strata.values, seed, *values],
        )
        return {
            strata.key_of(number): Pool(count, digest, sorted((k, n) for k, n in first or []))
            for number, count, digest, first in cursor.fetchall()
        }


def _at_most(strata: Strata, number: int, upto: Mapping[str, int]) -> int:
    key = strata.key_of(number)
    return upto.get(key, bound(AT_FIRST / strata.fractions.get(key, 1)))


def bound(share: float) -> int:
    """The key up to which that share of conversations lies, very nearly."""
    return HIGHEST if share >= 1 else LOWEST + int(2**64 * share)


def beyond(scope: Scope, seed: int, stratum_key: str, after: int, limit: int) -> list[tuple[int, int]]:
    """The next conversations of one stratum in the order of the draw, those after key `after`, as (key, number)."""
    where, values = condition(scope)
    strata = strata_of(scope)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, id FROM (SELECT id, {strata.number} AS number, hashint8extended(id, %s) AS key"  # noqa: S608
            f" FROM inbox_conversation AS c WHERE {where}) AS population"
            " WHERE number = %s AND key > %s ORDER BY key, id LIMIT %s",
            [*strata.values, seed, *values, strata.number_of(stratum_key), after, limit],
        )
        return list(cursor.fetchall())


def condition(scope: Scope) -> tuple[str, list[Any]]:
    """The scope as SQL over inbox_conversation AS c, with its values."""
    parts = ["c.product_id = ANY(%s)", "c.created_at >= %s", "c.created_at < %s"]
    values: list[Any] = [list(scope.product_ids), scope.begins_at, scope.ends_at]
    parts += ["NOT c.is_spam", "c.merged_into_id IS NULL"]
    if scope.tiers:
        parts.append("c.rank = ANY(%s)")
        values.append([RANKS[tier] for tier in scope.tiers])
    if scope.channels:
        parts.append("c.channel = ANY(%s)")
        values.append(list(scope.channels))
    if scope.categories:
        parts.append(
            "EXISTS (SELECT 1 FROM inbox_categorisation AS k"
            " WHERE k.conversation_id = c.id AND k.category_id = ANY(%s))"
        )
        values.append(list(scope.categories))
    return " AND ".join(parts), values


def strata_of(scope: Scope) -> Strata:
    if scope.stratify_by == "week":
        return by_week(scope.begins_at, scope.ends_at, scope.timezone)
    return by_tier() if scope.stratify_by == "tier" else by_nothing()
