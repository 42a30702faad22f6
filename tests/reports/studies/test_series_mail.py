"""The report of a series by mail: with its pictures in it, beside the last, once to each."""

import json
import re
from datetime import date, timedelta

import pytest

from frontline.people.models import Teammate
from frontline.reports.studies.comparing import pictures
from frontline.reports.studies.comparing.beside import beside
from frontline.reports.studies.finishing import finish, reopen
from frontline.reports.studies.models import Drawn, ReportMail, Study
from frontline.reports.studies.outcome import labels_of
from frontline.reports.studies.reporting.making import report_of
from frontline.reports.studies.reporting.picture import picture_of
from frontline.reports.studies.series import ending, jobs, sending
from frontline.reports.studies.series.beginning import begin
from frontline.reports.studies.series.course import course_of
from frontline.reports.studies.series.pictures import course
from tests.peers.smtp_sink import refuse, smtp_sink
from tests.reports.studies.conftest import blame
from tests.reports.studies.test_series import at, draw_all, months_of_conversations, planned

__all__ = ["smtp_sink"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_goes_out(settings, smtp_sink):
    settings.EMAIL_BACKEND = "frontline.channels.email.backend.Backend"
    settings.EMAIL_URL, settings.PUBLIC_URL = smtp_sink.url, "https://support.acme.example"


def read(study, cast, *names):
    """The sample in its order, so many of each: ("Backups", 30), ("Docs", 10)."""
    said = [name for name, count in names for _ in range(count)]
    for row, name in zip(
        Drawn.objects.filter(study=study, state="sample").order_by("place"), said, strict=True
    ):
        blame(study, row, name, cast.mia, note="Ada wrote: “upload reset by peer”")


def send_all(study):
    sending.prepare(study.pk)
    for mail_id in sending.waiting():
        sending.send(mail_id)


@pytest.fixture
def april(cast, clock):
    """The second study of a series, read and finished by itself; the first had more of Backups."""
    months_of_conversations(cast, 3, 4, count=60)
    begin(planned(cast, size=40, mailed_to=[cast.lead.pk, cast.tom.pk]), by=cast.lead)
    clock.move_to(at(5, 2))
    draw_all()
    march, april = Study.objects.order_by("from_on")
    read(march, cast, ("Backups", 30), ("Docs", 10))
    finish(march, by=cast.lead)
    read(april, cast, ("Backups", 8), ("Docs", 32))
    clock.shift(timedelta(hours=1))
    assert ending.finish_read() == [april.pk]
    april.refresh_from_db()
    return april


def test_it_says_the_finding_with_its_chart_in_it_and_how_it_stands_beside_the_last(april, cast, smtp_sink):
    send_all(april)
    assert sorted(mail.recipients for mail in smtp_sink.taken) == [[cast.lead.email], [cast.tom.email]]
    message = smtp_sink.taken[0].message
    assert message.get_content_type() == "multipart/related"
    assert message["Subject"] == "What hurts?: April 2026"
    page = message.get_body(("html",)).get_content()
    named = re.findall(r'<img src="cid:([^"]+)" alt="([^"]+)"', page)
    assert len(named) == 2
    parts = {part["Content-ID"]: part for part in message.walk() if part["Content-ID"]}
    assert set(parts) == {f"<{content_id}>" for content_id, _ in named}
    for part in parts.values():
        assert (part.get_content_type(), part.get_content_disposition()) == ("image/png", "inline")
        assert part.get_content().startswith(b"\x89PNG\r\n\x1a\n")
        assert len(part.get_content()) > 3000
    assert not re.search(r'src="(?!cid:)', page), "nothing is fetched when it is read"


def test_the_same_stands_in_plain_text_with_verdicts_and_links(april, cast, smtp_sink):
    send_all(april)
    message = smtp_sink.taken[0].message
    plain = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    page = message.get_body(("html",)).get_content()
    for words in ("are down to Docs", "60 conversations after 60", "fewer, and not by chance", "March 2026"):
        assert words in plain
        assert words in page
    for link in (
        f"studies/{april.pk}/report",
        f"studies/{april.pk}/comparison",
        f"products/{cast.product.pk}/studies",
        f"studies/series/{april.series_id}",
    ):
        assert f"https://support.acme.example/{link}" in plain
        assert f'href="https://support.acme.example/{link}"' in page


def test_nothing_that_a_customer_wrote_is_in_it(april, smtp_sink):
    send_all(april)
    for part in smtp_sink.taken[0].message.walk():
        if part.get_content_maintype() == "text":
            assert "upload reset" not in part.get_content()
            assert not re.search(r"#\d+\b(?!;)", re.sub(r"#[0-9a-f]{6}", "", part.get_content()))


def test_nothing_that_a_customer_wrote_is_in_what_its_pictures_are_kept_as(april):
    report = report_of(april)
    assert "upload reset" in " ".join(note.note for label in labels_of(april) for note in label.notes)
    drawn = [
        picture_of(report),
        pictures.differences(beside(april.previous, april)),
        course(course_of(april.products.get())),
    ]
    for picture in drawn:
        assert "Docs" in json.dumps(picture.data)
        assert "upload" not in json.dumps([picture.data, picture.title, picture.description])


def test_each_gets_it_once_also_when_it_is_opened_and_finished_again(april, cast, smtp_sink):
    send_all(april)
    send_all(april)
    reopen(april, by=cast.lead)
    finish(april, by=cast.lead)
    jobs.mail_report(april.pk)
    send_all(april)
    assert len(smtp_sink.taken) == 2
    assert {mail.attempts for mail in ReportMail.objects.filter(study=april)} == {1}


def test_the_end_of_a_study_defers_the_mail_of_its_report(april):
    from procrastinate.contrib.django.models import ProcrastinateJob

    deferred = ProcrastinateJob.objects.filter(task_name="studies.mail_report", args__study_id=april.pk)
    assert deferred.count() == 1


def test_the_first_of_a_series_stands_beside_nothing(cast, clock, smtp_sink):
    months_of_conversations(cast, 3, count=60)
    begin(planned(cast, size=40), by=cast.lead)
    draw_all()
    study = Study.objects.get()
    read(study, cast, ("Backups", 40))
    finish(study, by=cast.lead)
    send_all(study)
    plain = smtp_sink.taken[0].message.get_body(("plain",)).get_content()
    assert "Beside" not in plain
    assert "/comparison" not in plain


def test_it_is_tried_again_when_the_server_is_busy_and_given_up_when_the_address_is_gone(
    april, cast, clock, smtp_sink
):
    smtp_sink.on(cast.lead.email, refuse("451 4.3.0 Later"), times=1)
    smtp_sink.on(cast.tom.email, refuse("550 5.1.1 No such user"))
    send_all(april)
    assert smtp_sink.taken == []
    assert ReportMail.objects.get(teammate=cast.tom).given_up_at is not None
    send_all(april)
    assert smtp_sink.taken == [], "not before its time"
    clock.shift(timedelta(minutes=6))
    send_all(april)
    assert [mail.recipients for mail in smtp_sink.taken] == [[cast.lead.email]]


def test_who_left_gets_none_and_what_was_opened_again_waits_for_its_end(april, cast, smtp_sink):
    sending.prepare(april.pk)
    Teammate.objects.filter(pk=cast.tom.pk).update(is_active=False)
    reopen(april, by=cast.lead)
    for mail_id in sending.waiting():
        sending.send(mail_id)
    assert smtp_sink.taken == []
    finish(april, by=cast.lead)
    send_all(april)
    assert [mail.recipients for mail in smtp_sink.taken] == [[cast.lead.email]]


def test_a_study_of_no_series_is_mailed_to_nobody(cast, clock, smtp_sink):
    from tests.reports.studies.conftest import drawn_study

    months_of_conversations(cast, 3)
    study = drawn_study(cast, size=2, from_on=date(2026, 3, 1), double_share=0)
    read(study, cast, ("Docs", 2))
    finish(study, by=cast.lead)
    send_all(study)
    assert smtp_sink.taken == []
