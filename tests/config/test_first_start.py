"""A first start that is killed, wherever it was, can begin again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from frontline.config.cluster import Cluster
from tests.config.command_line import Process, call, wait_until

pytestmark = pytest.mark.timeout(600)


def is_being_made(data: Path) -> bool:
    return any(data.glob("postgres.new-*/base/1/*"))


def is_made(data: Path) -> bool:
    return (data / "postgres" / "PG_VERSION").exists()


def lets_clients_in(data: Path) -> bool:
    file = data / "postgres" / "postmaster.pid"
    return file.exists() and file.read_text().rstrip().endswith("ready")


def is_founded(data: Path) -> bool:
    """Whether there are tables: the workspace comes next."""
    if not lets_clients_in(data):
        return False
    try:
        with psycopg.connect(Cluster(data / "postgres").address("frontline", "frontline")) as database:
            row = database.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()
    except psycopg.OperationalError:
        return False
    return row == (True,)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    Cluster(folder / "postgres").stop()


@pytest.mark.parametrize("reached", [is_being_made, is_made, lets_clients_in, is_founded])
def test_killed_with_9_it_begins_again(reached: Callable[[Path], bool], data: Path, tmp_path: Path):
    first = Process("sample", data=data, log=tmp_path / "first")
    wait_until(lambda: reached(data) or first.popen.poll() is not None)
    if first.popen.poll() == 0:
        pytest.skip("it was done before this machine let us kill it")
    assert first.popen.poll() is None, first.said
    first.popen.kill()
    first.popen.wait()

    again = call("sample", data=data)
    assert again.returncode == 0, again.stderr
    assert "8 teammates, 65 conversations" in again.stdout
