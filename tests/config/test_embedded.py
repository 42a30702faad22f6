"""The embedded PostgreSQL: shared by all who need it, stopped by the last, back after any kill."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from frontline.config import embedded
from frontline.config.cluster import Cluster
from tests.config.command_line import environment, postgresql_pid, wait_until

USER = """
import sys
from frontline.config import embedded
embedded.start_if_needed()
import os
print(os.environ["FRONTLINE_DATABASE_URL"], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def data(tmp_path: Path):
    folder = tmp_path / "data"
    yield folder
    if folder.exists():
        Cluster(folder / "postgres").stop()


class User:
    """A process that uses the embedded PostgreSQL until it is told to leave."""

    def __init__(self, data: Path) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, "-c", USER],
            env=environment(data),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.popen.stdout is not None
        self.address = self.popen.stdout.readline().strip()

    def leave(self) -> None:
        self.popen.communicate("")

    def kill(self) -> None:
        self.popen.kill()
        self.popen.communicate()


def one(address: str, question: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def test_it_is_shared_and_the_last_who_leaves_stops_it(data: Path):
    first = User(data)
    second = User(data)
    assert first.address == second.address
    assert one(first.address, "SHOW server_encoding") == "UTF8"
    first.leave()
    assert one(second.address, "SELECT current_user") == "frontline"
    second.leave()
    assert postgresql_pid(data) is None


def test_a_user_killed_with_9_leaves_no_claim_behind(data: Path):
    killed, other = User(data), User(data)
    killed.kill()
    other.leave()
    assert postgresql_pid(data) is None


def test_the_next_start_takes_over_a_server_that_nobody_uses_any_more(data: Path):
    killed = User(data)
    killed.kill()
    left_running = postgresql_pid(data)
    assert left_running is not None
    following = User(data)
    assert postgresql_pid(data) == left_running
    following.leave()
    assert postgresql_pid(data) is None


def test_data_survives_a_kill_of_the_server_and_of_its_user(data: Path):
    user = User(data)
    with psycopg.connect(user.address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    server = postgresql_pid(data)
    assert server is not None
    os.kill(server, signal.SIGKILL)
    user.kill()
    following = User(data)
    assert one(following.address, "SELECT answer FROM kept") == 42
    following.leave()


def test_a_pid_file_whose_number_belongs_to_another_process_now_does_not_stop_a_start(data: Path):
    User(data).leave()
    lines = [
        str(os.getpid()),
        str(data / "postgres"),
        "1700000000",
        "5432",
        str(data / "postgres"),
        "",
        "  1  2",
        "ready",
    ]
    (data / "postgres" / "postmaster.pid").write_text("\n".join(lines) + "\n")
    following = User(data)
    assert one(following.address, "SELECT 1") == 1
    following.leave()


def test_a_start_that_was_killed_while_the_files_were_made_is_made_again(data: Path):
    (data / "postgres.new").mkdir(parents=True)
    (data / "postgres.new" / "PG_VERSION").write_text("18\n")
    user = User(data)
    assert one(user.address, "SELECT 1") == 1
    user.leave()


def test_a_start_leaves_a_server_that_runs_as_it_is(data: Path):
    user = User(data)
    running, said = postgresql_pid(data), (data / "postgres" / "startup.log").read_text()
    assert Cluster(data / "postgres").start() == running
    assert (data / "postgres" / "startup.log").read_text() == said
    user.leave()


def test_a_dead_server_that_nobody_reaped_does_not_count_as_alive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    dead = subprocess.Popen(["sleep", "60"])
    with (tmp_path / "users").open("ab") as users:
        use = embedded._Use(Cluster(tmp_path / "postgres"), users, dead.pid)
        monkeypatch.setattr(embedded, "_use", use)
        dead.kill()
        wait_until(lambda: not embedded.is_alive())
    dead.wait()


def test_odd_and_long_paths_will_do(tmp_path: Path):
    data = tmp_path / ("odd % 'näme' " + "long " * 20)
    user = User(data)
    try:
        assert one(user.address, "SELECT 1") == 1
    finally:
        user.leave()
    assert postgresql_pid(data) is None


def test_nobody_else_on_the_machine_can_reach_it(data: Path):
    user = User(data)
    folder = Path(parse_qs(urlsplit(user.address).query)["host"][0])
    assert (folder / ".s.PGSQL.5432").is_socket()
    assert folder.stat().st_mode & 0o077 == 0
    assert one(user.address, "SHOW listen_addresses") == ""
    user.leave()


def test_data_of_another_major_version_is_left_alone(data: Path):
    (data / "postgres").mkdir(parents=True, mode=0o755)
    (data / "postgres" / "PG_VERSION").write_text("16\n")
    done = subprocess.run(
        [sys.executable, "-m", "frontline.config.cli", "migrate"],
        env=environment(data), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "made by PostgreSQL 16" in done.stderr
    assert "Traceback" not in done.stderr
    shutil.rmtree(data)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another user")
def test_root_lets_only_its_user_through_a_closed_folder(tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    user = User(closed / "data")
    try:
        assert one(user.address, "SELECT 1") == 1
        assert closed.stat().st_mode & 0o007 == 0
    finally:
        user.leave()
    wait_until(lambda: postgresql_pid(closed / "data") is None)
