"""Ringing: finding what has just been broken, or will be soon, and saying so, once.

What is due is found by index, locked, marked and recorded a batch at a time, each batch in a transaction: whoever dies
leaves nothing half done, and two at once each take what the other has not.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from frontline.events.recording import Fact, record_all
from frontline.inbox import events
from frontline.inbox.clocks import calendars
from frontline.inbox.clocks.following import BY, about
from frontline.inbox.clocks.held import BROKEN, Held
from frontline.inbox.clocks.keeping import held_of
from frontline.inbox.clocks.reckoning import with_instants
from frontline.inbox.clocks.settling import resettle
from frontline.inbox.models import Clock
from frontline.inbox.models.clock import RUNNING

BATCH = 200
AT_ONCE = 20  # events in one statement: each number of them is a statement of its own that PostgreSQL keeps


@dataclass(frozen=True, slots=True)
class Rung:
    """How many clocks were found broken, and warned of."""

    broken: int
    warned: int


@dataclass(frozen=True, slots=True)
class _Bell:
    """One of the two instants that somebody is told of."""

    field: str
    kind: str
    due: Q
    rest: Q


def ring(now: datetime) -> Rung:
    """Mark and record every promise that is broken, or will be soon, at `now`. Again: changes nothing."""
    # A promise is kept until the end of the second in which it is due.
    second = now.replace(microsecond=0)
    to_break = _Bell("due_at", events.CLOCK_BROKE, Q(due_at__lt=second), Q(broken_at=None))
    # What is over already is not warned of any more.
    to_warn = _Bell(
        "warn_at",
        events.CLOCK_WARNED,
        Q(warn_at__lte=second),
        Q(warned_at=None, broken_at=None) & (Q(due_at=None) | Q(due_at__gte=second)),
    )
    return Rung(_rung(to_break, second), _rung(to_warn, second))


def _rung(bell: _Bell, second: datetime) -> int:
    found, moved = 0, set[int]()
    while True:
        number, more, is_last = _batch(bell, second, moved)
        found += number
        moved |= more.keys()
        # The calendar has changed since its instants were reckoned: its conversation is settled anew.
        for conversation in dict.fromkeys(more.values()):
            resettle(conversation)
        if is_last:
            return found


@transaction.atomic
def _batch(bell: _Bell, second: datetime, but: set[int]) -> tuple[int, dict[int, int], bool]:
    """How many were rung, those whose instants have moved (clock: conversation), and whether there are no more."""
    rows = list(_waiting(bell).exclude(pk__in=but)[:BATCH])
    due = [row for row in rows if _is_due(bell, held_of(row), second)]
    pks = [row.pk for row in due]
    if bell.kind == events.CLOCK_BROKE:
        Clock.objects.filter(pk__in=pks).update(broken_at=F("due_at"), verdict=BROKEN)
    else:
        Clock.objects.filter(pk__in=pks).update(warned_at=second)
    facts = [
        Fact(bell.kind, ("conversation", row.conversation_id), BY, data=about(held_of(row))) for row in due
    ]
    for first in range(0, len(facts), AT_ONCE):
        record_all(*facts[first : first + AT_ONCE])
    moved = {row.pk: row.conversation_id for row in rows if row not in due}
    return len(due), moved, len(rows) < BATCH


def _waiting(bell: _Bell) -> QuerySet[Clock]:
    found = Clock.objects.select_for_update(skip_locked=True).filter(RUNNING & bell.due & bell.rest)
    return found.order_by(bell.field)


def _is_due(bell: _Bell, held: Held, second: datetime) -> bool:
    now = with_instants(held, calendars.opening(held.calendar))
    at = now.due_at if bell.kind == events.CLOCK_BROKE else now.warn_at
    return at is not None and (at < second if bell.kind == events.CLOCK_BROKE else at <= second)
