"""Every wrong start is one sentence with what to do, and an exit code; never a traceback."""

import os
import socket
from pathlib import Path

import psycopg
import pytest

from frontline.config import environment
from frontline.config.environment import Misconfigured
from tests.config.command_line import call, free_port

DATABASE = os.environ["FRONTLINE_TEST_POSTGRESQL"]


@pytest.fixture
def database():
    """The address of an empty database in the tests' PostgreSQL."""
    name = f"wrong_starts_{os.getpid()}"
    with psycopg.connect(DATABASE, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    yield DATABASE.replace("/postgres?", f"/{name}?")
    with psycopg.connect(DATABASE, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def refused(*arguments: str, data: Path, **settings: object) -> tuple[int, str]:
    """The exit code and the one sentence of a start that must be refused."""
    done = call(*arguments, data=data, **settings)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in {1, 2}
    return done.returncode, lines[0]


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("port", "eighty", "FRONTLINE_PORT is 'eighty': write a whole number"),
        ("port", "70000", "a port is a number from 1 to 65535"),
        (
            "url",
            "support.example.com",
            "FRONTLINE_URL is 'support.example.com': write the address people open",
        ),
        (
            "database_url",
            "mysql://somewhere/frontline",
            "FRONTLINE_DATABASE_URL must be a PostgreSQL address",
        ),
        ("secret_key", "short", "FRONTLINE_SECRET_KEY is too short"),
        ("debug", "perhaps", "FRONTLINE_DEBUG is 'perhaps': write yes or no"),
        ("log_level", "loud", "FRONTLINE_LOG_LEVEL is 'loud': write one of"),
        ("host", "no such host", "FRONTLINE_HOST is 'no such host', which is no address"),
        ("smtp_host", "192.0.2.1", "set FRONTLINE_SMTP_HOST to an address of this machine"),
        ("email_url", "carrier-pigeon://loft", "FRONTLINE_EMAIL_URL can't be used"),
        (
            "smtp_certificate",
            "/nowhere.pem",
            "FRONTLINE_SMTP_CERTIFICATE and FRONTLINE_SMTP_KEY can't be used",
        ),
    ],
)
def test_a_wrong_setting_is_named_before_anything_starts(
    tmp_path: Path, setting: str, value: str, words: str
):
    given = {"port": free_port(), "smtp_port": free_port()} | {setting: value}
    code, sentence = refused("run", data=tmp_path / "data", **given)
    assert (code, words in sentence) == (2, True), sentence
    assert not (tmp_path / "data" / "postgres").exists()


@pytest.mark.parametrize(
    ("setting", "command"), [("port", "run"), ("port", "web"), ("smtp_port", "run"), ("smtp_port", "mail")]
)
def test_a_taken_port_is_named_before_anything_starts(tmp_path: Path, setting: str, command: str):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        given = {"port": free_port(), "smtp_port": free_port()} | {setting: port}
        code, sentence = refused(command, data=tmp_path / "data", **given)
    assert code == 2
    assert f"Port {port} on 127.0.0.1 is taken" in sentence
    assert f"set FRONTLINE_{setting.upper()} to a free port" in sentence
    assert not (tmp_path / "data" / "postgres").exists()


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path):
    (tmp_path / "data").write_text("")
    code, sentence = refused("migrate", data=tmp_path / "data")
    assert code == 2
    assert f"can't use its data folder {tmp_path / 'data'}" in sentence
    assert "set FRONTLINE_DATA" in sentence


def test_a_data_folder_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FRONTLINE_DATA", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda *_: False)  # root, who runs this elsewhere, may write everywhere
    with pytest.raises(Misconfigured, match="give this user the folder, or set FRONTLINE_DATA"):
        environment.data_folder()


def test_an_unreachable_database_is_said(tmp_path: Path):
    port = free_port()
    code, sentence = refused(
        "migrate", data=tmp_path, database_url=f"postgresql://me:secret@127.0.0.1:{port}/x"
    )
    assert code == 1
    assert f"127.0.0.1, port {port} can't be reached" in sentence
    assert "secret" not in sentence


def test_a_database_that_does_not_exist_is_said(tmp_path: Path):
    code, sentence = refused(
        "migrate", data=tmp_path, database_url=DATABASE.replace("/postgres?", "/nowhere?")
    )
    assert code == 1
    assert "There is no database nowhere" in sentence
    assert "createdb" in sentence


def test_a_user_whom_the_database_refuses_is_said(tmp_path: Path):
    wrong = DATABASE.replace("postgresql://postgres", "postgresql://nobody_known")
    code, sentence = refused("migrate", data=tmp_path, database_url=wrong)
    assert code == 1
    assert "does not let the user nobody_known in" in sentence


@pytest.mark.parametrize("command", ["web", "worker", "mail", "token list"])
def test_an_older_database_needs_frontline_migrate(tmp_path: Path, database: str, command: str):
    ports = {"port": free_port(), "smtp_port": free_port()}
    code, sentence = refused(*command.split(), data=tmp_path, database_url=database, **ports)
    assert code == 1
    assert "older than this Frontline" in sentence
    assert "run `frontline migrate`" in sentence


@pytest.mark.parametrize("command", ["run", "worker", "migrate"])
def test_a_newer_database_needs_a_newer_frontline(tmp_path: Path, database: str, command: str):
    with psycopg.connect(database) as connection:
        connection.execute(
            "CREATE TABLE django_migrations (id bigserial, app text, name text, applied timestamptz)"
        )
        connection.execute("INSERT INTO django_migrations (app, name) VALUES ('inbox', '9999_of_next_year')")
    ports = {"port": free_port(), "smtp_port": free_port()}
    done = call(command, data=tmp_path, database_url=database, **ports)
    assert done.returncode == 1
    assert "newer than this Frontline (it has inbox.9999_of_next_year)" in done.stderr
    assert "Traceback" not in done.stderr
