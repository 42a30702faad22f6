"""Writing events, and saying what follows from them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
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
    ){lines}
    SELECT id, transaction, pg_notify(%s, id || ':' || kind || ':' || subject_kind || ':' || subject_id){jobs}
    FROM written ORDER BY id
"""
_LINE = ", {name} AS (INSERT INTO {table} (event_id) SELECT id FROM written WHERE kind = '{kind}')"
_JOB = ", CASE WHEN kind = '{kind}' THEN {job} END"
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s)"

_reactions: dict[str, list[Reaction]] = defaultdict(list)
_lines: dict[str, str] = {}
_jobs: dict[str, str] = {}


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


def put_in_line(kind: str, table: str) -> None:
    """Write the id of every event of this kind into `table` (`event_id`), which somebody works off."""
    _lines[kind] = table
    _statement.cache_clear()


def defer_by_sql(kind: str, job: str) -> None:
    """Defer a job for every event of this kind: `job` is SQL that does (kernel/deferring.py), of its `subject_id`.

    As a reaction would, without a statement of its own.
    """
    _jobs[kind] = job
    _statement.cache_clear()


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
    followed = sorted({event.kind for event in events} & (_lines.keys() | _jobs.keys()))
    written = prepared.run(_statement(len(events), *followed), [*values, NOTIFY_CHANNEL])
    for event, (pk, number, *_) in zip(events, written, strict=True):
        event.pk, event.transaction = pk, number
        event._state.adding = False
    for event in events:
        for reaction in _reactions[event.kind]:
            reaction(event)
    return events


@lru_cache(maxsize=128)
def _statement(count: int, *kinds: str) -> str:
    """That writes so many events, with what is to follow from those of `kinds`."""
    lines = [
        _LINE.format(name=f"line{n}", table=_lines[kind], kind=kind)
        for n, kind in enumerate(kinds)
        if kind in _lines
    ]
    jobs = [_JOB.format(kind=kind, job=_jobs[kind]) for kind in kinds if kind in _jobs]
    return _WRITE.format(rows=", ".join([_ROW] * count), lines="".join(lines), jobs="".join(jobs))


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
