"""Quiet hours hold back what isn't urgent, and a flood becomes one message."""

from datetime import time, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.events.models import Event
from frontline.notify.delivering import deliver
from frontline.notify.models import Delivery, Notice
from frontline.notify.preferring import Wanted, choose, pace
from frontline.notify.transport import PermanentFailure, TemporaryFailure
from tests.builders.rotations import utc
from tests.builders.telling import deliver_all, whispers

__all__ = ["whispers"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whispers", "registry", "at_work")]

NIGHT = Wanted(quiet_since=time(20), quiet_until=time(7, 30), quiet_days="0123456")


def subjects(whispers):
    return [subject for _, subject in whispers.heard]


def test_what_is_not_urgent_waits_for_the_end_of_quiet_hours_in_the_persons_own_zone(
    cast, whispers, say, at_work
):
    type(cast.mia).objects.filter(pk=cast.mia.pk).update(timezone="Asia/Kolkata")
    cast.mia.refresh_from_db()
    pace(cast.mia, NIGHT, by=cast.mia)
    at_work.move_to(utc(2026, 3, 2, 18))  # 23:30 there
    say(cast.mia, "Later")
    say(cast.mia, "Now", kind="alarm")
    deliver_all()
    assert subjects(whispers) == ["Now"]
    waiting = Delivery.objects.get(notice__subject="Later")
    assert waiting.waits_until == utc(2026, 3, 3, 2)
    job = ProcrastinateJob.objects.get(task_name="notify.deliver", scheduled_at__isnull=False)
    assert (job.args["delivery_id"], job.scheduled_at) == (waiting.pk, utc(2026, 3, 3, 2))
    at_work.move_to(utc(2026, 3, 3, 2))
    deliver_all()
    assert subjects(whispers) == ["Now", "Later"]


def test_what_is_tried_again_waits_too_if_quiet_hours_have_begun(cast, whispers, say, at_work):
    pace(cast.mia, NIGHT, by=cast.mia)
    at_work.move_to(utc(2026, 3, 2, 19, 59, 50))
    whispers.failures = [TemporaryFailure("busy")]
    say(cast.mia, "Late")
    deliver_all()
    at_work.shift(timedelta(minutes=1))
    deliver_all()
    assert Delivery.objects.get().due_at == utc(2026, 3, 3, 7, 30)
    at_work.move_to(utc(2026, 3, 3, 7, 30))
    deliver_all()
    assert subjects(whispers) == ["Late"]


def test_who_ends_their_quiet_hours_is_told_what_waited(cast, whispers, say, at_work):
    pace(cast.mia, NIGHT, by=cast.mia)
    at_work.move_to(utc(2026, 3, 2, 21))
    say(cast.mia, "Waiting")
    pace(cast.mia, Wanted(), by=cast.mia)
    deliver_all()
    assert subjects(whispers) == ["Waiting"]


def test_the_first_few_come_by_themselves_and_the_flood_after_them_as_one(cast, whispers, say, at_work):
    for number in range(13):
        say(cast.mia, f"Thing {number:02}")
        deliver_all()
    assert subjects(whispers) == ["Thing 00", "Thing 01", "Thing 02"]
    at_work.shift(timedelta(minutes=15))
    deliver_all()
    deliver_all()
    assert subjects(whispers)[3:] == ["10 things happened"]
    digest = Notice.objects.get(kind="notify.digest")
    assert digest.text.split("\n") == [f"- Thing {number:02}" for number in range(3, 13)]
    assert {d.fate.state for d in Delivery.objects.filter(notice__kind="news.of_today")} == {"sent"}
    assert len(Event.objects.get(kind="notice.gathered").data["notices"]) == 10


def test_what_has_piled_up_while_no_worker_ran_goes_as_one(cast, whispers, say, at_work):
    pace(cast.mia, Wanted(digest_above=5), by=cast.mia)
    for number in range(5):
        say(cast.mia, f"Thing {number}")
    at_work.shift(timedelta(minutes=16))
    say(cast.mia, "Thing 5")
    deliver_all()
    deliver_all()
    assert subjects(whispers) == ["6 things happened"]


def test_the_urgent_and_whoever_wants_each_by_itself_get_no_digest(cast, whispers, say):
    pace(cast.tom, Wanted(digest_above=0), by=cast.tom)
    for number in range(6):
        say(cast.mia, f"Alarm {number}", kind="alarm")
        say(cast.tom, f"Thing {number}")
    deliver_all()
    assert len(whispers.heard) == 12


def test_what_was_tried_already_never_goes_again_in_a_digest(cast, whispers, say, at_work):
    whispers.failures = [TemporaryFailure("gone after it was heard")] * 3
    for number in range(8):
        say(cast.mia, f"Thing {number}")
    deliver_all()
    at_work.shift(timedelta(minutes=15))
    deliver_all()
    deliver_all()
    assert sorted(subjects(whispers)) == ["5 things happened", "Thing 0", "Thing 1", "Thing 2"]


def test_a_digest_that_fails_for_good_shows_each_in_it_as_failed(cast, whispers, say, at_work, client):
    for number in range(5):
        say(cast.mia, f"Thing {number}")
    deliver_all()
    at_work.shift(timedelta(minutes=15))
    whispers.failures = [PermanentFailure("no such ear")]
    deliver_all()
    deliver_all()
    assert [d.fate.state for d in Delivery.objects.filter(carrier__isnull=False)] == ["failed", "failed"]
    client.force_login(cast.mia)
    page = client.get("/notices").content.decode()
    assert page.count("with others, not delivered") == 2
    assert "no such ear" in page


def test_each_way_has_its_own_flood(cast, whispers, signals, say, at_work):
    choose(cast.mia, {("news", "signals"): False}, by=cast.mia)
    for number in range(3):
        say(cast.mia, f"Thing {number}")
    choose(cast.mia, {("news", "signals"): True}, by=cast.mia)
    say(cast.mia, "Thing 3")
    deliver_all()
    assert subjects(signals) == ["Thing 3"]
    assert Delivery.objects.get(notice__subject="Thing 3", transport="whispers").is_held


def test_a_digest_is_begun_by_one_worker_alone(cast, whispers, say, at_work):
    for number in range(6):
        say(cast.mia, f"Thing {number}")
    at_work.shift(timedelta(minutes=15))
    for pk in list(Delivery.objects.values_list("pk", flat=True)) * 2:
        deliver(pk)
    assert Notice.objects.filter(kind="notify.digest").count() == 1
    deliver_all()
    assert subjects(whispers) == ["6 things happened"]
