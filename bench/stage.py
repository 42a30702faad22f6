"""A Frontline to be measured: its PostgreSQL with the generated conversations, and its processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.load import load
from frontline.config.cluster import Cluster

FRONTLINE = str(Path(sys.executable).with_name("frontline"))
PASSWORD = "bench, and nothing else"


class Stage:
    """One size of data, in a folder that is kept: loading takes longer than measuring."""

    def __init__(self, folder: Path, count: int) -> None:
        self.count = count
        self.folder = folder / str(count)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.cluster = Cluster(self.folder / "postgres")
        self.cluster.start()
        self.url = self.cluster.address("postgres", "frontline")
        self.http, self.smtp = _free_port(), _free_port()
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("FRONTLINE_")},
            "FRONTLINE_DATA": str(self.folder / "data"),
            "FRONTLINE_DATABASE_URL": self.url,
            "FRONTLINE_PORT": str(self.http),
            "FRONTLINE_SMTP_PORT": str(self.smtp),
        }
        self._fill()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.http}"

    def query(self, sql: str, *parameters: Any) -> Any:
        """The first column of the first row."""
        with psycopg.connect(self.url) as db:
            row = db.execute(sql, parameters).fetchone()  # type: ignore[arg-type]
            return row[0] if row else None

    def execute(self, sql: str, *parameters: Any) -> None:
        with psycopg.connect(self.url, autocommit=True) as db:
            db.execute(sql, parameters)  # type: ignore[arg-type]

    @contextmanager
    def running(self, *parts: str) -> Iterator[list[int]]:
        """Those parts (`run`, `web`, `mail`, `worker`) as processes, until the block ends; their process ids."""
        with (self.folder / "processes.log").open("ab") as log:
            started = [
                subprocess.Popen([FRONTLINE, *part.split()], env=self.environment, stdout=log, stderr=log)
                for part in parts
            ]
        try:
            for port, needs in ((self.http, {"run", "web"}), (self.smtp, {"run", "mail"})):
                if needs & {part.split()[0] for part in parts}:
                    _wait_for(port)
            yield [process.pid for process in started]
        finally:
            for process in started:
                process.send_signal(signal.SIGINT)
            for process in started:
                process.wait(30)

    def _fill(self) -> None:
        with psycopg.connect(self.cluster.address("postgres", "postgres"), autocommit=True) as db:
            if not db.execute("SELECT 1 FROM pg_database WHERE datname = 'frontline'").fetchone():
                db.execute("CREATE DATABASE frontline")
        subprocess.run([FRONTLINE, "migrate"], env=self.environment, check=True, stdout=subprocess.DEVNULL)
        if not self.query("SELECT count(*) FROM people_workspace"):
            load(self.url, self.count)
            _give_password(self)


def _give_password(stage: Stage) -> None:
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    password = PBKDF2PasswordHasher().encode(PASSWORD, "bench", iterations=1000)
    stage.execute("UPDATE people_teammate SET password = %s WHERE id = 1", password)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > deadline:
            raise SystemExit(f"Nothing answered on port {port} within a minute.")
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
