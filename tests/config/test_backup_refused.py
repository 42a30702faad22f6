"""What is not a whole backup of ours is refused in one sentence, before anything is written."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frontline.config.backup import archive
from frontline.config.backup.manifest import FORMAT
from tests.config.backups import change, refuses, with_manifest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("content", [b"", b"not a tar file at all", b"\0" * 10240])
def test_what_is_no_archive_is_refused(db: None, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.tar"
    path.write_bytes(content)
    refuses(path, tmp_path / "data", "not a Frontline backup")


def test_an_archive_that_was_cut_short_is_refused(backup: Path, tmp_path: Path) -> None:
    for keep in (0.2, 0.6, 0.95):
        short = tmp_path / "short.tar"
        short.write_bytes(backup.read_bytes()[: int(backup.stat().st_size * keep)])
        with pytest.raises(archive.NotABackup):
            archive.verified(short)
    refuses(short, tmp_path / "data", "backup")


@pytest.mark.parametrize("name", ["database.dump", "secret-key", "attachments/"])
def test_a_single_changed_byte_is_noticed(backup: Path, tmp_path: Path, name: str) -> None:
    def flip(member: str, content: bytes) -> list[tuple[str, bytes]]:
        return [(member, content[:-1] + b"\1" if member.startswith(name) and content else content)]

    with pytest.raises(archive.NotABackup, match="damaged"):
        archive.verified(change(backup, tmp_path / "c.tar", flip))


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/etc/outside",
        "attachments/../../outside",
        "attachments/ab/../ab",
        "attachments/aa/" + "b" * 64,
        "other",
    ],
)
def test_nothing_is_ever_written_outside(backup: Path, tmp_path: Path, name: str) -> None:
    def smuggle(member: str, content: bytes) -> list[tuple[str, bytes]]:
        return [(member, content), (name, b"x")] if member == "secret-key" else [(member, content)]

    with pytest.raises(archive.NotABackup, match="tampered"):
        archive.verified(change(backup, tmp_path / "c.tar", smuggle))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_only_plain_files_are_taken(backup: Path, tmp_path: Path, kind: bytes) -> None:
    with tarfile.open(tmp_path / "c.tar", "w") as tar:
        link = tarfile.TarInfo("secret-key")
        link.type, link.linkname = kind, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(archive.NotABackup, match="no plain file"):
        archive.verified(tmp_path / "c.tar")


def test_members_that_come_twice_are_refused(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(archive.NotABackup, match="twice"):
        archive.verified(change(backup, tmp_path / "c.tar", lambda name, content: [(name, content)] * 2))


def test_an_archive_without_its_files_is_refused(backup: Path, tmp_path: Path) -> None:
    def drop(part: str) -> Callable[[str, bytes], list[tuple[str, bytes]]]:
        return lambda name, content: [] if name.startswith(part) else [(name, content)]

    for part in ("attachments/", "database.dump", "secret-key"):
        with pytest.raises(archive.NotABackup, match="damaged"):
            archive.verified(change(backup, tmp_path / "c.tar", drop(part)))


def test_a_backup_of_a_newer_frontline_is_refused(backup: Path, tmp_path: Path) -> None:
    newer = with_manifest(backup, tmp_path / "c.tar", format=FORMAT + 1, frontline="9.0")
    refuses(newer, tmp_path / "data", "written by a newer Frontline (9.0)")
    told = json.loads(archive.verified(backup).to_json())
    migrations = [*told["migrations"], "inbox.9999_of_tomorrow"]
    newer = with_manifest(backup, tmp_path / "d.tar", migrations=migrations)
    refuses(newer, tmp_path / "data", "inbox.9999_of_tomorrow")


def test_fewer_rows_than_the_manifest_says_undo_the_restore(backup: Path, tmp_path: Path) -> None:
    tables = dict(archive.verified(backup).tables)
    tables["public.inbox_intake"] += 1
    short = with_manifest(backup, tmp_path / "c.tar", tables=tables)
    refuses(short, tmp_path / "data", "not all rows of public.inbox_intake came back")


def test_a_manifest_cannot_smuggle_sql(backup: Path, tmp_path: Path) -> None:
    bad = with_manifest(backup, tmp_path / "c.tar", tables={"public.x; DROP TABLE y": 1})
    refuses(bad, tmp_path / "data", "tampered")


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"format": 1}', b"\xff", b'{"format": "x"}'])
def test_a_manifest_that_makes_no_sense_is_refused(backup: Path, tmp_path: Path, text: bytes) -> None:
    def replaced(name: str, content: bytes) -> list[tuple[str, bytes]]:
        return [(name, text if name == "manifest.json" else content)]

    with pytest.raises(archive.NotABackup, match="manifest can't be read"):
        archive.verified(change(backup, tmp_path / "c.tar", replaced))
