"""Bringing a backup back, into an empty data folder and an empty database.

Everything is made in `restoring/` inside the data folder, on the same disk, and moved to its place by renaming at the
very end. If anything fails, or the machine goes down, the data folder has nothing in it that looks like a Frontline.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from frontline.config import embedded, environment, starting
from frontline.config.backup import archive
from frontline.config.backup.manifest import Manifest
from frontline.kernel.refusal import Refusal

Say = Callable[[str], None]
STAGE = "restoring"
_OWN_FILES = {STAGE, "postgres.lock", "postgres.users", "postgres.out", "lost+found"}


class RestoreRefused(Refusal):
    """Nothing was restored; the sentence says why."""

    code = "restore_refused"


def restore(path: Path, *, say: Say = lambda _: None) -> Manifest:
    """Restore the backup at `path`; what its manifest says. Before Django is set up: this does it, on the new data.

    Raises NotABackup, RestoreRefused, ProgramFailed, CannotStart.
    """
    data = environment.data_folder()
    _require_empty(data)
    say(f"Checking {path} ...")
    manifest = archive.verified(path)
    stage = data / STAGE
    shutil.rmtree(stage, ignore_errors=True)  # of an attempt that was cut off
    stage.mkdir(mode=0o700)
    try:
        _put_key(path, stage)
        os.environ["FRONTLINE_DATA"] = str(stage)
        starting.prepare()
        from frontline.config.backup import unpacking

        if embedded.is_used():
            unpacking.put_attachments(path, say=say)
            unpacking.put_database(path, manifest, say=say)
            _leave_database()
            _move_up(stage, data)
        else:
            unpacking.require_empty_database(manifest)
            unpacking.put_attachments(path, say=say)
            _move_up(stage, data)  # before the database: once that is filled, it must not lack its files
            unpacking.put_database(path, manifest, say=say)
    except BaseException as error:
        _leave_database()
        for folder in (stage, data / "attachments"):
            shutil.rmtree(folder, ignore_errors=True)
        (data / "secret-key").unlink(missing_ok=True)
        if isinstance(error, OSError):
            reason = (error.strerror or str(error)).lower()
            raise RestoreRefused(
                f"The backup can't be written to {data} ({reason}): nothing was kept."
            ) from error
        raise
    finally:
        os.environ["FRONTLINE_DATA"] = str(data)
    return manifest


def _require_empty(data: Path) -> None:
    """The data folder may hold what a cut-off restore left, and nothing else."""
    if (data / STAGE).is_dir():
        _take_back(data)
    found = sorted(entry.name for entry in data.iterdir() if entry.name not in _OWN_FILES)
    if found:
        raise RestoreRefused(
            f"{data} is not empty (it has {found[0]}): restore into a new folder, by setting FRONTLINE_DATA to it."
        )


def _take_back(data: Path) -> None:
    """A restore was cut off between moving its parts: without a database they are no Frontline yet."""
    if not (data / "postgres").exists():
        for name in ("secret-key", "attachments"):
            if (data / name).exists() and not (data / STAGE / name).exists():
                (data / name).rename(data / STAGE / name)


def _put_key(path: Path, stage: Path) -> None:
    key = archive.key(path)
    given = os.environ.get("FRONTLINE_SECRET_KEY", "").strip()
    if given and given != key:
        raise RestoreRefused(
            "FRONTLINE_SECRET_KEY is not the backup's key, without which its links, sign-ins and stored passwords are "
            "lost: unset it, and the key comes back with the rest."
        )
    file = stage / "secret-key"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(key + "\n")


def _move_up(stage: Path, data: Path) -> None:
    """The key first and the database last: only with it the folder looks like a Frontline."""
    for name in ("secret-key", "attachments", "postgres"):
        if (stage / name).exists():
            (stage / name).rename(data / name)
    shutil.rmtree(stage, ignore_errors=True)


def _leave_database() -> None:
    import sys

    if "django" in sys.modules:
        from django.conf import settings
        from django.db import connections

        if settings.configured:
            connections.close_all()
    embedded.leave()
