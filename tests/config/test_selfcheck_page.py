"""The self-check page: how Frontline itself is, and what can be mended from there."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from frontline.channels.email.models import Mailbox
from frontline.config.selfcheck import disk, mail, work
from frontline.config.selfcheck.examining import examine
from frontline.config.selfcheck.finding import Finding, State
from frontline.inbox.models import Conversation, Dispatch, Intake, Message
from frontline.inbox.models.conversation import NOT_DUE
from frontline.kernel import clock
from tests.cast import Cast


@pytest.fixture
def browser(cast: Cast, client: Client) -> Client:
    client.force_login(cast.mia)
    return client


def fail_intake(raw: bytes = b"Subject: \xff\r\n\r\nbroken") -> Intake:
    return Intake.objects.create(
        channel="email",
        external_id="<1@x.example>",
        digest=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        size=len(raw),
        envelope={"mail_from": "ada@northwind.example"},
        state=Intake.State.FAILED,
        outcome="UnicodeDecodeError: <b>no</b> such charset",
        received_at=clock.now(),
    )


def fail_dispatch(cast: Cast) -> Dispatch:
    now = clock.now()
    conversation = Conversation.objects.create(
        subject="Backups fail",
        customer=cast.ada,
        channel="email",
        waiting_since=now,
        queue_at=now + NOT_DUE,
        last_message_at=now,
        created_at=now,
    )
    message = Message.objects.create(
        conversation=conversation, direction="out", channel="email", text="Hello", message_id="<r@x>", at=now
    )
    return Dispatch.objects.create(
        message=message,
        address="ada@northwind.example",
        state=Dispatch.State.FAILED,
        due_at=now,
        tried_at=now,
        answer="550 no such user",
    )


def found(name: str) -> Finding:
    return {finding.name: finding for finding in examine()}[name]


def heartbeat(age: timedelta = timedelta(0)) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [clock.now() - age])


def job(status: str = "todo", age: timedelta = timedelta(0), due: timedelta | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at)"
            " VALUES ('q', 't', %s, %s) RETURNING id",
            [status, clock.now() + due if due else None],
        )
        pk = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_events SET at = %s WHERE job_id = %s", [clock.now() - age, pk])


def test_a_stranger_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/-/status")["Location"].startswith("/accounts/login/")


def test_the_page_shows_every_check_and_stands_in_the_places(browser: Client) -> None:
    page = browser.get("/-/status").content.decode()
    for name in ("Database", "Migrations", "Workers", "Jobs", "Mail to read", "Mail to send", "Disk"):
        assert f'<td class="nowrap">{name}</td>' in page
    assert 'href="/-/status"' in page
    assert "No worker is running" in page


def test_a_failed_intake_is_listed_with_its_reason_as_text(browser: Client) -> None:
    fail_intake()
    page = browser.get("/-/status").content.decode()
    assert "&lt;b&gt;no&lt;/b&gt; such charset" in page
    assert "ada@northwind.example" in page


def test_what_arrived_is_downloaded_byte_for_byte_and_never_shown(browser: Client) -> None:
    raw = b"Subject: x\r\n\r\n<script>alert(1)</script>\xff\0"
    answer = browser.get(f"/-/status/intakes/{fail_intake(raw).pk}/raw")
    assert answer.content == raw
    assert answer["Content-Disposition"].startswith('attachment; filename="intake-')
    assert answer["Content-Disposition"].endswith('.eml"')
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_a_failed_intake_is_replayed_once(browser: Client) -> None:
    intake = fail_intake()
    assert browser.post(f"/-/status/intakes/{intake.pk}/replays").status_code == 302
    intake.refresh_from_db()
    assert intake.state == Intake.State.PENDING
    assert browser.post(f"/-/status/intakes/{intake.pk}/replays").status_code == 409


def test_all_failed_intakes_are_replayed_at_once(browser: Client) -> None:
    fail_intake()
    page = browser.post("/-/status/intakes/replays", follow=True).content.decode()
    assert "1 arrival to be read again." in page
    assert not Intake.objects.filter(state=Intake.State.FAILED).exists()


def test_a_failed_dispatch_shows_the_servers_words_and_is_tried_again(browser: Client, cast: Cast) -> None:
    dispatch = fail_dispatch(cast)
    page = browser.get("/-/status").content.decode()
    assert "550 no such user" in page
    assert browser.post(f"/-/status/dispatches/{dispatch.pk}/retries").status_code == 302
    dispatch.refresh_from_db()
    assert dispatch.state == Dispatch.State.QUEUED


@pytest.mark.parametrize("address", ["intakes/999/raw", "intakes/999/replays", "dispatches/999/retries"])
def test_what_is_not_there_is_not_found(browser: Client, address: str) -> None:
    ask = browser.get if address.endswith("raw") else browser.post
    assert ask(f"/-/status/{address}").status_code == 404


@pytest.mark.parametrize("address", ["intakes/1/replays", "intakes/replays", "dispatches/1/retries"])
def test_looking_mends_nothing(browser: Client, address: str) -> None:
    assert browser.get(f"/-/status/{address}").status_code == 405


def test_a_missing_table_breaks_its_own_check_and_no_other(browser: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE inbox_dispatch RENAME TO away")
    answer = browser.get("/-/status")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "inbox_dispatch" in page
    assert "answers; it holds" in page
    assert found("Departures").state is State.BAD


def test_the_page_stands_alone_if_the_places_cant_be_counted(browser: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE inbox_conversation RENAME TO away")
    answer = browser.get("/-/status")
    assert answer.status_code == 200
    assert "Self-check" in answer.content.decode()


def test_a_fresh_heartbeat_is_a_worker_and_an_old_one_is_none(db: None) -> None:
    heartbeat(timedelta(minutes=5))
    stale = work.workers()
    assert (stale.state, stale.figures["workers"]) == (State.BAD, 0)
    assert stale.sentence.startswith("The last sign of a worker is 5 minutes old")
    heartbeat()
    assert work.workers().state is State.OK


@pytest.mark.parametrize(
    ("age", "due", "state"),
    [
        (0, None, State.OK),
        (2, None, State.WARN),
        (20, None, State.BAD),
        (20, timedelta(hours=1), State.OK),
        (200, -timedelta(minutes=2), State.WARN),
    ],
)
def test_only_jobs_that_are_due_count_as_late(
    db: None, age: int, due: timedelta | None, state: State
) -> None:
    job(age=timedelta(minutes=age), due=due)
    assert work.jobs().state is state


def test_a_job_that_gave_up_is_worth_a_look(db: None) -> None:
    job("failed")
    finding = work.jobs()
    assert (finding.state, finding.figures["jobs_failed"]) == (State.WARN, 1)
    assert finding.sentence == "No job is waiting. 1 job gave up."


@pytest.mark.parametrize(("seconds", "state"), [(1, State.OK), (60, State.WARN), (600, State.BAD)])
def test_an_intake_that_waits_grows_worse(db: None, seconds: int, state: State) -> None:
    intake = fail_intake()
    intake.state, intake.received_at = Intake.State.PENDING, clock.now() - timedelta(seconds=seconds)
    intake.save()
    assert mail.arrivals().state is state


def test_mail_that_should_have_gone_long_ago_is_broken(cast: Cast) -> None:
    dispatch = fail_dispatch(cast)
    assert mail.departures().state is State.WARN
    dispatch.state, dispatch.due_at = Dispatch.State.QUEUED, clock.now() - timedelta(hours=3)
    dispatch.save()
    finding = mail.departures()
    assert finding.state is State.BAD
    assert "3 hours ago" in finding.sentence
    dispatch.due_at = clock.now() + timedelta(hours=3)
    dispatch.save()
    assert mail.departures().state is State.OK


def test_a_mailbox_that_fails_says_what_the_server_said(db: None) -> None:
    assert mail.mailboxes().sentence == "No mailbox is polled."
    box = Mailbox.objects.create(host="imap.example", username="help", password="x", polled_at=clock.now())
    assert mail.mailboxes().sentence == "1 mailbox polled."
    box.polled_at = clock.now() - timedelta(hours=2)
    box.save()
    assert mail.mailboxes().state is State.WARN
    box.failing_since, box.last_error = clock.now() - timedelta(hours=1), "AUTHENTICATIONFAILED"
    box.save()
    finding = mail.mailboxes()
    assert finding.state is State.BAD
    assert "AUTHENTICATIONFAILED" in finding.sentence


def test_the_outgoing_server_is_named_without_its_password(settings: object) -> None:
    assert mail.mail_out().state is State.WARN
    settings.EMAIL_URL = "smtp+tls://me:secret@smtp.example.com:587"  # type: ignore[attr-defined]
    finding = mail.mail_out()
    assert finding.state is State.OK
    assert "smtp.example.com" in finding.sentence
    assert "secret" not in finding.sentence


def test_a_full_disk_is_told_before_it_is_full(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    free = {"bytes": 10**12}
    monkeypatch.setattr(
        disk.shutil, "disk_usage", lambda _: type("Usage", (), {"free": free["bytes"], "total": 2 * 10**12})
    )
    assert disk.disk().state is State.OK
    free["bytes"] = 10**9
    assert disk.disk().state is State.WARN
    free["bytes"] = 10**7
    assert disk.disk().state is State.BAD


def test_the_size_of_many_attachments_is_estimated_from_some(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatch = fail_dispatch(cast)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO inbox_attachment (message_id, name, type, size, digest, content_id, is_inline)"
            " SELECT %s, 'a', 'b', 1000, md5(n::text), '', false FROM generate_series(1, 2000) AS n",
            [dispatch.message_id],
        )
        exact = disk.attachments()
        assert (exact.figures["attachments_bytes"], "about" in exact.sentence) == (2_000_000, False)
        cursor.execute("ANALYZE inbox_attachment")
    monkeypatch.setattr(disk, "_ROWS_READ", 1999)
    estimated = disk.attachments()
    assert "about" in estimated.sentence
    assert 1_500_000 < estimated.figures["attachments_bytes"] < 2_500_000
