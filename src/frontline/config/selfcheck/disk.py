"""Is there room left?"""

import shutil

from django.conf import settings
from django.db import connection

from frontline.config.selfcheck.finding import Finding, State
from frontline.ui.words import filesize

TIGHT, FULL = 2_000_000_000, 300_000_000  # bytes free
_ROWS_READ = 20_000


def disk() -> Finding:
    """What is free where Frontline keeps its data."""
    usage = shutil.disk_usage(settings.DATA)
    figures = {"disk_free_bytes": float(usage.free), "disk_bytes": float(usage.total)}
    sentence = f"{filesize(usage.free)} of {filesize(usage.total)} are free at {settings.DATA}."
    if usage.free < TIGHT:
        state = State.BAD if usage.free < FULL else State.WARN
        remedy = "Make room or give it a larger disk: without any, mail is refused (its senders try again)."
        return Finding("Disk", state, sentence, remedy, figures)
    return Finding("Disk", State.OK, sentence, "", figures)


def attachments() -> Finding:
    """How much the attachments take: exact while they are few, from a sample of the rows when they are many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'inbox_attachment'::regclass")
        rows = max(0.0, cursor.fetchone()[0])
        if rows <= _ROWS_READ:
            cursor.execute("SELECT coalesce(sum(size), 0)::bigint FROM inbox_attachment")
            size, about = float(cursor.fetchone()[0]), ""
        else:
            cursor.execute(
                "SELECT coalesce(avg(size), 0)::float FROM inbox_attachment TABLESAMPLE SYSTEM (%s)",
                [100 * _ROWS_READ / rows],
            )
            size, about = float(cursor.fetchone()[0]) * rows, "about "
    where = (
        f"in the bucket {settings.STORAGES['default']['OPTIONS']['bucket_name']}" if is_remote() else "here"
    )
    sentence = f"Attachments take {about}{filesize(int(size))}, kept {where}."
    return Finding("Attachments", State.OK, sentence, "", {"attachments_bytes": size})


def is_remote() -> bool:
    """Whether attachments are kept in an S3 bucket rather than in the data folder."""
    return "bucket_name" in settings.STORAGES["default"].get("OPTIONS", {})
