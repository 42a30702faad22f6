"""The system account that the embedded PostgreSQL runs as: our own, or `pgserver`, because PostgreSQL refuses root."""

import errno
import os
import pwd
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontline.config.environment import Misconfigured

NAME = "pgserver"

_ACL = "system.posix_acl_access"
_VERSION, _NOBODY = 2, 0xFFFFFFFF
_USER_OBJ, _USER, _GROUP_OBJ, _GROUP, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_PASS = 0o1
_Entry = tuple[int, int, int]  # tag, permissions, id


@dataclass(frozen=True, slots=True)
class Account:
    """Whom PostgreSQL runs as. `options` go to subprocess.run."""

    uid: int
    gid: int
    name: str
    is_other: bool

    @property
    def options(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}


def account(folder: Path) -> Account:
    """The account for the cluster in `folder`: who owns it already, else we, else (as root) `pgserver`, made if absent.

    Raises Misconfigured.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), "", is_other=False)
    if folder.exists() and folder.stat().st_uid != 0:
        owner = folder.stat()
        return Account(owner.st_uid, owner.st_gid, f"user {owner.st_uid}", is_other=True)
    found = _known() or _made()
    return Account(found.pw_uid, found.pw_gid, NAME, is_other=True)


def _known() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _made() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(NAME)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise Misconfigured(
            f"PostgreSQL does not run as root, and no user {NAME} could be made for it: run Frontline as another user, "
            "or set FRONTLINE_DATABASE_URL to a PostgreSQL of your own."
        ) from error


def let_through(account: Account, folder: Path) -> list[Path]:
    """Let `account` pass through the folders above `folder` (pass, not read), and say which ones were changed.

    Only that one account is let through, by an access control list: /root and the like stay closed to all others.
    Raises Misconfigured where the file system has no such lists.
    """
    changed: list[Path] = []
    if not account.is_other or _can_enter(account, folder):
        return changed
    for parent in reversed(folder.parents):
        if not _can_enter(account, parent):
            _grant_passage(account, parent)
            changed.append(parent)
    return changed


def _can_enter(account: Account, folder: Path) -> bool:
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
        check=False,
        cwd="/",
        capture_output=True,
        **account.options,
    )
    return tried.returncode == 0


def _grant_passage(account: Account, folder: Path) -> None:
    try:
        entries = _entries(folder)
        mine = [e for e in entries if e[0] == _USER and e[2] == account.uid]
        allowed = (mine[0][1] if mine else 0) | _PASS
        kept = [e for e in entries if e not in mine and e[0] != _MASK]
        kept.append((_USER, allowed, account.uid))
        mask = 0
        for tag, permissions, _ in kept:
            mask |= permissions if tag in {_USER, _GROUP_OBJ, _GROUP} else 0
        kept.append((_MASK, mask, _NOBODY))
        kept.sort(key=lambda e: (e[0], e[2]))
        packed = struct.pack("<I", _VERSION) + b"".join(struct.pack("<HHI", *e) for e in kept)
        os.setxattr(folder, _ACL, packed)
    except (OSError, AttributeError) as error:
        raise Misconfigured(
            f"PostgreSQL runs as the user {account.name}, which can't pass through {folder}: set FRONTLINE_DATA to a "
            "folder that all users may pass through, such as /var/lib/frontline, or run Frontline as another user."
        ) from error


def _entries(folder: Path) -> list[_Entry]:
    """The access control list of `folder` (acl(5), as Linux keeps it), made from its mode if it has none."""
    try:
        packed = os.getxattr(folder, _ACL)
    except OSError as error:
        if error.errno != errno.ENODATA:
            raise
        mode = folder.stat().st_mode
        return [
            (_USER_OBJ, mode >> 6 & 7, _NOBODY),
            (_GROUP_OBJ, mode >> 3 & 7, _NOBODY),
            (_OTHER, mode & 7, _NOBODY),
        ]
    return [struct.unpack_from("<HHI", packed, at) for at in range(4, len(packed), 8)]
