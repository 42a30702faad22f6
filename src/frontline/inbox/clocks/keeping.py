"""Clocks in the database: one statement reads what a decision needs, and one writes all that it says.

They are written out, because every mail and every reply asks them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from frontline.inbox.clocks.held import Held, Step, Stretch
from frontline.inbox.models import Clock, ClockInterval, Conversation
from frontline.kernel import prepared
from frontline.people.models import Tier

# Locked, because whoever watches the clocks (ringing.py) holds clocks, and no conversations.
_READ = """
    WITH held AS (
        SELECT c.*, i.from_at AS begun_at
        FROM inbox_clock c
        LEFT JOIN inbox_clockinterval i ON i.clock_id = c.id AND i.until_at IS NULL
        WHERE c.conversation_id = %(number)s AND (
            c.stopped_at IS NULL OR c.kind = 'resolution' OR c.id IN (
                SELECT id FROM inbox_clock
                WHERE conversation_id = %(number)s AND kind <> 'resolution' ORDER BY id DESC LIMIT 2
            )
        )
        ORDER BY c.id FOR UPDATE OF c
    )
    SELECT known.tier, known.team_id, known.replied_at,
        held.kind, held.tier, held.target_for, held.warn_for, held.promised_for, held.calendar, held.started_at,
        held.worked_for, held.since_at, held.target_at, held.warn_at, held.due_at, held.warned_at, held.broken_at,
        held.stopped_at, held.verdict, held.id, held.begun_at
    FROM (
        SELECT
            (SELECT company.tier FROM people_customer customer
                JOIN people_company company ON company.id = customer.company_id
                WHERE customer.id = %(customer)s) AS tier,
            (SELECT team_id FROM people_product WHERE id = %(product)s) AS team_id,
            (SELECT max(at) FROM inbox_message
                WHERE conversation_id = %(number)s AND direction = 'out' AND NOT is_automatic) AS replied_at
    ) AS known
    LEFT JOIN held ON true
    ORDER BY held.id
"""

_CLOCKS = """jsonb_to_recordset(%(clocks)s) AS x(
    id bigint, kind text, tier text, target_for float, warn_for float, promised_for float, calendar text,
    started_at timestamptz, worked_for float, since_at timestamptz, target_at timestamptz, warn_at timestamptz,
    due_at timestamptz, warned_at timestamptz, broken_at timestamptz, stopped_at timestamptz, verdict text,
    ended_at timestamptz, ended_worked float, conversation bigint
)"""
_STRETCHES = """jsonb_to_recordset(%(stretches)s) AS x(
    clock bigint, kind text, from_at timestamptz, until_at timestamptz, is_running boolean, worked_for float,
    why text, calendar text
)"""
_WRITE = f"""
    WITH said AS (SELECT * FROM {_CLOCKS}),
    changed AS (
        UPDATE inbox_clock c SET
            tier = s.tier, target_for = make_interval(secs => s.target_for),
            warn_for = make_interval(secs => s.warn_for), promised_for = make_interval(secs => s.promised_for),
            calendar = s.calendar, worked_for = make_interval(secs => s.worked_for), since_at = s.since_at,
            target_at = s.target_at, warn_at = s.warn_at, due_at = s.due_at, warned_at = s.warned_at,
            broken_at = s.broken_at, stopped_at = s.stopped_at, verdict = s.verdict
        FROM said s WHERE c.id = s.id
    ),
    made AS (
        INSERT INTO inbox_clock (
            conversation_id, kind, tier, target_for, warn_for, promised_for, calendar, started_at, worked_for,
            since_at, target_at, warn_at, due_at, warned_at, broken_at, stopped_at, verdict
        )
        SELECT s.conversation, s.kind, s.tier, make_interval(secs => s.target_for),
            make_interval(secs => s.warn_for), make_interval(secs => s.promised_for), s.calendar, s.started_at,
            make_interval(secs => s.worked_for), s.since_at, s.target_at, s.warn_at, s.due_at, s.warned_at,
            s.broken_at, s.stopped_at, s.verdict
        FROM said s WHERE s.id = 0 ORDER BY s.kind
        RETURNING id, kind
    ),
    ended AS (
        UPDATE inbox_clockinterval i SET until_at = s.ended_at, worked_for = make_interval(secs => s.ended_worked)
        FROM said s WHERE i.clock_id = s.id AND i.until_at IS NULL AND s.ended_at IS NOT NULL
    ),
    begun AS (
        INSERT INTO inbox_clockinterval (clock_id, from_at, until_at, is_running, worked_for, why, calendar)
        SELECT coalesce(made.id, x.clock), x.from_at, x.until_at, x.is_running,
            make_interval(secs => x.worked_for), x.why, x.calendar
        FROM {_STRETCHES} LEFT JOIN made ON x.clock = 0 AND made.kind = x.kind
        ORDER BY x.from_at
    )
    SELECT id, kind FROM made
"""  # noqa: S608  (of constants alone)


@dataclass(frozen=True, slots=True)
class Known:
    """What a decision needs and the conversation does not have; clocks oldest first."""

    tier: str
    team_id: int | None
    replied_at: datetime | None
    clocks: tuple[Held, ...] = ()


def read(conversation: Conversation) -> Known:
    """Of a conversation that the caller has locked; its clocks are locked then, too."""
    values = {
        "number": conversation.pk,
        "customer": conversation.customer_id,
        "product": conversation.product_id,
    }
    rows = prepared.run(_READ, values)
    tier, team_id, replied_at = rows[0][:3]
    return Known(
        tier or Tier.COMMUNITY.value,
        team_id,
        replied_at,
        tuple(Held(*row[3:]) for row in rows if row[3] is not None),
    )


def write(conversation: Conversation, steps: Sequence[Step]) -> list[Step]:
    """Keep `steps`; the same, with the ids of clocks that are new."""
    ending = {step.after.kind for step in steps if step.after.is_over}
    going = {step.after.kind for step in steps if not step.after.is_over}
    if ending & going:
        # Of one kind only one may run, which PostgreSQL looks at row by row.
        first = [step for step in steps if step.after.is_over]
        return [*write(conversation, first), *write(conversation, [s for s in steps if not s.after.is_over])]
    values = {
        "clocks": json.dumps([_clock(conversation, step) for step in steps]),
        "stretches": json.dumps([_stretch(step.after, each) for step in steps for each in step.begun]),
    }
    made = {kind: pk for pk, kind in prepared.run(_WRITE, values)}
    return [
        step if step.after.id else replace(step, after=replace(step.after, id=made[step.after.kind]))
        for step in steps
    ]


def rows(conversation: Conversation, step: Step) -> list[Clock | ClockInterval]:
    """A clock that begins, and its stretches, as rows that are still to be inserted."""
    held = step.after
    names = [each.name for each in fields(Held) if each.name not in {"id", "begun_at"}]
    made = Clock(conversation=conversation, **{name: getattr(held, name) for name in names})
    begun = [
        ClockInterval(
            clock=made,
            from_at=each.from_at,
            until_at=each.until_at,
            is_running=each.is_running,
            worked_for=each.worked_for,
            why=each.why,
            calendar=each.calendar,
        )
        for each in step.begun
    ]
    return [made, *begun]


def held_of(clock: Clock) -> Held:
    """A clock that was read another way; where its stretch began is not known."""
    return Held(
        **{
            each.name: getattr(clock, each.name)
            for each in fields(Held)
            if each.name not in {"id", "begun_at"}
        },
        id=clock.pk,
    )


def _clock(conversation: Conversation, step: Step) -> dict[str, Any]:
    held = step.after
    return {
        "id": held.id,
        "conversation": conversation.pk,
        "kind": held.kind,
        "tier": held.tier,
        "target_for": _seconds(held.target_for),
        "warn_for": _seconds(held.warn_for),
        "promised_for": _seconds(held.promised_for),
        "calendar": held.calendar,
        "started_at": _said(held.started_at),
        "worked_for": _seconds(held.worked_for),
        "since_at": _said(held.since_at),
        "target_at": _said(held.target_at),
        "warn_at": _said(held.warn_at),
        "due_at": _said(held.due_at),
        "warned_at": _said(held.warned_at),
        "broken_at": _said(held.broken_at),
        "stopped_at": _said(held.stopped_at),
        "verdict": held.verdict,
        "ended_at": _said(step.ended_at),
        "ended_worked": _seconds(step.worked_for),
    }


def _stretch(held: Held, each: Stretch) -> dict[str, Any]:
    return {
        "clock": held.id,
        "kind": held.kind,
        "from_at": _said(each.from_at),
        "until_at": _said(each.until_at),
        "is_running": each.is_running,
        "worked_for": _seconds(each.worked_for),
        "why": each.why,
        "calendar": each.calendar,
    }


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()


def _said(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
