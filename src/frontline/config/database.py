"""The database at the start: is it there, is it new enough, does it fit this Frontline."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from frontline.config import embedded
from frontline.config.environment import CannotStart, Misconfigured
from frontline.config.founding import laying

OLDEST = 15
LOCK_TIMEOUT = "3s"  # what a migration waits for others; then they go first, and it tries again
ATTEMPTS = 20
ASK_EVERY = 0.5  # seconds, while the database is away
_MIGRATING = 0x46524F4E54  # an advisory lock: one migrates at a time


def use_role_of(address: str) -> None:
    """Become the role in `address`, for Django was loaded before it was known whose the embedded database is."""
    settings.DATABASES["default"]["USER"] = urlsplit(address).username


def connect(say: Callable[[str], None], *, patience: float = 0.0) -> str:
    """Reach the database; what it is, such as "PostgreSQL 18.1". Raises CannotStart, Misconfigured.

    `patience`: seconds to wait for one that is away or just starting; that is said.
    """
    _reach(say, patience)
    major = connection.pg_version // 10000  # type: ignore[attr-defined]
    if major < OLDEST:
        raise Misconfigured(
            f"The database is PostgreSQL {major}, and Frontline needs {OLDEST} or newer: "
            "upgrade it, or set FRONTLINE_DATABASE_URL to a newer one."
        )
    return f"PostgreSQL {major}.{connection.pg_version % 10000}"  # type: ignore[attr-defined]


class _Away(CannotStart):
    """The database is away, perhaps for a moment: no setting is known to be wrong."""


def _reach(say: Callable[[str], None], patience: float) -> None:
    began, is_said = time.monotonic(), False
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError as error:
            refused = refusal(error)
            if not isinstance(refused, _Away) or time.monotonic() - began >= patience:
                raise refused from error
        if not is_said:
            say(f"{refused} Trying for {patience:.0f} seconds ...")
            is_said = True
        time.sleep(ASK_EVERY)


def refusal(error: OperationalError) -> CannotStart:
    """Why the database can't be used, in a sentence, without its password."""
    described = settings.DATABASES["default"]
    where = described.get("HOST") or described.get("OPTIONS", {}).get("host") or "this machine"
    where += f", port {described['PORT']}" if described.get("PORT") else ""
    user, name = described.get("USER") or "(no user)", described.get("NAME")
    said = " ".join(str(error).split()).lower()
    if embedded.is_used():
        return CannotStart(f"The embedded PostgreSQL does not answer: {_reason(error)}")
    if "does not exist" in said and "database" in said:
        return CannotStart(
            f"There is no database {name} at {where}: create it with `createdb --owner={user} --encoding=UTF8 {name}`, "
            "or correct FRONTLINE_DATABASE_URL."
        )
    if any(words in said for words in ("authentication", "password", "role", "pg_hba")):
        return CannotStart(
            f"The database at {where} does not let the user {user} in ({_reason(error)}): "
            "correct the user and the password in FRONTLINE_DATABASE_URL."
        )
    return _Away(
        f"The database at {where} can't be reached ({_reason(error)}): start it, or correct FRONTLINE_DATABASE_URL."
    )


def _reason(error: OperationalError) -> str:
    last = [line.strip() for line in str(error).splitlines() if line.strip()][:1] or ["no answer"]
    return last[0].rpartition("FATAL:")[2].strip() or last[0]


def missing_migrations() -> int:
    """How many migrations the database lacks. Raises CannotStart if it has some that this Frontline does not know.

    Compares names only: importing all the migrations takes longer than everything else at a start.
    """
    known = on_disk()
    recorder = MigrationRecorder(connection)
    applied = set(recorder.applied_migrations()) if recorder.has_table() else set()
    rooms = {app for app, _ in known}
    unknown = sorted(f"{app}.{name}" for app, name in applied - known if app in rooms)
    if unknown:
        raise CannotStart(
            f"The database is newer than this Frontline (it has {unknown[-1]}): "
            "install the version that made it, or restore a backup from before."
        )
    return len(known - applied)


def on_disk() -> set[tuple[str, str]]:
    """The migrations that this code has, as (app, name)."""
    found = set()
    for app in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(app.label)
        folder = Path(app.path) / "migrations"
        if module is not None and folder.is_dir():
            names = (file.stem for file in folder.glob("*.py"))
            found |= {(app.label, name) for name in names if name[0] not in "_~"}
    return found


def require_migrated() -> None:
    """Raises CannotStart unless the database and the code are of one version."""
    missing = missing_migrations()
    if missing:
        raise CannotStart(
            f"The database is older than this Frontline ({missing} migrations are missing): run `frontline migrate`."
        )


def migrate(say: Callable[[str], None]) -> int:
    """Apply what is missing; how many that were. Raises CannotStart.

    A migration that can't have its lock within LOCK_TIMEOUT lets the others pass and tries again, so that a running
    Frontline never queues up behind it. An empty database has what they would make of it laid down at once.
    """
    missing = missing_migrations()
    if not missing:
        return 0
    with _one_at_a_time(say):
        if laying.lay() and not missing_migrations():
            return missing
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if missing:
            say(f"Applying {missing} migrations ...")
            _apply(say)
    return missing


def _apply(say: Callable[[str], None]) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'; SET statement_timeout = 0")
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            return
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != "55P03":  # lock_not_available
                raise refusal(error) from error
            if attempt == ATTEMPTS:
                raise CannotStart(
                    "A migration could not get hold of its tables, because they are in use: what was applied before it "
                    "stays. Run `frontline migrate` at a quieter time, or stop the others first."
                ) from error
            say("The tables are in use; trying again ...")
            time.sleep(min(attempt, 5))


@contextmanager
def _one_at_a_time(say: Callable[[str], None]) -> Iterator[None]:
    waited = False
    while not _locked("pg_try_advisory_lock"):
        if not waited:
            say("Another Frontline is migrating the database; waiting for it ...")
        waited = True
        time.sleep(0.5)
    try:
        yield
    finally:
        if connection.is_usable():
            _locked("pg_advisory_unlock")
        connection.close()  # with the time-outs of migrations


def _locked(function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_MIGRATING])
        return bool(cursor.fetchone()[0])
