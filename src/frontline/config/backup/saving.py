"""Making a backup, while Frontline runs."""

import io
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from psycopg import sql

import frontline
from frontline.config.backup import archive, postgresql
from frontline.config.backup.manifest import Manifest
from frontline.config.backup.postgresql import ProgramFailed, Programs
from frontline.inbox.models import Attachment
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal

Say = Callable[[str], None]

TABLES = """
    SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY 1
"""
_AT_ONCE = 1000


class BackupFailed(Refusal):
    """No backup was made; the sentence says why."""

    code = "backup_failed"


def save(path: Path, *, force: bool = False, say: Say = lambda _: None) -> Manifest:
    """Write the backup to `path`, which appears only when it is complete. Raises BackupFailed, ProgramFailed.

    An existing file is left alone unless `force`.
    """
    programs = postgresql.programs_to_dump()
    try:
        with archive.written_whole(path, force=force) as file:
            writer = archive.Writer(file)
            return _write(writer, programs, say)
    except FileExistsError as error:
        raise BackupFailed(f"{path} exists: give another name, or --force to replace it.") from error
    except psycopg.errors.UndefinedTable as error:
        raise BackupFailed("The database has no Frontline in it yet: there is nothing to back up.") from error
    except psycopg.Error as error:
        reason = postgresql.last_words(str(error).encode())
        raise BackupFailed(f"The database could not be read ({reason}): no backup was made.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BackupFailed(
            f"The backup can't be written to {path} ({reason}): nothing was kept of it."
        ) from error


def _write(writer: archive.Writer, programs: Programs, say: Say) -> Manifest:
    with _snapshot() as (name, tables, migrations):
        say(f"Database: {sum(tables.values()):,} rows in {len(tables)} tables ...")
        _dump(writer, programs, name)
    made_at = clock.now().astimezone(UTC).isoformat(timespec="seconds")
    count, size, missing, damaged = _attachments(writer, say)
    writer.add(archive.KEY, io.BytesIO(settings.SECRET_KEY.encode() + b"\n"))
    manifest = Manifest(
        frontline=frontline.__version__,
        made_at=made_at,
        postgresql=postgresql.server(),
        dumped_by=programs.major,
        migrations=migrations,
        tables=tables,
        members=dict(writer.members),
        attachments=count,
        attachment_bytes=size,
        missing=missing,
        damaged=damaged,
    )
    writer.add(archive.MANIFEST, io.BytesIO(manifest.to_json()), keep=False)
    writer.end()
    return manifest


@contextmanager
def _snapshot() -> Iterator[tuple[str, dict[str, int], list[str]]]:
    """One instant of the database: its name for pg_dump, the rows of each table, and the migrations applied."""
    described = connection.get_connection_params()
    for ours in ("cursor_factory", "context"):
        described.pop(ours, None)
    with psycopg.connect(**described) as held:
        held.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        held.read_only = True
        held.execute("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0")
        name = _one(held, "SELECT pg_export_snapshot()")
        names = [str(row[0]) for row in held.execute(TABLES).fetchall()]
        tables = {table: int(_one(held, rows_of(table))) for table in names}
        applied = held.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
        yield name, tables, [row[0] for row in applied]


def rows_of(table: str) -> str:
    """The query that counts a table's rows; its name is already quoted."""
    return f"SELECT count(*) FROM {table}"  # noqa: S608


def _one(held: "psycopg.Connection[Any]", query: str) -> Any:
    row = held.execute(sql.SQL(query)).fetchone()
    assert row is not None
    return row[0]


def _dump(writer: archive.Writer, programs: Programs, snapshot: str) -> None:
    process = programs.call(
        "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
    )  # fmt: skip
    errors: list[bytes] = []
    assert process.stdout is not None
    assert process.stderr is not None
    listening = threading.Thread(target=lambda err: errors.append(err.read()), args=[process.stderr])
    listening.start()
    try:
        writer.add(archive.DATABASE, process.stdout)
    except BaseException:
        process.kill()
        raise
    finally:
        process.wait()
        listening.join()
        process.stdout.close()
        process.stderr.close()
    if process.returncode != 0:
        raise ProgramFailed(
            f"pg_dump failed, and no backup was made: {postgresql.last_words(b''.join(errors))}"
        )


def _attachments(writer: archive.Writer, say: Say) -> tuple[int, int, list[str], list[str]]:
    """Add every file that the database names. How many, their bytes, and the digests of missing and damaged ones."""
    count = size = 0
    missing: list[str] = []
    damaged: list[str] = []
    for row in _named():
        try:
            file = default_storage.open(row.path, "rb")
        except FileNotFoundError:
            missing.append(row.digest)
            continue
        with file:
            member = writer.add(f"attachments/{row.path}", file, keep=False)
        count, size = count + 1, size + member.size
        if member.sha256 != row.digest:
            damaged.append(row.digest)
        if count % _AT_ONCE == 0:
            say(f"Attachments: {count:,} ...")
    return count, size, missing, damaged


def _named() -> Iterator[Attachment]:
    """One attachment for each stored file, by digest; in short queries, so that nothing old is held for long."""
    last = ""
    while True:
        rows = Attachment.objects.filter(digest__gt=last).order_by("digest").distinct("digest").only("digest")
        found = list(rows[:_AT_ONCE])
        yield from found
        if len(found) < _AT_ONCE:
            return
        last = found[-1].digest
