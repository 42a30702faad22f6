"""Accepting: what arrived is kept, committed, before anybody is told "accepted"."""

from functools import cache
from typing import Any

from psycopg.types.json import Jsonb

from frontline.inbox.models import Intake
from frontline.kernel import clock, deferring, prepared

# One statement decides between new and seen before, so that two copies arriving at once can't both be new, and defers
# the job. By itself it is a transaction: it is committed when it is answered.
_INSERT = """
    WITH kept AS (
        INSERT INTO inbox_intake
            (channel, external_id, digest, raw, size, envelope, copies, state, outcome, attempts, received_at)
        VALUES
            (%(channel)s, %(external_id)s, %(digest)s, %(raw)s, %(size)s, %(envelope)s, 1, 'pending', '', 0, %(now)s)
        ON CONFLICT (channel, external_id, digest) DO UPDATE SET copies = inbox_intake.copies + 1
        RETURNING id, copies
    )
    SELECT id, copies, CASE WHEN copies = 1 THEN {job} END FROM kept
"""


def accept(channel: str, *, external_id: str, digest: str, raw: bytes, envelope: dict[str, Any]) -> Intake:
    """Store what arrived, committed when this returns, and defer the job that reads it, once for all its copies.

    `external_id` is the channel's own id (255 characters at most), `digest` that of the content; only both together
    make two arrivals the same. Raises django.db.Error if it could not be stored: then the sender must be told so.
    """
    values: dict[str, Any] = {
        "channel": channel,
        "external_id": external_id,
        "digest": digest,
        "raw": raw,
        "size": len(raw),
        "envelope": Jsonb(envelope),
        "now": clock.now(),
    }
    [(pk, copies, _)] = prepared.run(_statement(), values)
    return Intake(
        pk=pk, channel=channel, external_id=external_id, digest=digest, size=len(raw), copies=copies
    )


@cache
def _statement() -> str:
    from frontline.inbox import jobs

    return _INSERT.format(job=deferring.by_sql(jobs.receive, "jsonb_build_object('intake_id', id)"))
