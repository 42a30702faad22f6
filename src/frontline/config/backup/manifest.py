"""The manifest of a backup: what is in it, and what it needs."""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from frontline.kernel.refusal import Refusal

FORMAT = 1


class NotABackup(Refusal):
    """This archive can't be restored; the sentence says why."""

    code = "not_a_backup"


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Written last into each backup.

    `postgresql` is the server's major version, `dumped_by` that of pg_dump; `migrations` are those applied, as
    `app.name`; `tables` maps each table to its rows; `missing` and `damaged` are digests of attachments that the
    database named when it was backed up, and that were not there, or not what they should be.
    """

    frontline: str
    made_at: str
    postgresql: int
    dumped_by: int
    migrations: list[str]
    tables: dict[str, int]
    members: dict[str, Member]
    attachments: int
    attachment_bytes: int
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    format: int = FORMAT

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode() + b"\n"


def from_json(text: bytes) -> Manifest:
    """The manifest in `text`. Raises NotABackup."""
    try:
        told: dict[str, Any] = json.loads(text)
        written = int(told["format"])
        if written > FORMAT:
            raise NotABackup(
                f"This backup was written by a newer Frontline ({told.get('frontline')}): restore it with that version."
            )
        known = {f.name for f in fields(Manifest)}
        told = {name: value for name, value in told.items() if name in known}
        told["members"] = {
            str(n): Member(int(m["size"]), str(m["sha256"])) for n, m in told["members"].items()
        }
        told["tables"] = {str(name): int(rows) for name, rows in told["tables"].items()}
        return Manifest(**told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotABackup("The backup's manifest can't be read: the archive is damaged.") from error
