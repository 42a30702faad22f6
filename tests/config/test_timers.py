"""Timers: what a dying worker left behind is given back, and nothing piles up."""

from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.config import recurring
from frontline.inbox import jobs

pytestmark = pytest.mark.django_db(transaction=True)


def begun(job: int, *, heartbeat: str) -> int:
    """`job`, as a worker began it, whose last heartbeat was `heartbeat` ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id",
            [heartbeat],
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job]
        )
    return job


def status(job: int) -> str:
    return ProcrastinateJob.objects.values_list("status", flat=True).get(pk=job)


def run(task, *, with_context: bool = True) -> None:
    context = SimpleNamespace(app=app)
    async_to_sync(task.func)(context, 0) if with_context else task.func(0)


def crons() -> dict[str, str]:
    return {key[1]: task.cron for key, task in app.periodic_registry.periodic_tasks.items()}


def test_the_job_of_a_dead_worker_is_given_back_and_that_of_a_living_one_is_not():
    dead = begun(jobs.acknowledge.defer(number=1), heartbeat="2 minutes")
    living = begun(jobs.acknowledge.defer(number=2), heartbeat="5 seconds")
    run(recurring.rescue)
    assert (status(dead), status(living)) == ("todo", "doing")


def test_a_timer_that_died_with_its_worker_does_not_keep_others_from_being_given_back():
    timer = begun(recurring.sweep.defer(timestamp=0), heartbeat="2 minutes")
    other = begun(jobs.acknowledge.defer(number=1), heartbeat="2 minutes")
    waiting = recurring.sweep.defer(timestamp=60)
    run(recurring.rescue)
    assert (status(waiting), status(other)) == ("todo", "todo")
    assert not ProcrastinateJob.objects.filter(pk=timer).exists()


def test_failed_jobs_are_kept_for_a_month_and_then_removed():
    old, recent = jobs.acknowledge.defer(number=1), jobs.acknowledge.defer(number=2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - interval '31 days' WHERE job_id = %s", [old]
        )
    run(recurring.tidy)
    assert not ProcrastinateJob.objects.filter(pk=old).exists()
    assert status(recent) == "failed"


def test_expired_sign_ins_are_removed():
    from datetime import timedelta

    from django.contrib.sessions.models import Session

    from frontline.kernel import clock

    Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=clock.now() + timedelta(days=1))
    run(recurring.clear_sessions, with_context=False)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_the_sweep_is_called_every_minute(monkeypatch: pytest.MonkeyPatch):
    from frontline.inbox import sweeping

    swept: list[bool] = []
    monkeypatch.setattr(sweeping, "sweep", lambda: swept.append(True))
    run(recurring.sweep, with_context=False)
    assert swept == [True]
    assert crons()["sweep"] == "* * * * *"


def test_the_jobs_of_dead_workers_are_looked_for_every_ten_seconds():
    assert crons()["rescue"] == "* * * * * */10"
