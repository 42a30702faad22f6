"""Starting `frontline` as people do: a process of its own, with an environment of its own."""

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from pathlib import Path

COMMAND = [sys.executable, "-m", "frontline.config.cli"]
PATIENCE = 240.0  # seconds, for machines that do much else


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def environment(data: Path, **settings: object) -> dict[str, str]:
    """The environment of a Frontline over `data`, with nothing of the tests' own Frontline in it."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FRONTLINE_", "DJANGO_", "PYTEST_"))}
    given = {"FRONTLINE_DATA": str(data)} | {f"FRONTLINE_{k.upper()}": str(v) for k, v in settings.items()}
    return clean | given


def call(
    *arguments: str, data: Path, stdin: str = "", **settings: object
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(data, **settings),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


class Process:
    """A command that stays, and what it has said so far."""

    def __init__(self, *arguments: str, data: Path, log: Path, **settings: object) -> None:
        self.log = log
        with log.open("w") as out:
            self.popen = subprocess.Popen(
                [*COMMAND, *arguments],
                env=environment(data, **settings),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def wait_until_it_says(self, words: str) -> None:
        wait_until(lambda: words in self.said or self.popen.poll() is not None)
        assert words in self.said, self.said

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal, and wait for the end; the exit code."""
        self.popen.send_signal(number)
        return self.popen.wait(PATIENCE)


def wait_until(happened, within: float = PATIENCE) -> None:
    """Look often, and give up late."""
    deadline = time.monotonic() + within
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def postgresql_pid(data: Path) -> int | None:
    """The process id of the embedded PostgreSQL over `data`, if it runs."""
    from frontline.config.cluster import Cluster

    return Cluster(data / "postgres").pid()


SUPPORT = "support@acme.example"


def add_support_address(database: str) -> None:
    """Make SUPPORT an address of the Frontline at `database`; mail to any other is refused."""
    import psycopg

    with psycopg.connect(database) as connection:
        connection.execute(
            "INSERT INTO email_channel_supportaddress (address, name, is_default) VALUES (%s, '', true)",
            [SUPPORT],
        )


def send_mail(port: int, subject: str) -> None:
    """One mail from a customer to SUPPORT, by SMTP."""
    letter = (
        f"From: ada@northwind.example\r\nTo: {SUPPORT}\r\nSubject: {subject}\r\n"
        f"Message-ID: <{subject}@northwind.example>\r\n\r\nHello\r\n"
    )
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as smtp:
        smtp.sendmail("ada@northwind.example", [SUPPORT], letter)
