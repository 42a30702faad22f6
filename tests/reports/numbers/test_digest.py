"""The week by mail: with its pictures in it, to whom it is meant for, once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from frontline.inbox.replying import reply
from frontline.people.models import Teammate
from frontline.reports.numbers import jobs, sending
from frontline.reports.numbers.models import Digest
from frontline.reports.numbers.recounting import recount
from frontline.reports.numbers.subscribing import subscribe
from tests.builders.letters import received
from tests.peers.smtp_sink import refuse, smtp_sink

__all__ = ["smtp_sink"]
pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _mail_goes_out(settings, smtp_sink):
    settings.EMAIL_BACKEND = "frontline.channels.email.backend.Backend"
    settings.EMAIL_URL, settings.PUBLIC_URL = smtp_sink.url, "https://support.acme.example"


@pytest.fixture
def monday(cast, letters):
    """Nine o'clock in UTC, after a week with three conversations, two of them replied to."""
    with time_machine.travel(MONDAY - timedelta(days=5), tick=False) as traveller:
        made = [received(f"n{n}@elsewhere.example").conversation for n in range(3)]
        traveller.shift(timedelta(minutes=40))
        for conversation in made[:2]:
            reply(conversation, "Here.", by=cast.mia)
        recount([c.pk for c in made])
        traveller.move_to(MONDAY)
        yield traveller


def send_all():
    sending.prepare()
    for digest_id in sending.waiting():
        sending.send(digest_id)


def test_it_arrives_with_its_pictures_in_it(monday, cast, smtp_sink):
    send_all()
    (mail,) = smtp_sink.taken
    assert mail.recipients == [cast.lead.email]
    message = mail.message
    assert message.get_content_type() == "multipart/related"
    assert message["Subject"] == "The week in numbers: 2 Mar to 8 Mar 2026"
    assert message["Message-ID"].endswith("@support.acme.example>")
    page = message.get_body(("html",)).get_content()
    named = re.findall(r'<img src="cid:([^"]+)" alt="([^"]+)"', page)
    assert len(named) == 4
    parts = {part["Content-ID"]: part for part in message.walk() if part["Content-ID"]}
    assert len(parts) == 4
    for content_id, words in named:
        part = parts[f"<{content_id}>"]
        assert part.get_content_type() == "image/png"
        assert part.get_content_disposition() == "inline"
        file = part.get_content()
        assert file.startswith(b"\x89PNG\r\n\x1a\n")
        assert len(file) > 3000
        assert len(words) > 30
    assert not re.search(r'src="(?!cid:)', page), "nothing is fetched when it is read"


def test_the_same_figures_stand_in_plain_text(monday, smtp_sink):
    send_all()
    plain = smtp_sink.taken[0].message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert re.search(r"^Opened +3 ", plain, re.MULTILINE)
    assert re.search(r"^First reply +40 min", plain, re.MULTILINE)
    assert re.search(r"^Wed 4 Mar +3 +0$", plain, re.MULTILINE)
    assert re.search(r"^Community +3 +2 +40 min", plain, re.MULTILINE)
    assert "https://support.acme.example/numbers?period=dates&first=2026-03-02&last=2026-03-08" in plain


def test_it_comes_once_however_often_the_timer_rings(monday, smtp_sink):
    for _ in range(3):
        send_all()
        monday.shift(timedelta(minutes=15))
    for digest in Digest.objects.all():
        sending.send(digest.pk)
    assert len(smtp_sink.taken) == 1


def test_it_comes_in_the_morning_of_each_ones_own_zone(monday, cast, smtp_sink):
    Teammate.objects.filter(pk=cast.lead.pk).update(timezone="America/New_York")
    send_all()
    assert smtp_sink.taken == []
    monday.move_to(
        datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
    )  # 8 in the morning of New York's first day of summer time
    send_all()
    assert len(smtp_sink.taken) == 1


def test_leads_get_it_unless_they_dont_want_it_and_others_if_they_do(monday, cast, smtp_sink):
    subscribe(cast.lead, is_on=False, by=cast.lead)
    subscribe(cast.mia, is_on=True, by=cast.mia)
    send_all()
    assert [mail.recipients for mail in smtp_sink.taken] == [[cast.mia.email]]


def test_who_subscribes_on_thursday_waits_for_the_next_week(monday, cast, smtp_sink):
    monday.shift(timedelta(days=3))
    send_all()
    assert smtp_sink.taken == []


def test_it_is_tried_again_when_the_server_is_busy(monday, cast, smtp_sink):
    smtp_sink.on(cast.lead.email, refuse("451 4.3.0 Later"), times=1)
    send_all()
    assert smtp_sink.taken == []
    assert "Later" in Digest.objects.get().answer
    send_all()
    assert smtp_sink.taken == [], "not before its time"
    monday.shift(timedelta(minutes=6))
    send_all()
    assert len(smtp_sink.taken) == 1
    assert Digest.objects.get().sent_at is not None


def test_an_address_that_is_gone_is_given_up(monday, cast, smtp_sink):
    smtp_sink.on(cast.lead.email, refuse("550 5.1.1 No such user"))
    send_all()
    digest = Digest.objects.get()
    assert digest.given_up_at is not None
    assert "No such user" in digest.answer
    assert sending.waiting() == []


def test_who_takes_it_back_before_it_went_gets_none(monday, cast, smtp_sink):
    sending.prepare()
    subscribe(cast.lead, is_on=False, by=cast.lead)
    send_all()
    assert smtp_sink.taken == []


def test_the_timer_defers_a_job_for_each(monday, cast):
    from procrastinate.contrib.django.models import ProcrastinateJob

    subscribe(cast.mia, is_on=True, by=cast.mia)
    jobs.send_digests(0)
    deferred = ProcrastinateJob.objects.filter(task_name="numbers.send_digest")
    assert {job.args["digest_id"] for job in deferred} == set(Digest.objects.values_list("pk", flat=True))


def test_everybody_chooses_for_themselves_on_the_page(monday, client, cast):
    client.force_login(cast.mia)
    assert "Send them to me" in client.get("/numbers").content.decode()
    client.post("/numbers/subscription", {"on": "1"})
    assert "Send them no more" in client.get("/numbers").content.decode()
    client.post("/numbers/subscription", {"on": ""})
    assert "Send them to me" in client.get("/numbers").content.decode()
