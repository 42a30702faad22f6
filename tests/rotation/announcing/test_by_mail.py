"""From the plan to the mail: planned, announced by the timer, delivered by the workers to a real SMTP server."""

import pytest
import time_machine
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.config import recurring
from frontline.notify import jobs as notify_jobs
from frontline.notify import sweeping, transport
from frontline.rotation import jobs
from frontline.rotation.asking import Stretch, accept, ask_swap
from frontline.transports.email.transport import EmailTransport
from tests.builders.rotations import utc, weekly
from tests.peers.smtp_sink import refuse, smtp_sink

__all__ = ["smtp_sink"]
pytestmark = pytest.mark.django_db
SECOND, THIRD = (Stretch(utc(2026, 3, d, 8), utc(2026, 3, d + 7, 8)) for d in (9, 16))
TASKS = {each.name: each.func for each in (jobs.announce, jobs.tell_of_ask, notify_jobs.deliver)}


@pytest.fixture
def _mail_goes_out(whispers, smtp_sink, settings):
    settings.EMAIL_URL, settings.PUBLIC_URL = smtp_sink.url, "https://support.acme.example"
    settings.EMAIL_BACKEND = "frontline.channels.email.backend.Backend"
    transport._transports.clear()
    transport.register(EmailTransport())


def work() -> None:
    """All jobs that wait, as workers do them, until none is left; jobs for later too."""
    while job := ProcrastinateJob.objects.filter(status="todo", task_name__in=TASKS).order_by("id").first():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        TASKS[job.task_name](**job.args)


@pytest.mark.usefixtures("_mail_goes_out")
def test_a_week_from_its_announcement_to_the_hand_over(cast, smtp_sink):
    smtp_sink.on("lena@acme.example", refuse("451 4.7.1 Greylisted"), times=1)
    with time_machine.travel(utc(2026, 3, 2, 8), tick=False) as clock:
        hero = weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)
        work()
        clock.shift(120)
        sweeping.sweep()  # what was put off once is tried again
        work()
        accept(ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, why="A wedding", by=cast.mia), by=cast.tom)
        clock.shift(300)
        work()
        for at in (utc(2026, 3, 8, 9, 1), utc(2026, 3, 9, 8, 1)):
            clock.move_to(at)
            recurring.announcements.func(0)
            recurring.announcements.func(0)
            work()
    got = {}
    for mail in smtp_sink.taken:
        got.setdefault(mail.recipients[0].split("@")[0], []).append(mail.message["Subject"])
    assert got["tom"] == [
        "You are the hero from Mon 16 March",
        "You are the hero from Mon 9 March",
        "You are the hero from tomorrow, Mon 9 March, 08:00",
        "You are the hero now",
    ]
    assert got["mia"] == [
        "You are the hero from Mon 9 March",
        "Tom Lindqvist said yes to the swap of your shift in Hero",
        "You are the hero from Mon 16 March",
        "Lena Berg is the hero from Mon 23 March",
    ]
    assert sorted(got["lena"]) == [
        "Hero: your shift has ended",
        "Mia Rask is not the hero from Mon 9 March after all",
        "Mia Rask is the hero from Mon 16 March",
        "Mia Rask is the hero from Mon 9 March",
        "You are the hero from Mon 23 March",
        "You are the hero now",
    ]
    ids = [mail.message["Message-ID"] for mail in smtp_sink.taken]
    assert len(ids) == len(set(ids))


def test_every_change_of_the_plan_is_looked_at_again_when_it_has_settled(cast, clock):
    hero = weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)
    ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia)
    waiting = list(ProcrastinateJob.objects.filter(task_name__startswith="rotation."))
    assert sorted(job.task_name for job in waiting) == ["rotation.announce", "rotation.tell_of_ask"]
    announce = next(job for job in waiting if job.task_name == "rotation.announce")
    assert announce.scheduled_at is not None


def test_it_is_announced_by_a_timer():
    from procrastinate.contrib.django import app

    crons = {key[1]: task.cron for key, task in app.periodic_registry.periodic_tasks.items()}
    assert crons["announcements"] == "1-59/15 * * * *"
