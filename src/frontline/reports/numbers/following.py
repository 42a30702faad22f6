"""Following the record: each conversation of which something was recorded is counted again, some seconds later.

Nothing is added to what a reply or a mail costs. How far the record was read is a snapshot of PostgreSQL's, as of the
live stream (events/cursors.py), so that what commits late is not missed. It is moved on after what it covers was
counted: whoever dies in between leaves it to be counted again.
"""

import time

from django.db import connection, transaction

from frontline.events import cursors
from frontline.inbox.models import Conversation
from frontline.kernel import clock
from frontline.reports.numbers.models import Progress
from frontline.reports.numbers.recounting import BATCH, recount

_CHANGED = """
    SELECT DISTINCT e.subject_id
    FROM events_event AS e
    WHERE e.transaction >= %(since)s
      AND e.transaction < pg_snapshot_xmax(%(now)s::pg_snapshot)::text::bigint
      AND NOT pg_visible_in_snapshot(e.transaction::text::xid8, %(seen)s::pg_snapshot)
      AND e.subject_kind = 'conversation'
    ORDER BY e.subject_id
"""


def catch_up(within: float = 20.0) -> bool:
    """Count what is new, for so many seconds at most; whether nothing is left. May run twice at once."""
    ends = time.monotonic() + within
    while time.monotonic() < ends:
        progress = _progress()
        if progress.next_number is not None:
            _count_on(progress)
            continue
        return _count_new(progress)
    return False


def start_over() -> None:
    """Count everything anew, from the first conversation on; the figures there are stay until they are replaced."""
    with transaction.atomic():
        Progress.objects.get_or_create(pk=1)
        _begin(Progress.objects.select_for_update().get(pk=1), *_present())


def _progress() -> Progress:
    with transaction.atomic():
        Progress.objects.get_or_create(pk=1)
        progress = Progress.objects.select_for_update().get(pk=1)
        snapshot, cluster = _present()
        if (
            progress.cluster != cluster
        ):  # the first time, or restored elsewhere: the snapshot means nothing here
            _begin(progress, snapshot, cluster)
    return progress


def _begin(progress: Progress, snapshot: str, cluster: str) -> None:
    progress.cluster, progress.snapshot, progress.next_number = cluster, snapshot, 0
    progress.save()


def _count_on(progress: Progress) -> None:
    found = Conversation.objects.filter(pk__gt=progress.next_number).order_by("pk")
    numbers = list(found.values_list("pk", flat=True)[:BATCH])
    recount(numbers)
    following = numbers[-1] if numbers else None
    Progress.objects.filter(pk=1, next_number=progress.next_number).update(next_number=following)


def _count_new(progress: Progress) -> bool:
    now = clock.now()
    snapshot, _ = _present()
    with connection.cursor() as cursor:
        cursor.execute(
            _CHANGED,
            {"since": cursors.oldest_running(progress.snapshot), "seen": progress.snapshot, "now": snapshot},
        )
        numbers = [number for (number,) in cursor.fetchall()]
    recount(numbers)
    # Unless somebody else has moved it on, or begun anew, meanwhile.
    Progress.objects.filter(pk=1, snapshot=progress.snapshot, next_number=None).update(
        snapshot=snapshot, counted_at=now
    )
    return True


def _present() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(cursors.PRESENT)
        snapshot, cluster = cursor.fetchone()
    return snapshot, cluster
