"""Draining: who has read one intake goes on with those that wait, for a moment, in place of their jobs.

A job costs more than what it does here: it is fetched, started, finished and written down in four statements and two
transactions of its own. A waiting job is removed in the transaction that records its intake. So nothing is lost and
nothing done twice when a process dies, and what can't be done now stays in the line, for a worker that can wait.
Whoever has acknowledged one conversation goes on with the others that wait for it, likewise.
"""

import logging
import threading
import time

from django.db import Error, transaction

from frontline.inbox import acknowledging, receiving
from frontline.inbox.models import Conversation, Intake
from frontline.kernel import prepared

log = logging.getLogger(__name__)

AT_MOST_FOR = 1.0  # seconds; then other kinds of jobs have their turn
AT_ONCE = 2  # in one process: one computes while the other waits for PostgreSQL; the other jobs keep the rest
_places = threading.BoundedSemaphore(AT_ONCE)
_acknowledging = threading.BoundedSemaphore(1)

# Only what was never tried: a job that failed waits for its retry. By id, after the last one, so that jobs of other
# kinds that wait in between are passed over once. As a question of its own, the number doesn't change the plan, and
# PostgreSQL keeps it.
_REMOVED = """
    DELETE FROM procrastinate_jobs WHERE id = (
        SELECT id FROM procrastinate_jobs
        WHERE status = 'todo' AND task_name = '{task}' AND id > (SELECT %s::bigint)
            AND priority = {priority} AND attempts = 0 AND scheduled_at IS NULL
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, (args->>'{argument}')::bigint AS {argument}
"""
_NEXT = f"""
    WITH next AS ({_REMOVED.format(task="inbox.receive", priority=0, argument="intake_id")})
    SELECT next.id, intake.*
    FROM next LEFT JOIN LATERAL ({receiving.take_sql("next.intake_id")}) AS intake ON true
"""  # noqa: S608  (of constants)
_NEXT_NEW = _REMOVED.format(task="inbox.acknowledge", priority=-1, argument="number")


def drain() -> int:
    """Read waiting intakes until there are none, or AT_MOST_FOR is over; how many jobs that saved."""
    if not _places.acquire(blocking=False):
        return 0
    try:
        return _drain(until=time.monotonic() + AT_MOST_FOR)
    finally:
        _places.release()


def _drain(*, until: float) -> int:
    taken = after = 0
    while time.monotonic() < until:
        line = _Line(after)
        try:
            receiving.read(line.next)
        except receiving.ComesLater:
            pass  # its job waits as before, and knows how
        except Error as error:
            log.warning("draining stopped: %s", error)
            break
        if line.job is None:
            break
        after = line.job
        taken += 1
    return taken


def acknowledge_others() -> int:
    """Acknowledge conversations that wait for it until there are none, or AT_MOST_FOR is over; how many."""
    if not _acknowledging.acquire(blocking=False):
        return 0
    done, after, until = 0, 0, time.monotonic() + AT_MOST_FOR
    try:
        while time.monotonic() < until and (number := _acknowledge_next(after)):
            done, after = done + 1, number
    except Exception as error:
        # Its job waits as before, and says what is wrong when it has its turn.
        log.warning("acknowledging stopped: %s", error)
    finally:
        _acknowledging.release()
    return done


@transaction.atomic
def _acknowledge_next(after: int) -> int | None:
    """The number of the job that was done in place of a worker."""
    found = prepared.run(_NEXT_NEW, [after])
    if not found:
        return None
    [(job, number)] = found
    acknowledging.acknowledge(Conversation(pk=number))
    return int(job)


class _Line:
    """The jobs that wait after the job numbered `after`; `job` is the one that was taken."""

    def __init__(self, after: int) -> None:
        self._after = after
        self.job: int | None = None

    def next(self) -> Intake | None:
        found = prepared.run(_NEXT, [self._after])
        if not found:
            return None
        self.job, *intake = found[0]
        return receiving.taken(intake)
