"""Polling a mailbox, against Debian's Dovecot."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connections
from pytest_django.fixtures import Settings

from frontline.channels.email import imap, jobs, polling, sealing
from frontline.channels.email.models import Mailbox, SupportAddress
from frontline.inbox.models import Intake
from frontline.kernel import clock
from tests.channels.email.conftest import CUSTOMER, SUPPORT, RunningServer, mail
from tests.peers.dovecot import PASSWORD, USER, Dovecot


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    server = Dovecot()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def mailbox(dovecot: Dovecot, transactional_db: None) -> Mailbox:
    return Mailbox.objects.create(
        host="127.0.0.1", port=dovecot.port, security="none", username=USER, password=sealing.seal(PASSWORD)
    )


def letter(number: int) -> bytes:
    return mail(f"<{number}@customer.example>", body=f"Letter {number}")


def subjects_kept() -> list[bytes]:
    return [bytes(each.raw) for each in Intake.objects.order_by("id")]


def test_what_is_in_the_mailbox_is_taken_in_once(dovecot: Dovecot, mailbox: Mailbox) -> None:
    for number in range(3):
        dovecot.deliver(letter(number))
    assert polling.poll(mailbox.pk) == polling.Polled(taken=3)
    assert polling.poll(mailbox.pk) == polling.Polled()
    assert subjects_kept() == [letter(number) for number in range(3)]
    dovecot.deliver(letter(3))
    assert polling.poll(mailbox.pk) == polling.Polled(taken=1)
    assert Intake.objects.count() == 4


def test_the_envelope_says_which_message_of_which_mailbox_it_was(dovecot: Dovecot, mailbox: Mailbox) -> None:
    SupportAddress.objects.create(address=SUPPORT)
    dovecot.deliver(letter(1))
    polling.poll(mailbox.pk)
    mailbox.refresh_from_db()
    assert Intake.objects.get().envelope == {
        "via": "imap",
        "mail_from": "",
        "rcpt_tos": [USER],
        "mailbox": f"{USER}@127.0.0.1/INBOX",
        "uid": mailbox.last_uid,
        "uid_validity": mailbox.uid_validity,
    }


def test_no_flag_is_set_and_none_is_looked_at(dovecot: Dovecot, mailbox: Mailbox) -> None:
    for number in range(3):
        dovecot.deliver(letter(number))
    client = dovecot.client()
    client.select("INBOX")
    client.store("2", "+FLAGS", "(\\Seen \\Flagged)")
    client.logout()
    before = dovecot.flags()
    assert polling.poll(mailbox.pk) == polling.Polled(taken=3)
    assert dovecot.flags() == before
    assert [b"\\Seen" in each for each in before] == [False, True, False]


def test_after_an_outage_it_goes_on_where_it_was(dovecot: Dovecot, mailbox: Mailbox) -> None:
    dovecot.deliver(letter(1))
    polling.poll(mailbox.pk)
    dovecot.stop()
    for number in range(2, 5):
        dovecot.deliver(letter(number))
    polled = polling.poll(mailbox.pk)
    assert polled
    assert "can't be reached" in polled.error
    mailbox.refresh_from_db()
    assert mailbox.failing_since
    assert mailbox.last_error == polled.error
    assert Intake.objects.count() == 1
    dovecot.start()
    assert polling.poll(mailbox.pk) == polling.Polled(taken=3)
    mailbox.refresh_from_db()
    assert (mailbox.failing_since, mailbox.last_error) == (None, "")


def test_a_crash_in_the_middle_loses_nothing_and_doubles_nothing(
    dovecot: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        dovecot.deliver(letter(number))
    accept, calls = polling.accepting.accept, []

    def crash_after_the_second_is_stored(*args: object, **kwargs: object) -> object:
        intake = accept(*args, **kwargs)  # type: ignore[arg-type]
        calls.append(intake)
        if len(calls) == 2:
            raise RuntimeError("killed")
        return intake

    monkeypatch.setattr(polling.accepting, "accept", crash_after_the_second_is_stored)
    with pytest.raises(RuntimeError):
        polling.poll(mailbox.pk)
    assert polling.poll(mailbox.pk) == polling.Polled(taken=3)
    assert Intake.objects.count() == 4
    assert sorted(Intake.objects.values_list("copies", flat=True)) == [1, 1, 1, 2]


def test_with_another_uidvalidity_everything_is_read_again_and_recognised(
    dovecot: Dovecot, mailbox: Mailbox
) -> None:
    for number in range(3):
        dovecot.deliver(letter(number))
    polling.poll(mailbox.pk)
    mailbox.refresh_from_db()
    before = mailbox.uid_validity
    dovecot.renumber()
    dovecot.deliver(letter(3))
    assert polling.poll(mailbox.pk) == polling.Polled(taken=4)
    mailbox.refresh_from_db()
    assert mailbox.uid_validity != before
    assert Intake.objects.count() == 4


def test_the_same_mail_by_smtp_and_by_imap_is_one_intake(
    mail_server: RunningServer, dovecot: Dovecot, mailbox: Mailbox
) -> None:
    with mail_server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT], letter(1))
    on_its_way = b"Return-Path: <dana@customer.example>\r\nReceived: from mx by mail.acme.example; today\r\n"
    dovecot.deliver(on_its_way + letter(1))
    polling.poll(mailbox.pk)
    assert Intake.objects.get().copies == 2


def test_batches_are_bounded_and_the_rest_follows(
    dovecot: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "BATCH", 3)
    for number in range(7):
        dovecot.deliver(letter(number))
    assert polling.poll(mailbox.pk) == polling.Polled(taken=3, has_more=True)
    assert polling.poll(mailbox.pk) == polling.Polled(taken=3, has_more=True)
    assert polling.poll(mailbox.pk) == polling.Polled(taken=1)
    assert len(set(subjects_kept())) == 7


def test_messages_deleted_before_and_between_are_no_obstacle(dovecot: Dovecot, mailbox: Mailbox) -> None:
    for number in range(6):
        dovecot.deliver(letter(number))
    client = dovecot.client()
    client.select("INBOX")
    client.store("1,3,4", "+FLAGS", "(\\Deleted)")
    client.expunge()
    client.logout()
    assert polling.poll(mailbox.pk) == polling.Polled(taken=3)
    client = dovecot.client()
    client.select("INBOX")
    client.store("1:*", "+FLAGS", "(\\Deleted)")
    client.expunge()
    client.logout()
    assert polling.poll(mailbox.pk) == polling.Polled()
    dovecot.deliver(letter(7))
    assert polling.poll(mailbox.pk) == polling.Polled(taken=1)


def test_a_message_deleted_while_it_is_fetched_is_passed_over(
    dovecot: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        dovecot.deliver(letter(number))
    after = imap.Folder.after

    def delete_the_second(folder: imap.Folder, uid: int, most: int) -> list[imap.Listed]:
        listed = after(folder, uid, most)
        client = dovecot.client()
        client.select("INBOX")
        client.store("2", "+FLAGS", "(\\Deleted)")
        client.expunge()
        client.logout()
        return listed

    monkeypatch.setattr(imap.Folder, "after", delete_the_second)
    polled = polling.poll(mailbox.pk)
    assert polled
    assert polled.error == ""
    assert {letter(0), letter(2)} <= set(subjects_kept())


def test_a_mail_that_is_too_big_is_noted_and_does_not_hold_up_the_next(
    dovecot: Dovecot, mailbox: Mailbox, settings: Settings
) -> None:
    settings.MAIL_SIZE_LIMIT = 100_000
    dovecot.deliver(mail("<big@customer.example>", body="x" * 200_000))
    dovecot.deliver(letter(2))
    assert polling.poll(mailbox.pk) == polling.Polled(taken=1, skipped=1)
    noted = Intake.objects.get(state=Intake.State.FAILED)
    assert "more than 100000" in noted.outcome
    assert USER in noted.outcome
    assert b"<big@customer.example>" in bytes(noted.raw)
    assert noted.size < 1000
    assert polling.poll(mailbox.pk) == polling.Polled()


def test_only_messages_from_the_first_day_on_are_taken(dovecot: Dovecot, mailbox: Mailbox) -> None:
    mailbox.starts_on = (clock.now() - timedelta(days=2)).date()
    mailbox.save()
    dovecot.deliver(letter(1), days_ago=30)
    dovecot.deliver(letter(2))
    assert polling.poll(mailbox.pk) == polling.Polled(taken=1)
    assert subjects_kept() == [letter(2)]
    dovecot.renumber()
    polling.poll(mailbox.pk)
    assert Intake.objects.count() == 1


def test_a_message_the_server_withholds_stops_the_rest_for_a_day_at_most(
    dovecot: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        dovecot.deliver(letter(number))
    fetch = imap.Folder.message

    def withhold_the_second(folder: imap.Folder, uid: int) -> bytes | None:
        if uid == 2:
            raise imap.Withheld("The server does not give it out: [SERVERBUG] Internal error")
        return fetch(folder, uid)

    monkeypatch.setattr(imap.Folder, "message", withhold_the_second)
    with time_machine.travel(clock.now(), tick=False) as time:
        for _ in range(2):
            polled = polling.poll(mailbox.pk)
            assert polled
            assert "SERVERBUG" in polled.error
        assert Intake.objects.count() == 1
        time.shift(timedelta(days=1, minutes=1))
        assert polling.poll(mailbox.pk) == polling.Polled(taken=1, skipped=1)
    assert "SERVERBUG" in Intake.objects.get(state=Intake.State.FAILED).outcome


def test_two_workers_never_poll_one_mailbox_at_once(
    dovecot: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot.deliver(letter(1))
    started, go_on, seen = threading.Event(), threading.Event(), []
    after = imap.Folder.after

    def wait_in_the_middle(folder: imap.Folder, uid: int, most: int) -> list[imap.Listed]:
        started.set()
        go_on.wait(20)
        return after(folder, uid, most)

    monkeypatch.setattr(imap.Folder, "after", wait_in_the_middle)

    def work() -> None:
        seen.append(polling.poll(mailbox.pk))
        connections.close_all()

    first = threading.Thread(target=work)
    first.start()
    assert started.wait(20)
    assert polling.poll(mailbox.pk) is None
    go_on.set()
    first.join(20)
    assert seen == [polling.Polled(taken=1)]
    assert polling.poll(mailbox.pk) == polling.Polled()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "not sealed"}, "saved under another secret key"),
        ({"folder": "Nowhere"}, "The folder Nowhere can't be opened"),
        ({"host": "no-such-host.invalid"}, "can't be reached"),
        ({"security": "starttls"}, "can't be reached"),
        ({"security": "tls"}, "can't be reached"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    dovecot: Dovecot, mailbox: Mailbox, change: dict[str, str], sentence: str
) -> None:
    Mailbox.objects.update(**change)
    polled = polling.poll(mailbox.pk)
    assert polled
    assert sentence in polled.error
    mailbox.refresh_from_db()
    assert mailbox.last_error == polled.error
    assert mailbox.polled_at


def test_a_wrong_password_is_said_in_words(dovecot: Dovecot, mailbox: Mailbox) -> None:
    Mailbox.objects.update(password=sealing.seal("wrong"))
    polled = polling.poll(mailbox.pk)
    assert polled
    assert f"does not let {USER} in" in polled.error


def test_a_folder_with_another_alphabet_in_its_name_is_found(dovecot: Dovecot, mailbox: Mailbox) -> None:
    client = dovecot.client()
    client.create('"Podpora &- z&AOE-kazn&AO0-k&AW8-"')
    client.append('"Podpora &- z&AOE-kazn&AO0-k&AW8-"', "", "", letter(1))
    client.logout()
    Mailbox.objects.update(folder="Podpora & zákazníků")
    assert polling.poll(mailbox.pk) == polling.Polled(taken=1)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mailboxes_are_read_over_tls(
    transactional_db: None, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    server = Dovecot(certificate)
    try:
        server.start()
        server.deliver(letter(1))
        mailbox = Mailbox.objects.create(
            host="localhost",
            port=server.tls_port if security == "tls" else server.port,
            security=security,
            username=USER,
            password=sealing.seal(PASSWORD),
        )
        polled = polling.poll(mailbox.pk)
        assert polled
        assert "certificate verify failed" in polled.error.lower()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        assert polling.poll(mailbox.pk) == polling.Polled(taken=1)
    finally:
        server.remove()


def test_a_mailbox_switched_off_or_removed_is_left_alone(dovecot: Dovecot, mailbox: Mailbox) -> None:
    Mailbox.objects.update(is_active=False)
    assert polling.poll(mailbox.pk) is None
    assert polling.poll(mailbox.pk + 1) is None


def test_a_failing_mailbox_is_asked_less_and_less(mailbox: Mailbox) -> None:
    now = clock.now()
    assert polling.is_due(mailbox, now)
    for failing, pause in ((0, 1), (10, 10), (600, 30)):
        mailbox.failing_since, mailbox.polled_at = now - timedelta(minutes=failing), now
        assert not polling.is_due(mailbox, now + timedelta(minutes=pause) - timedelta(seconds=10))
        assert polling.is_due(mailbox, now + timedelta(minutes=pause))


def test_the_timer_has_every_due_mailbox_polled(
    dovecot: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    monkeypatch.setattr(polling, "BATCH", 2)
    for number in range(3):
        dovecot.deliver(letter(number))
    jobs.poll_mailboxes(0)
    jobs.poll_mailboxes(0)
    waiting = ProcrastinateJob.objects.filter(task_name="email.poll_mailbox")
    assert [job.args for job in waiting] == [{"mailbox_id": mailbox.pk}]
    waiting.delete()
    jobs.poll_mailbox(mailbox_id=mailbox.pk)
    assert Intake.objects.count() == 2
    assert waiting.count() == 1, "the rest is asked for at once"
