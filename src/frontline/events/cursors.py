"""Cursors: how far into the record a reader has come, so that it can ask for all that came since.

Event ids are handed out before their transactions commit, so a lower id can become visible after a higher one: an id
can't be a cursor. A cursor is the oldest transaction that was still running when the record was read (`xmin` of
PostgreSQL's snapshot): everything older was seen. Asking again for what is not older can repeat events, never miss one.

Transaction numbers belong to one PostgreSQL cluster and its timeline, so a cursor names these too: after a restore
into another one it is foreign, and says nothing.
"""

import re
from dataclasses import dataclass

# The snapshot and the events come from one statement, and so from one instant. The upper bound is for a record that
# was restored from another cluster, whose numbers may lie in this one's future.
READ = """
    SELECT now.snapshot::text, e.id, e.kind, e.subject_kind, e.subject_id
    FROM (SELECT pg_current_snapshot() AS snapshot) AS now
    LEFT JOIN events_event AS e
        ON e.transaction >= %(since)s
        AND e.transaction < pg_snapshot_xmax(now.snapshot)::text::bigint
        AND NOT pg_visible_in_snapshot(e.transaction::text::xid8, %(seen)s::pg_snapshot)
    ORDER BY e.id
    LIMIT %(limit)s
"""

PRESENT = """
    SELECT pg_current_snapshot()::text,
        (SELECT system_identifier FROM pg_control_system())::text || '.' ||
        (SELECT timeline_id FROM pg_control_checkpoint())::text
"""

NOTHING_SEEN = "1:1:"
_WRITTEN = re.compile(r"([0-9]{1,20}\.[0-9]{1,10})-([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything of this cluster's transactions before number `transaction` was seen."""

    cluster: str
    transaction: int

    def __str__(self) -> str:
        return f"{self.cluster}-{self.transaction}"


def parse(text: str) -> Cursor | None:
    """The cursor that `str` wrote; None if it is not one."""
    match = _WRITTEN.fullmatch(text)
    return Cursor(match[1], int(match[2])) if match else None


def oldest_running(snapshot: str) -> int:
    """The oldest transaction that was running at a snapshot, from PostgreSQL's text form `xmin:xmax:running,...`."""
    return int(snapshot.split(":", maxsplit=1)[0])


def next_to_come(snapshot: str) -> int:
    """The first transaction number that was not yet handed out at a snapshot."""
    return int(snapshot.split(":")[1])
