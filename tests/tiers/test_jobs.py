"""What runs by itself."""

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.people.models import Company
from frontline.tiers import jobs, syncing
from frontline.tiers.models import Notice, Sync
from tests.peers.stripe_api import too_many


def waiting(name):
    return ProcrastinateJob.objects.filter(task_name=name, status="todo")


def test_the_timer_begins_a_pass_a_day_and_the_job_does_it(stripe_api, elsewhere):
    stripe_api.customer("cus_eve", email="billing@elsewhere.example")
    stripe_api.subscription("sub_1", "cus_eve", plan="scale")
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        jobs.keep_up()
        jobs.keep_up()
        assert [job.args for job in waiting("tiers.sync")] == [{"source": "stripe"}]
        jobs.sync.func(source="stripe")
        assert Company.objects.get(pk=elsewhere.pk).tier == "priority"
        waiting("tiers.sync").delete()

        clock.shift(23 * 3600)
        jobs.keep_up()
        assert not waiting("tiers.sync").exists()
        clock.shift(3600)
        jobs.keep_up()
        assert waiting("tiers.sync").count() == 1


def test_a_rate_limit_puts_the_job_off_until_then(stripe_api, cast):
    stripe_api.before_answering = lambda path: too_many("90")
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False):
        syncing.begin("stripe")
        jobs.sync.func(source="stripe")
        job = waiting("tiers.sync").get()
        assert job.scheduled_at == Sync.objects.get().again_at


def test_without_a_key_nothing_is_asked(cast):
    jobs.keep_up()
    assert not waiting("tiers.sync").exists()
    assert not Sync.objects.exists()


def test_saving_many_times_decides_once(cast, django_capture_on_commit_callbacks):
    for _ in range(3):
        jobs.settle_soon()
    assert waiting("tiers.settle").count() == 1


def test_each_night_everything_is_decided_anew_and_old_notices_go(cast, elsewhere):
    now = syncing.clock.now()
    for days in (1, 31):
        Notice.objects.create(
            source="stripe", external_id=f"evt_{days}", about="cus_1", received_at=now - days * syncing.EVERY
        )
    Company.objects.filter(pk=elsewhere.pk).update(tier="priority")
    jobs.tidy()
    assert [notice.external_id for notice in Notice.objects.all()] == ["evt_1"]
    waiting("tiers.settle").get()
    jobs.settle.func()
    assert Company.objects.get(pk=elsewhere.pk).tier == "community"


@pytest.mark.django_db
def test_the_libraries_are_not_imported_before_they_are_needed():
    """They take a third of a second and some forty megabytes."""
    import subprocess
    import sys

    code = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import frontline.tiers.views.pages, frontline.tiers.jobs, frontline.tiers.syncing;"
        "print(sorted({'stripe', 'hubspot'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
