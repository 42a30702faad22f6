"""Migrations: complete, reversible, patient, one at a time."""

import os
import subprocess
import sys
import threading

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from frontline.config import database
from frontline.config.environment import CannotStart
from tests.builders.measuring import without_measuring

# A machine that does other things too is slow, not wrong.
pytestmark = pytest.mark.timeout(600)

# It begins with what is founded, which is to the letter what all migrations make (test_founding.py).
TO_ZERO_AND_BACK = """
import gc
import django
gc.set_threshold(50_000)
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from frontline.config.founding import laying
assert laying.lay()
call_command("migrate", verbosity=0)
whole = set(connection.introspection.table_names())
ours = [app.label for app in apps.get_app_configs() if app.name.startswith("frontline.")]
from django.db.migrations.loader import MigrationLoader
migrated = MigrationLoader(connection).migrated_apps
for label in ours:
    if label in migrated:
        call_command("migrate", label, "zero", verbosity=0)
left = {t for t in connection.introspection.table_names() if t.split("_")[0] in migrated & set(ours)}
assert not left, left
call_command("migrate", verbosity=0)
assert set(connection.introspection.table_names()) == whole
"""


@pytest.fixture
def scratch():
    """The address of an empty database of this test's own."""
    base = os.environ["FRONTLINE_TEST_POSTGRESQL"]
    name = f"migrations_{os.getpid()}"
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    yield base.replace("/postgres?", f"/{name}?")
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
def test_models_and_migrations_say_the_same():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_migration_of_ours_goes_back_to_nothing_and_forth_again(scratch: str):
    done = subprocess.run(
        [sys.executable, "-c", TO_ZERO_AND_BACK],
        env=without_measuring() | {"FRONTLINE_DATABASE_URL": scratch},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_two_that_migrate_at_once_both_succeed(scratch: str, tmp_path):
    from tests.config.command_line import call

    said: list[subprocess.CompletedProcess[str]] = []
    both = [
        threading.Thread(target=lambda: said.append(call("migrate", data=tmp_path, database_url=scratch)))
        for _ in range(2)
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert [each.returncode for each in said] == [0, 0], said


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_waits_for_its_table_lets_others_pass_and_tries_again(
    monkeypatch: pytest.MonkeyPatch,
):
    """The first attempt meets a locked table; whoever held it is done before the second."""
    monkeypatch.setattr(database, "LOCK_TIMEOUT", "20ms")
    monkeypatch.setattr(database.time, "sleep", lambda _: None)
    attempts, said = [], []
    holder = psycopg.connect(**_parameters())
    holder.execute("LOCK TABLE people_team")

    def apply(*_: object, **__: object) -> None:
        attempts.append(1)
        if len(attempts) == 2:
            holder.rollback()
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE people_team ALTER COLUMN name SET NOT NULL")

    monkeypatch.setattr(database, "call_command", apply)
    database._apply(said.append)
    holder.close()
    connection.close()
    assert len(attempts) == 2
    assert said == ["The tables are in use; trying again ..."]


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_never_gets_its_table_gives_up_in_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "LOCK_TIMEOUT", "5ms")
    monkeypatch.setattr(database, "ATTEMPTS", 3)
    monkeypatch.setattr(database.time, "sleep", lambda _: None)

    def apply(*_: object, **__: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE people_team ALTER COLUMN name SET NOT NULL")

    monkeypatch.setattr(database, "call_command", apply)
    with psycopg.connect(**_parameters()) as holder:
        holder.execute("LOCK TABLE people_team")
        with pytest.raises(CannotStart, match="Run `frontline migrate` at a quieter time"):
            database._apply(lambda _: None)
        holder.rollback()
    connection.close()


def _parameters() -> dict[str, object]:
    given = connection.get_connection_params()
    return {k: v for k, v in given.items() if k in {"dbname", "user", "password", "host", "port"}}
