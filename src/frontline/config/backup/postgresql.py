"""PostgreSQL's own programs: finding those that fit the server, and calling them without showing the password."""

import contextlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from frontline.config import cluster, embedded
from frontline.config.environment import CannotStart
from frontline.kernel.refusal import Refusal

_VARIABLES = {
    "dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "passfile": "PGPASSFILE", "service": "PGSERVICE",
}  # fmt: skip


class ProgramFailed(Refusal):
    """pg_dump or its sisters are not there, don't fit, or failed."""

    code = "program_failed"


@dataclass(frozen=True, slots=True)
class Programs:
    """pg_dump, pg_restore and psql of one version, in one folder."""

    folder: Path
    major: int

    def call(self, name: str, *arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
        """Start a program on Frontline's database; its errors go to a pipe."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | _variables()
        return subprocess.Popen(
            [str(self.folder / name), *arguments], env=environment, stderr=subprocess.PIPE, **options
        )


def server() -> int:
    """The server's major version."""
    connection.ensure_connection()
    return int(connection.pg_version) // 10000  # type: ignore[attr-defined]


def programs_to_dump() -> Programs:
    """Programs that can dump this server: of its version or newer, the nearest first. Raises ProgramFailed."""
    version = server()
    fitting = sorted((p for p in _found() if p.major >= version), key=lambda p: p.major)
    if not fitting:
        raise ProgramFailed(
            f"The database is PostgreSQL {version}, and there is no pg_dump of that version or newer: "
            f"install PostgreSQL {version}'s client programs (postgresql-client-{version} on Debian)."
        )
    return fitting[0]


def programs_to_restore(dumped_by: int) -> Programs:
    """Programs that can read a dump written by pg_dump `dumped_by`, the server's own first. Raises ProgramFailed."""
    version = server()
    fitting = sorted((p for p in _found() if p.major >= dumped_by), key=lambda p: abs(p.major - version))
    if not fitting:
        raise ProgramFailed(
            f"The backup was written by PostgreSQL {dumped_by}'s pg_dump, and there is no pg_restore of that version "
            f"or newer: install PostgreSQL {dumped_by}'s client programs (postgresql-client-{dumped_by} on Debian)."
        )
    return fitting[0]


def last_words(text: bytes) -> str:
    """The line of a program's errors that tells most."""
    lines = [line.strip() for line in text.decode(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() or "FATAL" in line]
    return (telling or lines or ["it gave no reason"])[0]


def _found() -> list[Programs]:
    folders = []
    on_path = shutil.which("pg_dump")
    if on_path and not embedded.is_used():
        folders.append(Path(on_path).parent)
    with contextlib.suppress(CannotStart):  # there is no embedded PostgreSQL for some machines
        folders.append(cluster.programs_folder())
    return [Programs(folder, major) for folder in folders if (major := _major(folder))]


def _major(folder: Path) -> int | None:
    if not all((folder / name).exists() for name in ("pg_dump", "pg_restore", "psql")):
        return None
    said = subprocess.run(
        [str(folder / "pg_dump"), "--version"], capture_output=True, text=True, check=False
    ).stdout
    match = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(match[1]) if match else None


def _variables() -> dict[str, str]:
    described = connection.get_connection_params()
    variables = {name: str(described[key]) for key, name in _VARIABLES.items() if described.get(key)}
    return variables | {"PGAPPNAME": "frontline backup", "PGCONNECT_TIMEOUT": "10"}
