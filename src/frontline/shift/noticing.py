"""Presence: who is here now. Known by what their browser asks for, and by the stream that an open page holds.

Written at most once a minute for each teammate and process; the table is what everybody reads. Only the last instant is
kept.
"""

from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError, connection, transaction

from frontline.kernel import clock
from frontline.shift.models import Presence

WRITTEN_EVERY = timedelta(minutes=1)
HERE_WITHIN = timedelta(minutes=3)
_WRITE = """
    INSERT INTO shift_presence (teammate_id, seen_at)
    SELECT id, %s FROM people_teammate WHERE id = %s AND is_active
    ON CONFLICT (teammate_id) DO UPDATE SET seen_at = greatest(shift_presence.seen_at, excluded.seen_at)
"""
# When this process wrote last, by teammate: it spares writes, and nobody else needs to know.
_written: dict[int, datetime] = {}

log = structlog.get_logger(__name__)


def notice(teammate: int) -> None:
    """They are here now. One statement a minute; without a database, nothing."""
    now = clock.now()
    if not _is_due(teammate, now):
        return
    _written[teammate] = now
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_WRITE, [now, teammate])
    except DatabaseError as error:
        log.warning("presence could not be written", error=str(error))


def _is_due(teammate: int, now: datetime) -> bool:
    last = _written.get(teammate)
    return last is None or abs(now - last) >= WRITTEN_EVERY


def seen() -> dict[int, datetime]:
    """When who was here last, of those who are here now. One query."""
    since = clock.now() - HERE_WITHIN
    return dict(Presence.objects.filter(seen_at__gte=since).values_list("teammate_id", "seen_at"))
