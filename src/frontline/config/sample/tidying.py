"""Tidying up: the jobs that the verbs deferred while the sample was built, and that it did itself."""

from django.db import connection

# Only what is done; a job whose work is still to do stays, and the worker does it. Nobody waits any more for word of a
# request that was answered last week, and a timer announces what is ahead.
_DONE = """
    DELETE FROM procrastinate_jobs AS job
    WHERE job.status = 'todo' AND (
        (job.task_name = 'inbox.receive' AND EXISTS (
            SELECT 1 FROM inbox_intake WHERE id = (job.args->>'intake_id')::bigint AND state <> 'pending'))
        OR (job.task_name = 'inbox.send' AND EXISTS (
            SELECT 1 FROM inbox_dispatch WHERE id = (job.args->>'dispatch_id')::bigint AND state IN ('sent', 'failed')))
        OR (job.task_name = 'inbox.acknowledge' AND EXISTS (
            SELECT 1 FROM inbox_conversation WHERE id = (job.args->>'number')::bigint))
        OR (job.task_name = 'rotation.tell_of_ask' AND EXISTS (
            SELECT 1 FROM rotation_ask WHERE id = (job.args->>'ask_id')::bigint AND state <> 'open'))
        OR job.task_name IN ('rotation.announce', 'inbox.resettle'))
"""


def tidy() -> int:
    """Remove them; how many. They would do no harm, for every job looks first whether there is something to do."""
    with connection.cursor() as cursor:
        cursor.execute(_DONE)
        return int(cursor.rowcount)
