"""A backup made while Frontline runs brings everything back, somewhere else."""

import stat
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command

from frontline.config import starting
from frontline.config.backup import archive, postgresql, saving
from frontline.config.backup.saving import BackupFailed
from frontline.config.commands import backup as backup_command
from frontline.inbox.models import Attachment, Conversation, Note
from tests.config.backups import (
    FILES,
    every_row,
    every_row_in,
    postgresql_parameters,
    refuses,
    restore,
    with_manifest,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_comes_back_row_by_row_in_a_new_data_folder(backup: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = restore(backup, data)
    assert done.returncode == 0, done.stderr
    assert "All counts agree" in done.stdout
    assert (data / "secret-key").read_text().strip() == settings.SECRET_KEY
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert not (data / "restoring").exists()
    stored = [p.read_bytes() for p in (data / "attachments").rglob("*") if p.is_file()]
    assert sorted(stored) == sorted(FILES.values())
    assert every_row_in(data) == every_row()
    again = restore(backup, data)
    assert again.returncode == 1
    assert "is not empty" in again.stderr


def test_a_backup_is_one_instant_though_others_write(workspace: Conversation, tmp_path: Path) -> None:
    def write_meanwhile(sentence: str) -> None:
        if sentence.startswith("Database"):
            with psycopg.connect(**postgresql_parameters()) as other:
                other.execute("DELETE FROM inbox_note")

    before = Note.objects.count()
    Attachment.objects.filter(message=None).delete()
    manifest = saving.save(tmp_path / "b.tar", say=write_meanwhile)
    assert manifest.tables["public.inbox_note"] == before == 1
    assert Note.objects.count() == 0
    assert archive.verified(tmp_path / "b.tar") == manifest
    done = restore(tmp_path / "b.tar", tmp_path / "data")  # which counts the rows of the dump
    assert done.returncode == 0, done.stderr


def test_a_backup_is_its_owners_only_and_replaces_nothing_unasked(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    before = backup.read_bytes()
    with pytest.raises(BackupFailed, match="--force"):
        saving.save(backup)
    assert backup.read_bytes() == before
    saving.save(backup, force=True)
    assert [p.name for p in backup.parent.iterdir()] == [backup.name]


@pytest.mark.parametrize("broken", ["pg_dump", "folder"])
def test_a_backup_that_fails_leaves_nothing(
    workspace: Conversation, tmp_path: Path, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if broken == "folder":
        with pytest.raises(BackupFailed, match="no such file or directory"):
            saving.save(tmp_path / "nowhere" / "b.tar")
        return
    monkeypatch.setattr(postgresql, "_variables", lambda: {"PGHOST": str(tmp_path), "PGDATABASE": "none"})
    with pytest.raises(postgresql.ProgramFailed, match="pg_dump failed, and no backup was made"):
        saving.save(tmp_path / "b.tar")
    assert list(tmp_path.iterdir()) == []


def test_a_lost_and_a_damaged_attachment_are_named_and_the_rest_comes_back(
    workspace: Conversation, tmp_path: Path
) -> None:
    lost, damaged = Attachment.objects.get(name="log.txt"), Attachment.objects.get(name="picture.png")
    default_storage.delete(lost.path)
    Path(default_storage.path(damaged.path)).write_bytes(b"other")
    manifest = saving.save(tmp_path / "b.tar")
    assert (manifest.missing, manifest.damaged) == ([lost.digest], [damaged.digest])
    done = restore(tmp_path / "b.tar", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "2 attachments were already missing or damaged" in done.stderr


def test_it_comes_back_into_a_database_of_ones_own(backup: Path, tmp_path: Path, own_database: str) -> None:
    data = tmp_path / "data"
    done = restore(backup, data, FRONTLINE_DATABASE_URL=own_database)
    assert done.returncode == 0, done.stderr
    assert {entry.name for entry in data.iterdir()} == {"attachments", "secret-key"}
    with psycopg.connect(own_database) as found:
        assert found.execute("SELECT text FROM inbox_note").fetchall() == [("known",)]


def test_a_database_with_anything_in_it_is_left_alone(
    backup: Path, tmp_path: Path, own_database: str
) -> None:
    with psycopg.connect(own_database) as own:
        own.execute("CREATE TABLE precious ()")
    words = "database is not empty (it has the table public.precious)"
    refuses(backup, tmp_path / "data", words, FRONTLINE_DATABASE_URL=own_database)


def test_a_database_that_could_not_be_filled_stays_empty(
    backup: Path, tmp_path: Path, own_database: str
) -> None:
    tables = archive.verified(backup).tables | {"public.inbox_note": 7}
    short = with_manifest(backup, tmp_path / "c.tar", tables=tables)
    refuses(short, tmp_path / "data", "not all rows", FRONTLINE_DATABASE_URL=own_database)
    with psycopg.connect(own_database) as own:
        assert own.execute(saving.TABLES).fetchall() == []


def test_a_folder_with_anything_in_it_is_left_alone(backup: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "precious").write_text("mine")
    done = restore(backup, data)
    assert done.returncode == 1
    assert "is not empty (it has precious)" in done.stderr
    assert [entry.name for entry in data.iterdir()] == ["precious"]


def test_what_a_cut_off_restore_left_is_cleared_away(backup: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "restoring" / "postgres").mkdir(parents=True)
    (data / "secret-key").write_text("of the attempt before")
    done = restore(backup, data)
    assert done.returncode == 0, done.stderr
    assert (data / "secret-key").read_text().strip() == settings.SECRET_KEY


def test_another_key_in_the_environment_is_refused(backup: Path, tmp_path: Path) -> None:
    refuses(backup, tmp_path / "data", "is not the backup's key", FRONTLINE_SECRET_KEY="x" * 40)


def test_a_backup_of_an_older_frontline_is_brought_to_this_version(
    workspace: Conversation, tmp_path: Path
) -> None:
    call_command("migrate", "email_channel", "0002", verbosity=0)
    try:
        older = saving.save(tmp_path / "b.tar")
    finally:
        call_command("migrate", "email_channel", verbosity=0)
    assert "email_channel.0003_mailbox_starts_on" not in older.migrations
    done = restore(tmp_path / "b.tar", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    rows = every_row_in(tmp_path / "data")  # which refuses a database that lacks migrations
    assert len(rows["public.inbox_attachment"]) == 4


def test_the_command_says_what_it_wrote_and_what_is_lost(
    workspace: Conversation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "prepare", lambda **_: "the tests' own")
    lost = Attachment.objects.get(name="log.txt")
    default_storage.delete(lost.path)
    done = CliRunner().invoke(backup_command.command, [str(tmp_path / "b.tar")])
    assert done.exit_code == 0
    assert "2 attachments." in done.stdout
    assert f"The attachment {lost.digest} is missing" in done.stderr
    assert "In all, 1 attachment missing or damaged" in done.stderr
