"""Writing events, and saying what follows from them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from frontline.events.models import Event
from frontline.kernel import clock, prepared

Reaction = Callable[[Event], None]
NOTIFY_CHANNEL = "frontline_events"

# One round trip for all: each costs more than what it does. PostgreSQL delivers a notification when, and only if, the
# transaction commits.
_WRITE = """
    WITH written AS (
        INSERT INTO events_event (kind, at, actor_id, actor_label, subject_kind, subject_id, why, data)
        VALUES {rows}
        RETURNING id, transaction, kind, subject_kind, subject_id
    )
    SELECT id, transaction, pg_notify(%s, id || ':' || kind || ':' || subject_kind || ':' || subject_id)
    FROM written ORDER BY id
"""
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s)"

_reactions: dict[str, list[Reaction]] = defaultdict(list)


class Actor(Protocol):
    """Whoever does something: a teammate, or a rule or customer by name only."""

    pk: Any
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What `record` takes, for `record_all`. `by` is a teammate, or the name of the rule or customer that did it."""

    kind: str
    subject: tuple[str, int]
    by: Actor | str
    why: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def react(kind: str, reaction: Reaction) -> None:
    """Call `reaction` inside the transaction of every event of this kind; it should only defer an idempotent job."""
    if reaction not in _reactions[kind]:
        _reactions[kind].append(reaction)


def record(
    kind: str,
    subject: tuple[str, int],
    *,
    by: Actor | str,
    why: str = "",
    **data: Any,
) -> Event:
    """Write one event in the caller's transaction, run its reactions, and announce it after commit.

    `by` is a teammate, or the name of the rule or customer that did it. Raises TransactionManagementError outside a
    transaction: a fact without its change, or a change without its fact, must not be possible.
    """
    return record_all(Fact(kind, subject, by, why, data))[0]


def record_all(*facts: Fact) -> list[Event]:
    """`record` for several facts, in their order, in one statement."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{facts[0].kind} must be recorded in the transaction of its change"
        )
    events = [_event(fact) for fact in facts]
    values = [value for event in events for value in _row(event)]
    written = prepared.run(_WRITE.format(rows=", ".join([_ROW] * len(events))), [*values, NOTIFY_CHANNEL])
    for event, (pk, number, _) in zip(events, written, strict=True):
        event.pk, event.transaction = pk, number
        event._state.adding = False
    for event in events:
        for reaction in _reactions[event.kind]:
            reaction(event)
    return events


def _event(fact: Fact) -> Event:
    by = fact.by
    return Event(
        kind=fact.kind,
        at=clock.now(),
        actor_id=None if isinstance(by, str) else by.pk,
        actor_label=(by if isinstance(by, str) else by.name)[:160],
        subject_kind=fact.subject[0],
        subject_id=fact.subject[1],
        why=fact.why[:400],
        data=fact.data,
    )


def _row(event: Event) -> list[Any]:
    return [
        event.kind,
        event.at,
        event.actor_id,
        event.actor_label,
        event.subject_kind,
        event.subject_id,
        event.why,
        Jsonb(event.data),
    ]
