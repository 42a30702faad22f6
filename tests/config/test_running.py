"""`frontline run`: one command, everything up, nothing left behind."""

import http.client
import os
import signal
import smtplib
from pathlib import Path

import psycopg
import pytest

from frontline.config.cluster import Cluster
from tests.config.command_line import (
    Process,
    add_support_address,
    call,
    free_port,
    postgresql_pid,
    send_mail,
    wait_until,
)

pytestmark = pytest.mark.timeout(240)


class Frontline:
    """A running `frontline run --empty`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.settings = {"port": free_port(), "smtp_port": free_port(), "undo_seconds": 0}
        self.start()

        self.database = Cluster(self.data / "postgres").address("frontline", "frontline")
        add_support_address(self.database)

    def start(self) -> None:
        self.process = Process("run", "--empty", data=self.data, log=self.folder / "log", **self.settings)
        self.process.wait_until_it_says("Ctrl-C")

    def status(self, path: str = "/accounts/login/") -> int:
        """The status of a page; 0 if nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.settings["port"], timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def command(self, *arguments: str, stdin: str = "") -> str:
        done = call(*arguments, data=self.data, stdin=stdin, **self.settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def subjects(self) -> list[str]:
        with psycopg.connect(self.database) as database:
            return [row[0] for row in database.execute("SELECT subject FROM inbox_conversation").fetchall()]


@pytest.fixture
def frontline(tmp_path: Path):
    running = Frontline(tmp_path)
    yield running
    if running.process.popen.poll() is None:
        running.process.popen.kill()
        running.process.popen.wait()
    Cluster(running.data / "postgres").stop()


def test_it_starts_serves_takes_mail_in_and_stops_cleanly(frontline: Frontline):
    said = frontline.process.said
    assert f"http://127.0.0.1:{frontline.settings['port']}" in said
    assert f"SMTP on 127.0.0.1, port {frontline.settings['smtp_port']}" in said
    assert "frontline address add" in said
    assert frontline.status() in {200, 302}
    frontline.command(
        "teammate", "create", "--email", "lena@acme.example", "--name", "Lena", "--role", "lead"
    )
    send_mail(frontline.settings["smtp_port"], "worked-off")
    wait_until(lambda: frontline.subjects() == ["worked-off"])
    assert postgresql_pid(frontline.data) is not None, "a command that came and went left it running"

    assert frontline.process.end(signal.SIGINT) == 0
    assert "Stopped." in frontline.process.said
    assert "Traceback" not in frontline.process.said
    assert postgresql_pid(frontline.data) is None
    assert frontline.status() == 0

    frontline.start()
    assert "up to date" in frontline.process.said
    assert frontline.subjects() == ["worked-off"]
    assert frontline.process.end(signal.SIGTERM) == 0
    assert postgresql_pid(frontline.data) is None


def test_postgresql_killed_with_9_comes_back_and_pages_mail_and_jobs_go_on(frontline: Frontline):
    assert frontline.status() in {200, 302}
    killed = postgresql_pid(frontline.data)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    frontline.process.wait_until_it_says("PostgreSQL is back.")
    wait_until(lambda: frontline.status() in {200, 302})
    wait_until(lambda: _taken(frontline, "after-the-kill"))
    wait_until(lambda: frontline.subjects() == ["after-the-kill"])
    # Eight threads had a connection to the server that died: none of them may be left with it.
    assert {frontline.status() for _ in range(24)} <= {200, 302}
    assert frontline.process.end() == 0


def test_frontline_killed_with_9_starts_again_over_the_server_it_left(frontline: Frontline):
    server = postgresql_pid(frontline.data)
    frontline.process.popen.kill()
    frontline.process.popen.wait()
    assert postgresql_pid(frontline.data) == server
    frontline.start()
    assert postgresql_pid(frontline.data) == server
    assert frontline.process.end() == 0
    assert postgresql_pid(frontline.data) is None


def _taken(frontline: Frontline, subject: str) -> bool:
    """A mail comes again until it was taken, as a mail server would send it."""
    try:
        send_mail(frontline.settings["smtp_port"], subject)
    except (smtplib.SMTPException, OSError):
        return False
    return True
