"""Gathering what stands on a page: one statement for all sections, each part of it answered from an index and limited.

What somebody closed costs nothing: every index asked is of open conversations alone. Of each section the first so many
are read, so the cost does not depend on how many conversations wait, either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from frontline.people.models import Tier
from frontline.shift.states import Instants, State

_RANKS = ", ".join(f"({rank})" for rank in range(len(Tier)))
_QUEUE = """
    SELECT {section}::text AS section, {stage} AS stage, found.rank, found.at, found.id
    FROM {owners} (VALUES {ranks}) AS tier(rank)
    CROSS JOIN LATERAL (
        SELECT c.rank::int AS rank, {at} AS at, c.id FROM inbox_conversation c
        WHERE c.status = 'open' AND {condition} AND {whose} AND c.rank = tier.rank {beyond}
        ORDER BY {at}, c.id LIMIT %(limit)s
    ) AS found
    ORDER BY found.rank, found.at, found.id LIMIT %(limit)s
"""
_PUT_OFF = """
    SELECT {section}::text AS section, {stage} AS stage, 0 AS rank, found.at, found.id
    FROM {owners} LATERAL (
        SELECT {at} AS at, c.id FROM inbox_conversation c
        WHERE c.status = 'open' AND {condition} AND {whose} {beyond}
        ORDER BY {at}, c.id LIMIT %(limit)s
    ) AS found
    ORDER BY found.at, found.id LIMIT %(limit)s
"""


class Place(NamedTuple):
    """Where a conversation stands in its section; sections are ordered by this."""

    stage: int
    rank: int
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one section takes: the conversations of these people (None: of nobody) in one state. Of the parts of a
    section, those of a lower stage stand above."""

    section: str
    state: State
    owners: Sequence[int] | None
    stage: int = 0


def gather(
    parts: Iterable[Part], instants: Instants, *, limit: int, after: Place | None = None
) -> dict[str, list[Place]]:
    """By section the first `limit` places at most, in order; those after a place, if one is given. One query."""
    parameters: dict[str, Any] = {**instants.as_parameters(), "limit": limit}
    if after is not None:
        parameters |= {"after_at": after.at, "after_number": after.number}
    statements = [
        _statement(number, part, after, parameters)
        for number, part in enumerate(parts)
        if (part.owners is None or part.owners) and (after is None or part.stage >= after.stage)
    ]
    if not statements:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"({statement})" for statement in statements), parameters)
        rows = cursor.fetchall()
    found: dict[str, list[Place]] = {}
    for section, *place in rows:
        found.setdefault(section, []).append(Place(*place))
    return {section: sorted(places)[:limit] for section, places in found.items()}


def _statement(number: int, part: Part, after: Place | None, parameters: dict[str, Any]) -> str:
    parameters[f"section{number}"] = part.section
    owners, whose = "", "c.assignee_id IS NULL"
    if part.owners is not None:
        parameters[f"owners{number}"] = list(part.owners)
        owners, whose = (
            f"unnest(%(owners{number})s::bigint[]) AS owner(id) CROSS JOIN",
            "c.assignee_id = owner.id",
        )
    return (_PUT_OFF if part.state.is_put_off else _QUEUE).format(
        section=f"%(section{number})s",
        stage=int(part.stage),
        owners=owners,
        ranks=_RANKS,
        at=part.state.at,
        condition=part.state.condition,
        whose=whose,
        beyond=_beyond(part, after),
    )


def _beyond(part: Part, after: Place | None) -> str:
    """What follows a place, within a part of its stage; of later stages everything does."""
    if after is None or part.stage > after.stage:
        return ""
    here = f"({part.state.at}, c.id) > (%(after_at)s, %(after_number)s)"
    if part.state.is_put_off:
        return f"AND {here}"
    return f"AND (c.rank > {int(after.rank)} OR (c.rank = {int(after.rank)} AND {here}))"
