"""Making backups and restoring them in tests, each into a process and a data folder of its own."""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection, transaction

from frontline.config.backup import saving
from frontline.events.recording import record
from frontline.inbox.attaching import attach
from frontline.inbox.channel import InboundAttachment
from frontline.inbox.models import Conversation, Intake, Message, Note
from frontline.inbox.models.conversation import NOT_DUE
from frontline.kernel import clock
from tests.cast import Cast

FILES = {"log.txt": b"a line\n" * 1000, "picture.png": bytes(range(256)) * 300, "empty": b""}


@pytest.fixture
def workspace(cast: Cast) -> Conversation:
    """A conversation with a message, a note, files, an intake and an event."""
    now = clock.now()
    raw = b"Subject: \xff\r\n\r\nnot text \0"
    intake = Intake.objects.create(
        channel="email", external_id="<1@x>", digest="d", raw=raw, size=len(raw), received_at=now
    )
    conversation = Conversation.objects.create(
        subject="Łódź: backups fail",
        customer=cast.ada,
        channel="email",
        assignee=cast.mia,
        waiting_since=now,
        queue_at=now + NOT_DUE,
        last_message_at=now,
        created_at=now,
    )
    message = Message.objects.create(
        conversation=conversation,
        intake=intake,
        direction="in",
        channel="email",
        text="Привет\n\\.\ntab\t",
        message_id="<1@x>",
        at=now,
    )
    note = Note.objects.create(conversation=conversation, teammate=cast.mia, text="known", at=now)
    with transaction.atomic():
        attach([InboundAttachment(n, "text/plain", c) for n, c in FILES.items()], to=message)
        attach([InboundAttachment("again.txt", "text/plain", FILES["log.txt"])], to=note)
        record("conversation.opened", conversation.as_subject, by=cast.mia, why="a test")
    return conversation


@pytest.fixture
def backup(workspace: Conversation, tmp_path: Path) -> Path:
    path = tmp_path / "frontline.tar"
    saving.save(path)
    return path


def program(arguments: list[str], data: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Python in a process with a data folder of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FRONTLINE_", "COV_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment | {"FRONTLINE_DATA": str(data), **more},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def restore(path: Path, data: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """`frontline restore`"""
    command = "from frontline.config.cli import main; main()"
    return program(["-c", command, "restore", str(path)], data, **more)


_EVERY_ROW = """
import json, sys
from django.db import connection
from frontline.config.backup.saving import TABLES
def every_row():
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        rows = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT t::text FROM {table} AS t ORDER BY 1")
            rows[table] = [row[0] for row in cursor.fetchall()]
    return rows
"""
_ASK = f"""
from frontline.config import starting
starting.prepare(needs_migrations=True)
{_EVERY_ROW}
print(json.dumps(every_row()))
"""


def every_row() -> dict[str, list[str]]:
    """All of this test's database, as text."""
    here: dict[str, Any] = {}
    exec(_EVERY_ROW, here)
    return dict(here["every_row"]())


def every_row_in(data: Path) -> dict[str, list[str]]:
    """All of a data folder's database, as text."""
    return dict(json.loads(program(["-c", _ASK], data).stdout))


def change(backup: Path, to: Path, edit: "Callable[[str, bytes], list[tuple[str, bytes]]]") -> Path:
    """A copy of the archive in which `edit` gives each member's successors."""
    with tarfile.open(backup) as old, tarfile.open(to, "w") as new:
        for info in old:
            file = old.extractfile(info)
            assert file is not None
            for name, content in edit(info.name, file.read()):
                one = tarfile.TarInfo(name)
                one.size = len(content)
                new.addfile(one, io.BytesIO(content))
    return to


def with_manifest(backup: Path, to: Path, **changes: Any) -> Path:
    def edit(name: str, content: bytes) -> list[tuple[str, bytes]]:
        if name != "manifest.json":
            return [(name, content)]
        return [(name, json.dumps(json.loads(content) | changes).encode())]

    return change(backup, to, edit)


def refuses(path: Path, data: Path, words: str, **more: str) -> None:
    """Restoring ends with one sentence that has `words`, and leaves nothing behind."""
    done = restore(path, data, **more)
    assert done.returncode == 1, done.stdout
    assert words in done.stderr
    assert len([line for line in done.stderr.splitlines() if "may now pass through" not in line]) == 1
    left = {entry.name for entry in data.iterdir()} if data.exists() else set()
    assert left <= {"postgres.lock", "postgres.users"}


@pytest.fixture
def own_database(db: None) -> Iterator[str]:
    """The address of an empty database that isn't Frontline's embedded one."""
    parts = urlsplit(os.environ["FRONTLINE_TEST_POSTGRESQL"])
    with psycopg.connect(parts.geturl(), autocommit=True) as server:
        server.execute("CREATE DATABASE own_database")
        yield parts._replace(path="/own_database").geturl()
        server.execute("DROP DATABASE own_database WITH (FORCE)")


def postgresql_parameters() -> dict[str, Any]:
    described = connection.get_connection_params()
    return {k: v for k, v in described.items() if k not in {"cursor_factory", "context"}}
