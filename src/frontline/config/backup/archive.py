"""The archive itself: written without knowing sizes beforehand, and read without trusting a word of it."""

import contextlib
import hashlib
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from frontline.config.backup.manifest import Manifest, Member, NotABackup, from_json
from frontline.kernel import clock

DATABASE, KEY, MANIFEST = "database.dump", "secret-key", "manifest.json"
ATTACHMENT = re.compile(r"attachments/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_PIECE = 1 << 20  # bytes
_LONGEST_TEXT = 50_000_000  # bytes of a manifest or a key


class Writer:
    """A tar file that grows. Members are streamed; the size is put into the header afterwards."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.members: dict[str, Member] = {}

    def add(self, name: str, content: IO[bytes], *, keep: bool = True) -> Member:
        """Write `content` to its end. With `keep` it is listed in `members`."""
        begins = self._file.tell()
        self._file.write(_header(name, 0))
        digest, size = hashlib.sha256(), 0
        while piece := content.read(_PIECE):
            self._file.write(piece)
            digest.update(piece)
            size += len(piece)
        self._file.write(b"\0" * (-size % tarfile.BLOCKSIZE))
        ends = self._file.tell()
        self._file.seek(begins)
        self._file.write(_header(name, size))
        self._file.seek(ends)
        member = Member(size, digest.hexdigest())
        if keep:
            self.members[name] = member
        return member

    def end(self) -> None:
        """Two empty blocks end a tar file."""
        self._file.write(b"\0" * (2 * tarfile.BLOCKSIZE))


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(clock.now().timestamp())
    # GNU's format writes sizes above 8 GB into the same 512 bytes, so that the header can be written again in place.
    return info.tobuf(tarfile.GNU_FORMAT)


@contextmanager
def written_whole(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when it is complete and on the disk. Raises FileExistsError."""
    if path.exists() and not force:
        raise FileExistsError(path)
    partial = path.with_name(f".{path.name}.partial-{os.getpid()}")
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if force:
            partial.replace(path)
        else:
            path.hardlink_to(partial)  # fails if somebody made one meanwhile
    finally:
        partial.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    """The archive, to be read. Raises NotABackup."""
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except tarfile.TarError as error:
        raise NotABackup(f"{path} is not a Frontline backup, or it is damaged ({error}).") from error
    except OSError as error:
        if error.filename is None or Path(error.filename) != path:
            raise
        raise NotABackup(
            f"{path} can't be read ({(error.strerror or 'no reason given').lower()})."
        ) from error


def verified(path: Path) -> Manifest:
    """Read the archive from end to end: everything is there, is what the manifest says, and nothing else is.

    Nothing is written anywhere. Raises NotABackup.
    """
    seen: dict[str, Member] = {}
    manifest: Manifest | None = None
    attachments: dict[str, bool] = {}  # digest -> whether the content has it
    with opened(path) as tar:
        for info in members(tar):
            if info.name in seen or info.name in attachments:
                raise NotABackup(f"The backup has {info.name} twice: it is damaged, or was tampered with.")
            if info.name == MANIFEST:
                manifest = from_json(_text(tar, info))
                seen[info.name] = Member(info.size, "")
                continue
            digest = _digest(tar, info)
            if match := ATTACHMENT.fullmatch(info.name):
                attachments[info.name] = match[2] == digest
            else:
                seen[info.name] = Member(info.size, digest)
    if manifest is None:
        raise NotABackup(f"{path} is cut short, or is not a Frontline backup: it has no manifest.")
    _compare(manifest, seen, attachments)
    return manifest


def _compare(manifest: Manifest, seen: dict[str, Member], attachments: dict[str, bool]) -> None:
    del seen[MANIFEST]
    for name in (DATABASE, KEY):
        if name not in seen or name not in manifest.members:
            raise NotABackup(f"The backup has no {name}: it is damaged.")
    for name, member in manifest.members.items():
        if seen.get(name) != member:
            raise NotABackup(f"{name} in the backup is not what was put there: it is damaged.")
    if set(seen) - set(manifest.members):
        raise NotABackup("The backup holds files that its manifest doesn't name: it was tampered with.")
    if len(attachments) != manifest.attachments:
        raise NotABackup(
            f"The backup should hold {manifest.attachments:,} attachments, and holds {len(attachments):,}: "
            "it is damaged."
        )
    known = set(manifest.damaged)
    for name, is_right in attachments.items():
        if not is_right and name.rpartition("/")[2] not in known:
            raise NotABackup(f"{name} in the backup is not what was put there: it is damaged.")


def members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The members, each a plain file with a name that a backup may have. Raises NotABackup."""
    while (info := tar.next()) is not None:
        tar.members.clear()  # type: ignore[attr-defined]  # forget those that are read: there may be millions
        if not info.isreg() or info.issparse():
            raise NotABackup(f"The backup holds {info.name!r}, which is no plain file: it was tampered with.")
        if info.name not in {DATABASE, KEY, MANIFEST} and not ATTACHMENT.fullmatch(info.name):
            raise NotABackup(f"The backup holds {info.name!r}, which no backup has: it was tampered with.")
        yield info


def content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    """A member's content."""
    file = tar.extractfile(info)
    assert file is not None  # a plain file always has one
    return file


def _text(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    if info.size > _LONGEST_TEXT:
        raise NotABackup(f"{info.name} in the backup is far too long: it was tampered with.")
    return content(tar, info).read()


def key(path: Path) -> str:
    """The secret key in a verified archive."""
    with opened(path) as tar:
        for info in members(tar):
            if info.name == KEY:
                return _text(tar, info).decode("ascii", "strict").strip()
    raise NotABackup("The backup has no key.")


def _digest(tar: tarfile.TarFile, info: tarfile.TarInfo) -> str:
    with contextlib.closing(content(tar, info)) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
