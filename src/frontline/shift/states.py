"""The states that an open conversation can be in, as conditions over the columns that the queue is ordered by.

Each open conversation is in one of them, and in no other: those in the queue are split by `queue_at`, those that are
put off by when they come back. While they wait for their customer nothing is due, so `queue_at` says since when.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontline.inbox.models.conversation import NOT_DUE

_IN_QUEUE = "c.snoozed_until IS NULL AND {}"
_OURS = _IN_QUEUE.format("c.waits_for_customer = false AND {}")
_THEIRS = _IN_QUEUE.format("c.waits_for_customer = true AND {}")
_PUT_OFF = (
    "c.snoozed_until IS NOT NULL AND {} AND (c.snooze_is_theirs OR c.due_at IS NULL OR c.due_at > %(now)s)"
)


@dataclass(frozen=True, slots=True)
class State:
    """`condition` is SQL, with the instants of `Instants` by name; `at` the column that orders those of one rank."""

    condition: str
    at: str = "c.queue_at"

    @property
    def is_put_off(self) -> bool:
        return self.at == "c.snoozed_until"


@dataclass(frozen=True, slots=True)
class Instants:
    """What the conditions compare with: now, until when something is due next, where in the queue silence begins to be
    long, and the end of today in the reader's zone."""

    now: datetime
    soon: datetime
    silent: datetime
    tomorrow: datetime

    def as_parameters(self) -> dict[str, datetime]:
        return {"now": self.now, "soon": self.soon, "silent": self.silent, "tomorrow": self.tomorrow}


def instants(
    now: datetime, *, due_next_within: timedelta, follow_up_after: timedelta, tomorrow: datetime
) -> Instants:
    return Instants(now, now + due_next_within, now - follow_up_after + NOT_DUE, tomorrow)


OVERDUE = State(_OURS.format("c.queue_at <= %(now)s AND c.due_at <= %(now)s"))
CALLED_BACK = State(_OURS.format("c.queue_at <= %(now)s AND (c.due_at IS NULL OR c.due_at > %(now)s)"))
"""Back from a snooze, and no promise is broken yet."""
DUE_NEXT = State(_OURS.format("c.queue_at > %(now)s AND c.queue_at <= %(soon)s"))
LATER = State(_OURS.format("c.queue_at > %(now)s AND c.queue_at > %(soon)s"))
SILENT = State(_THEIRS.format("c.queue_at <= %(silent)s"))
ANSWERED = State(_THEIRS.format("c.queue_at > %(silent)s"))
OVERDUE_ASLEEP = State(
    "c.snoozed_until IS NOT NULL AND c.snooze_is_theirs = false AND c.due_at <= %(now)s", "c.due_at"
)
"""Put off by ourselves, and the promise was broken meanwhile: it does not wait for a snooze of ours to end."""
WAKES_TODAY = State(_PUT_OFF.format("c.snoozed_until < %(tomorrow)s"), "c.snoozed_until")
PUT_OFF = State(_PUT_OFF.format("c.snoozed_until >= %(tomorrow)s"), "c.snoozed_until")

ALL = (OVERDUE, CALLED_BACK, DUE_NEXT, LATER, SILENT, ANSWERED, OVERDUE_ASLEEP, WAKES_TODAY, PUT_OFF)
