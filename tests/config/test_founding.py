"""A new database is founded in one step, and is what the migrations would have made of it."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from frontline.config.founding import laying, writing
from tests.config.command_line import call

# A machine that does other things too is slow, not wrong.
pytestmark = pytest.mark.timeout(600)

BASE = os.environ["FRONTLINE_TEST_POSTGRESQL"]


@pytest.fixture
def empty() -> Iterator[list[str]]:
    """The addresses of two empty databases of this test's own."""
    names = [f"founding_{os.getpid()}_{each}" for each in range(2)]
    with psycopg.connect(BASE, autocommit=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}")
    yield [BASE.replace("/postgres?", f"/{name}?") for name in names]
    with psycopg.connect(BASE, autocommit=True) as server:
        for name in names:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrated(address: str, data: Path, *command: str) -> str:
    done: subprocess.CompletedProcess[str] = call(*command, data=data, database_url=address)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_schema_is_what_the_migrations_make_to_the_letter(empty: list[str], tmp_path: Path):
    founded, stepped = empty
    migrated(stepped, tmp_path, "manage", "migrate", "--verbosity=0")
    assert writing.write(stepped) == laying.schema(), (
        "there is a new migration: run `make schema`, and commit what it writes"
    )
    said = migrated(founded, tmp_path, "migrate")
    assert "Applying" not in said
    (ours, of_jobs), (stepped_ours, stepped_of_jobs) = writing.dump(founded), writing.dump(stepped)
    assert ours == stepped_ours
    # The library's own schema has the columns of one table in another order than its migrations leave them in.
    assert sorted(of_jobs.splitlines()) == sorted(stepped_of_jobs.splitlines())
    assert "up to date" in migrated(founded, tmp_path, "migrate")


def test_a_database_that_holds_anything_is_left_to_the_migrations(empty: list[str]):
    with psycopg.connect(empty[0], autocommit=True) as database:
        assert database.execute(laying._IS_EMPTY).fetchone() == (True,)
        for thing in (
            "TABLE kept (is_here bool)",
            "TYPE kept AS ENUM ('a')",
            "FUNCTION kept() RETURNS int RETURN 1",
        ):
            database.execute(f"CREATE {thing}")
            assert database.execute(laying._IS_EMPTY).fetchone() == (False,)
            database.execute(f"DROP {thing.split()[0]} kept")


def test_what_the_schema_has_not_yet_the_migrations_add(empty: list[str], tmp_path: Path):
    """As after an upgrade: the newest migration is missing, and everything else is there."""
    migrated(empty[0], tmp_path, "migrate")
    migrated(empty[0], tmp_path, "manage", "migrate", "--verbosity=0", "email_channel", "0002")
    assert "Applying 1 migrations" in migrated(empty[0], tmp_path, "migrate")


@pytest.mark.django_db
def test_neither_an_old_postgresql_nor_a_database_in_use_is_founded(monkeypatch: pytest.MonkeyPatch):
    assert laying.lay() is False
    monkeypatch.setattr(laying, "_IS_EMPTY", "SELECT true")
    monkeypatch.setitem(connection.__dict__, "pg_version", 170005)
    assert laying.lay() is False


def test_a_foundation_that_breaks_off_leaves_an_empty_database_that_can_begin_again(
    empty: list[str], tmp_path: Path
):
    breaking = (
        "from frontline.config import starting; starting.prepare()\n"
        "from frontline.config.founding import laying\n"
        "whole = laying.schema()\n"
        "laying.schema = lambda: whole + 'SELECT pg_terminate_backend(pg_backend_pid());'\n"
        "laying.lay()\n"
    )
    broken = call("manage", "shell", "-c", breaking, data=tmp_path, database_url=empty[0])
    assert "terminating connection" in broken.stderr, broken.stderr
    with psycopg.connect(empty[0]) as database:
        assert database.execute(laying._IS_EMPTY).fetchone() == (True,)
    assert "migrations applied" in migrated(empty[0], tmp_path, "migrate")
