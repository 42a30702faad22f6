"""Putting a verified archive's parts where Django's settings say: the files, and the database."""

import re
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection

from frontline.config import database
from frontline.config.backup import archive, postgresql
from frontline.config.backup.manifest import Manifest
from frontline.config.backup.postgresql import ProgramFailed, Programs
from frontline.config.backup.restoring import RestoreRefused
from frontline.config.backup.saving import TABLES, rows_of

Say = Callable[[str], None]
_PIECE = 1 << 20  # bytes
_TABLE = re.compile(r"public\.[a-z_][a-z0-9_]*")
_TOO_NEW = b"SET transaction_timeout"  # written by pg_restore 17 and newer, unknown to older servers


def put_attachments(path: Path, *, say: Say) -> int:
    """Store every attachment of the archive; how many. One that is there already is left as it is."""
    count = 0
    with archive.opened(path) as tar:
        for info in archive.members(tar):
            match = archive.ATTACHMENT.fullmatch(info.name)
            if match is None:
                continue
            name = f"{match[1]}/{match[2]}"
            if not (default_storage.exists(name) and default_storage.size(name) == info.size):
                default_storage.save(name, File(archive.content(tar, info), name))
            count += 1
            if count % 1000 == 0:
                say(f"Attachments: {count:,} ...")
    return count


def require_empty_database(manifest: Manifest) -> None:
    """Raises RestoreRefused if the database holds anything, or is older than the one that was backed up."""
    if postgresql.server() < manifest.postgresql:
        raise RestoreRefused(
            f"The backup is of PostgreSQL {manifest.postgresql}, and this database is {postgresql.server()}: "
            f"restore it into PostgreSQL {manifest.postgresql} or newer."
        )
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        found = cursor.fetchone()
    if found:
        raise RestoreRefused(
            f"The database is not empty (it has the table {found[0]}): give FRONTLINE_DATABASE_URL a new one."
        )


def put_database(path: Path, manifest: Manifest, *, say: Say) -> None:
    """Fill the empty database in one transaction, compare it with the manifest, and bring it to this version.

    Raises RestoreRefused, ProgramFailed, CannotStart.
    """
    _require_known(manifest)
    require_empty_database(manifest)
    programs = postgresql.programs_to_restore(manifest.dumped_by)
    say(f"Database: {sum(manifest.tables.values()):,} rows in {len(manifest.tables)} tables ...")
    with archive.opened(path) as tar:
        for info in archive.members(tar):
            if info.name == archive.DATABASE:
                _pour(archive.content(tar, info), programs, _checks(manifest))
    database.migrate(say)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _require_known(manifest: Manifest) -> None:
    known = database.on_disk()
    rooms = {app for app, _ in known}
    for migration in manifest.migrations:
        app, _, name = migration.partition(".")
        if app in rooms and (app, name) not in known:
            raise RestoreRefused(
                f"The backup was made by a newer Frontline ({manifest.frontline}; it has {migration}): "
                "restore it with that version."
            )


def _checks(manifest: Manifest) -> bytes:
    """SQL that fails, and so undoes everything, unless each table has the rows that the manifest says."""
    checks = []
    for table, rows in manifest.tables.items():
        if not _TABLE.fullmatch(table):
            raise RestoreRefused("The backup's manifest names a table that can't be: it was tampered with.")
        checks.append(
            f"DO $$ BEGIN IF ({rows_of(table)}) <> {rows} THEN "
            f"RAISE EXCEPTION 'not all rows of {table} came back'; END IF; END $$;\n"
        )
    return "".join(checks).encode()


def _pour(dump: IO[bytes], programs: Programs, checks: bytes) -> None:
    """dump -> pg_restore -> psql, and then `checks`, in one transaction: all of it, or none."""
    script = programs.call(
        "pg_restore", "--no-owner", "--no-privileges", "--no-comments", "--file=-",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    filling = programs.call(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    errors: dict[str, bytes] = {}
    threads = [
        threading.Thread(target=_feed, args=[dump, script.stdin]),
        threading.Thread(target=lambda: errors.update(pg_restore=_all(script.stderr))),
        threading.Thread(target=lambda: errors.update(psql=_all(filling.stderr))),
    ]
    for thread in threads:
        thread.start()
    is_whole = _filter(script.stdout, filling.stdin) and script.wait() == 0 and _write(checks, filling.stdin)
    if not is_whole:
        filling.kill()  # before it could commit: its input must not look ended
    _close(filling.stdin)
    script.kill()
    codes = {"pg_restore": script.wait(), "psql": filling.wait()}
    for thread in threads:
        thread.join()
    for pipe in (script.stdout, script.stderr, filling.stderr):
        _close(pipe)
    for name in ("psql", "pg_restore"):
        if codes[name] != 0 and errors[name]:
            raise ProgramFailed(f"The database could not be filled: {postgresql.last_words(errors[name])}")
    if any(codes.values()):
        raise ProgramFailed("The database could not be filled: PostgreSQL's programs ended early.")


def _feed(dump: IO[bytes], to: IO[bytes] | None) -> None:
    assert to is not None
    try:
        while piece := dump.read(_PIECE):
            to.write(piece)
    except BrokenPipeError:
        pass  # pg_restore says why it left
    _close(to)


def _filter(script: IO[bytes] | None, to: IO[bytes] | None) -> bool:
    """Hand pg_restore's script to psql; False if psql left before its end."""
    assert script is not None
    assert to is not None
    try:
        for line in script:
            if not line.startswith(_TOO_NEW):
                to.write(line)
            if line.startswith(b"CREATE "):
                break  # settings come before anything else
        while piece := script.read(_PIECE):
            to.write(piece)
    except BrokenPipeError:
        return False
    return True


def _write(text: bytes, to: IO[bytes] | None) -> bool:
    assert to is not None
    try:
        to.write(text)
        to.flush()
    except BrokenPipeError:
        return False
    return True


def _all(errors: IO[bytes] | None) -> bytes:
    assert errors is not None
    return errors.read()


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except BrokenPipeError:
        pass
