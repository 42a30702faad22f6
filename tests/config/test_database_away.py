"""The database may come later than the parts that need it, and may die beside them."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from frontline.config.cluster import Cluster
from tests.config.command_line import Process, call, wait_until

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def cluster(tmp_path: Path):
    """A PostgreSQL of its own, which runs, with a migrated database."""
    tmp_path.chmod(0o755)
    made = Cluster(tmp_path / "pg")
    made.start()
    address = made.address("postgres", "postgres")
    assert call("migrate", data=tmp_path / "data", database_url=address).returncode == 0
    yield made
    made.stop()


@pytest.fixture
def worker(cluster: Cluster, tmp_path: Path):
    """Starts a worker over `cluster`."""
    started: list[Process] = []

    def start() -> Process:
        address = cluster.address("postgres", "postgres")
        started.append(
            Process("worker", data=tmp_path / "data", log=tmp_path / "worker", database_url=address)
        )
        return started[0]

    yield start
    for each in started:
        each.popen.kill()
        each.popen.wait()


def defer(cluster: Cluster, *, worker: int | None = None) -> int:
    """A job: one that waits, or one that the worker with this number has begun. Its id."""
    with psycopg.connect(cluster.address("postgres", "postgres")) as database:
        row = database.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
            " VALUES ('inbox', 'inbox.sweep', %s, %s) RETURNING id",
            ["doing" if worker else "todo", worker],
        ).fetchone()
    assert row is not None
    return int(row[0])


def count(cluster: Cluster, question: str, *values: object) -> int:
    with psycopg.connect(cluster.address("postgres", "postgres")) as database:
        row = database.execute(question, values).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return int(row[0])


def is_done(cluster: Cluster, job: int) -> bool:
    return count(cluster, "SELECT count(*) FROM procrastinate_jobs WHERE id = %s", job) == 0


def test_a_part_that_is_there_before_its_database_waits_for_it(cluster: Cluster, worker):
    cluster.stop()
    started = worker()
    started.wait_until_it_says("can't be reached")
    assert "Trying for 60 seconds" in started.said
    cluster.start()
    started.wait_until_it_says("Working off all queues")
    assert "Traceback" not in started.said


def test_a_worker_works_on_when_its_database_was_killed_and_takes_up_what_it_had_begun(
    cluster: Cluster, worker
):
    started = worker()
    wait_until(lambda: count(cluster, "SELECT count(*) FROM procrastinate_workers") == 1)
    begun = defer(cluster, worker=count(cluster, "SELECT max(id) FROM procrastinate_workers"))
    server = cluster.pid()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    wait_until(lambda: cluster.pid() is None)
    cluster.start()
    waiting = defer(cluster)
    wait_until(lambda: is_done(cluster, begun) and is_done(cluster, waiting))
    assert started.popen.poll() is None
    assert started.said.count("Working off all queues") == 1
