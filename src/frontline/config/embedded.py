"""The embedded PostgreSQL: what Frontline runs on when FRONTLINE_DATABASE_URL is absent.

All Frontline processes over one data folder share it: the first starts it, the last that leaves stops it. Who uses it
holds a shared lock on a file, which the system takes back from a process however it ends.
"""

import atexit
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from frontline.config import environment
from frontline.config.cluster import Cluster, is_postgresql
from frontline.config.environment import CannotStart

DATABASE = ROLE = "frontline"


class _Use:
    """This process's use of the cluster."""

    def __init__(self, cluster: Cluster, users: IO[bytes], pid: int) -> None:
        self.cluster, self.users, self.server_pid, self.owner_pid = cluster, users, pid, os.getpid()


_use: _Use | None = None


def start_if_needed() -> bool:
    """Have PostgreSQL running in the data folder, unless FRONTLINE_DATABASE_URL names one; sets that variable to it.

    Whether the embedded one is used. Raises Misconfigured, CannotStart.
    """
    return begin()()


def begin() -> Callable[[], bool]:
    """Begin `start_if_needed` in a thread, for it takes a while; call what is returned to wait for its end.

    FRONTLINE_DATABASE_URL is set at once, so that Django can be loaded meanwhile. Should the database turn out to be
    another role's, it is set again before the wait is over.
    """
    if _use is not None:
        return lambda: True
    if os.environ.get("FRONTLINE_DATABASE_URL", "").strip():
        return lambda: False
    import psycopg  # noqa: F401  (before there is a thread: two should not come to it at once)

    data = environment.data_folder()
    cluster = Cluster(data / "postgres")
    with _alone(data):
        os.environ["FRONTLINE_DATABASE_URL"] = cluster.address(ROLE, DATABASE)
    failures: list[BaseException] = []
    starting = threading.Thread(target=_start, args=(data, cluster, failures), name="postgresql")
    # Not a daemon: whoever is interrupted meanwhile waits for it, and then leaves PostgreSQL properly.
    starting.start()

    def wait() -> bool:
        starting.join()
        if failures:
            os.environ.pop("FRONTLINE_DATABASE_URL", None)
            raise failures[0]
        return True

    return wait


def _start(data: Path, cluster: Cluster, failures: list[BaseException]) -> None:
    global _use  # noqa: PLW0603
    try:
        with _alone(data):
            users = (data / "postgres.users").open("ab")
            fcntl.flock(users, fcntl.LOCK_SH)
            _use = _Use(cluster, users, cluster.start())
            atexit.register(leave)
            os.environ["FRONTLINE_DATABASE_URL"] = cluster.address(_owner(cluster), DATABASE)
    except BaseException as failure:
        failures.append(failure)


def is_used() -> bool:
    """Whether this process uses the embedded PostgreSQL."""
    return _use is not None


def is_alive() -> bool:
    """Whether the server that this process uses still runs; cheap enough to ask each second."""
    if _use is None:
        return True
    try:
        os.kill(_use.server_pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    # In a container whose first process reaps nobody, a dead server stays in the table for ever, as a zombie.
    return not Path("/proc/self").exists() or is_postgresql(_use.server_pid)


def revive() -> None:
    """Start the server again after it died. Another process may have been quicker. Raises CannotStart."""
    assert _use is not None
    with _alone(_use.cluster.folder.parent):
        _use.server_pid = _use.cluster.start()


def leave() -> None:
    """Use it no more, and stop it if nobody else does. Does nothing the second time, or in a forked child."""
    global _use
    use, _use = _use, None
    if use is None or use.owner_pid != os.getpid():
        return
    with _alone(use.cluster.folder.parent):
        try:
            fcntl.flock(use.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            use.cluster.stop()
        use.users.close()


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Starting and stopping is done by one process at a time."""
    with (data / "postgres.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _owner(cluster: Cluster) -> str:
    """The role that owns our database; both are made if they are absent."""
    import psycopg

    try:
        with psycopg.connect(
            cluster.address("postgres", "postgres"), autocommit=True, connect_timeout=60
        ) as found:
            asked = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s"
            owner = found.execute(asked, [DATABASE]).fetchone()
            if owner is not None:
                return str(owner[0])
            if found.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone() is None:
                found.execute(f"CREATE ROLE {ROLE} LOGIN")
            found.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE} ENCODING 'UTF8' TEMPLATE template0")
            return ROLE
    except psycopg.Error as error:
        raise CannotStart(f"The embedded PostgreSQL runs, but does not answer: {error}") from error
