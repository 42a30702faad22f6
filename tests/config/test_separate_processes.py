"""`frontline web`, `worker` and `mail` as processes of their own."""

import http.client
import os
import signal
from pathlib import Path

import psycopg
import pytest

from tests.config.command_line import Process, add_support_address, call, free_port, send_mail, wait_until

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def settings():
    """The settings of a Frontline over a migrated database of its own in the tests' PostgreSQL."""
    base, name = os.environ["FRONTLINE_TEST_POSTGRESQL"], f"separate_{os.getpid()}"
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    address = base.replace("/postgres?", f"/{name}?")
    yield {"database_url": address, "port": free_port(), "smtp_port": free_port(), "secret_key": "k" * 40}
    with psycopg.connect(base, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_mail_taken_by_one_process_is_worked_off_by_another_and_seen_in_a_third(tmp_path: Path, settings):
    data = tmp_path / "data"
    assert call("migrate", data=data, **settings).returncode == 0
    assert "up to date" in call("migrate", data=data, **settings).stdout
    checked = call("check", data=data, **settings)
    assert (checked.returncode, "wrong" in checked.stdout) == (0, False), checked.stdout
    mail = Process("mail", data=data, log=tmp_path / "mail", **settings)
    worker = Process("worker", "--concurrency", "2", data=data, log=tmp_path / "worker", **settings)
    web = Process("web", "--processes", "2", data=data, log=tmp_path / "web", **settings)
    started = [mail, worker, web]
    try:
        mail.wait_until_it_says("Taking mail by SMTP")
        worker.wait_until_it_says("Working off all queues, 2 jobs at a time.")
        web.wait_until_it_says("2 web processes started.")
        add_support_address(settings["database_url"])
        send_mail(settings["smtp_port"], "Hello")
        wait_until(lambda: _conversations(settings["database_url"]) == 1)
        wait_until(lambda: _answers(settings["port"]))
        assert _finished_jobs_left(settings["database_url"]) == 0
        assert [each.end(signal.SIGTERM) for each in started] == [0, 0, 0]
        assert not _answers(settings["port"])
    finally:
        for each in started:
            each.popen.kill()
            each.popen.wait()


def _conversations(address: str) -> int:
    return _count(address, "SELECT count(*) FROM inbox_conversation")


def _finished_jobs_left(address: str) -> int:
    return _count(address, "SELECT count(*) FROM procrastinate_jobs WHERE status = 'succeeded'")


def _count(address: str, question: str) -> int:
    with psycopg.connect(address) as database:
        row = database.execute(question).fetchone()
    assert row is not None
    return int(row[0])


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/accounts/login/")
        return connection.getresponse().status in {200, 302}
    except OSError:
        return False
    finally:
        connection.close()
