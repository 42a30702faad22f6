"""Is somebody doing the work, and how far behind?"""

from datetime import datetime

from django.db import connection

from frontline.config.selfcheck.amounts import counted, in_words, seconds_since
from frontline.config.selfcheck.finding import Finding, State

HEARTBEAT_WITHIN = 45.0  # seconds; a worker tells of itself every 10
SLOW, STUCK = 60.0, 600.0  # seconds that a due job may wait
MOST_FAILED = 1000

# The oldest due jobs are the first of the index by which workers fetch them; a hundred are enough to find the age.
_OLDEST_DUE = """
    SELECT min(greatest(deferred.at, due.scheduled_at))
    FROM (
        SELECT id, scheduled_at FROM procrastinate_jobs
        WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
        ORDER BY priority DESC, id LIMIT 100
    ) AS due
    CROSS JOIN LATERAL (
        SELECT max(at) AS at FROM procrastinate_events
        WHERE job_id = due.id AND type IN ('deferred', 'deferred_for_retry')
    ) AS deferred
"""


def workers() -> Finding:
    """Whether a worker lives: each keeps its heartbeat in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat), count(*) FROM procrastinate_workers")
        last, count = cursor.fetchone()
    age = seconds_since(last)
    if last is None or age > HEARTBEAT_WITHIN:
        said = f"The last sign of a worker is {in_words(age)} old" if last else "No worker is running"
        return Finding(
            "Workers",
            State.BAD,
            f"{said}: mail that arrives is kept, but neither read nor sent.",
            "Start one with `frontline worker` (or `frontline run`, which has one), and look at its log.",
            {"workers": 0.0},
        )
    return Finding("Workers", State.OK, f"{counted(count, 'worker')} at work.", "", {"workers": float(count)})


def jobs() -> Finding:
    """How long the oldest due job has been waiting, and how many gave up."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_DUE)
        oldest: datetime | None = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM procrastinate_jobs WHERE status = 'failed' LIMIT %s) AS counted",
            [MOST_FAILED + 1],
        )
        failed = cursor.fetchone()[0]
    lag = seconds_since(oldest)
    figures = {"job_lag_seconds": lag, "jobs_failed": float(failed)}
    sentence = f"The oldest job that is due has waited {in_words(lag)}." if oldest else "No job is waiting."
    if failed:
        sentence += f" {counted(failed, 'job', most=MOST_FAILED).capitalize()} gave up."
    if lag >= SLOW:
        state = State.BAD if lag >= STUCK else State.WARN
        return Finding("Jobs", state, sentence, "If it grows, run one more `frontline worker`.", figures)
    if failed:
        remedy = (
            "What failed is in the worker's log; what belongs to mail is listed below and can be tried again."
        )
        return Finding("Jobs", State.WARN, sentence, remedy, figures)
    return Finding("Jobs", State.OK, sentence, "", figures)
