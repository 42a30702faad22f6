"""The parts of a Frontline as processes over a PostgreSQL of their own, each of which can be killed with -9."""

import logging
import os
import random
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg

from frontline.config.cluster import Cluster

FRONTLINE = str(Path(sys.executable).with_name("frontline"))
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
PARTS = ("web", "worker", "mail")
logging.getLogger("httpx").setLevel(logging.WARNING)


@dataclass
class Stage:
    """A running Frontline. `killed` counts what was killed; `down_for` has the seconds until all did their work again,
    of the blows after which that was waited for."""

    folder: Path
    email_url: str
    seed: int = 1
    killed: dict[str, int] = field(default_factory=dict)
    down_for: dict[str, list[float]] = field(default_factory=dict)
    _next: list[str] = field(default_factory=list)
    _worker_lost_at: datetime = _LONG_AGO
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.folder.chmod(0o755)
        self.http, self.smtp = _free_port(), _free_port()
        self.postgresql = Cluster(self.folder / "pg")
        self.postgresql.start()
        with psycopg.connect(self.postgresql.address("postgres", "postgres"), autocommit=True) as db:
            db.execute("CREATE DATABASE chaos")
        self.url = self.postgresql.address("postgres", "chaos")
        self.environment = {
            **{
                k: v
                for k, v in os.environ.items()
                if not k.startswith(("FRONTLINE_", "DJANGO_", "COV_", "COVERAGE_"))
            },
            "FRONTLINE_DATA": str(self.folder / "data"),
            "FRONTLINE_DATABASE_URL": self.url,
            "FRONTLINE_PORT": str(self.http),
            "FRONTLINE_SMTP_PORT": str(self.smtp),
            "FRONTLINE_EMAIL_URL": self.email_url,
            "FRONTLINE_UNDO_SECONDS": "0",
        }
        self.command("migrate")

    def command(self, *arguments: str) -> str:
        """What `frontline ARGUMENTS` prints."""
        done = subprocess.run(
            [FRONTLINE, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def start(self, part: str) -> None:
        """Start one part; its output goes into a file of its name."""
        with (self.folder / f"{part}.log").open("ab") as log:
            self._processes[part] = subprocess.Popen(
                [FRONTLINE, part], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def start_all(self) -> None:
        """Start every part that does not run, PostgreSQL first, and wait until all of them do their work."""
        self.postgresql.start()
        for part in PARTS:
            if part not in self._processes or self._processes[part].poll() is not None:
                self.start(part)
        for stands in (self._pages_answer, self._mail_answers, self._worker_works):
            _until(stands, 60, stands.__name__)

    def kill_one(self) -> str:
        """Kill -9 something at random, and start it again; what it was."""
        if not self._next:  # each in its turn, in a random order
            self._next = self.random.sample(["postgresql", *PARTS], 4)
        victim = self._next.pop()
        self.killed[victim] = self.killed.get(victim, 0) + 1
        if victim == "postgresql":
            server = self.postgresql.pid()
            assert server is not None
            os.kill(server, signal.SIGKILL)
            killed_at = datetime.now(UTC)
            _until(lambda: self.postgresql.pid() is None, 10, "the end of PostgreSQL")
            time.sleep(self.random.random() * 0.5)
            self.postgresql.start()
        else:
            killed_at = self.kill(victim)
            time.sleep(self.random.random() * 0.5)
            self.start(victim)
        if victim in {"postgresql", "worker"}:
            self._worker_lost_at = killed_at
        # A part that ended by itself, for it found no database, is started again as a supervisor would.
        for part in PARTS:
            if self._processes[part].poll() is not None:
                self.start(part)
        # Mostly the next blow comes when all stand again, sometimes into the recovery; never only the latter, or
        # nothing would ever run.
        if self.random.random() < 0.8:
            self.start_all()
            down_for = (datetime.now(UTC) - killed_at).total_seconds()
            self.down_for.setdefault(victim, []).append(down_for)
        return victim

    def kill(self, part: str) -> datetime:
        """Kill -9 one part, and leave it dead; when that was."""
        os.killpg(self._processes[part].pid, signal.SIGKILL)
        killed_at = datetime.now(UTC)
        self._processes[part].wait()
        return killed_at

    def _pages_answer(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.http}/healthz", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def _mail_answers(self) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", self.smtp, timeout=5) as server:
                return server.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _worker_works(self) -> bool:
        beating = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s"
        return self.query(beating, self._worker_lost_at)[0][0] > 0

    def query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """The rows, once the database answers."""
        deadline = time.monotonic() + 60
        while True:
            try:
                with psycopg.connect(self.url) as db:
                    return db.execute(sql, parameters).fetchall()  # type: ignore[arg-type]
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def close(self) -> None:
        """Stop everything that this stage started."""
        for process in self._processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.postgresql.stop()
        for part in PARTS:  # shown with a failure
            log = self.folder / f"{part}.log"
            told = log.read_text(errors="replace").splitlines()[-25:] if log.exists() else []
            sys.stdout.write("\n".join([f"--- {part}", *told, ""]))


def _until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come up within {seconds} s"
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
