"""What IMAP servers other than Dovecot answer."""

from collections.abc import Iterator

import pytest

from frontline.channels.email import polling, sealing
from frontline.channels.email.models import Mailbox
from frontline.inbox.models import Intake
from tests.peers.imap import PlayedImap

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server() -> Iterator[PlayedImap]:
    with PlayedImap() as played:
        yield played


@pytest.fixture
def mailbox(server: PlayedImap) -> Mailbox:
    return Mailbox.objects.create(
        host="127.0.0.1", port=server.port, security="none", username="u", password=sealing.seal("p")
    )


@pytest.mark.parametrize(
    "answer",
    [
        [b"* 1 FETCH (UID 7 BODY[] {9}", b"From: a@b)"],
        [b'* 1 FETCH (BODY[] "From: a@b" UID 7)'],
        [
            b"* 1 FETCH (FLAGS (\\Recent))",
            b"* 1 FETCH (UID 9 BODY[] {1}",
            b"x)",
            b"* 1 FETCH (UID 7 BODY[] {9}",
            b"From: a@b)",
        ],
    ],
)
def test_a_message_comes_in_several_ways(server: PlayedImap, mailbox: Mailbox, answer: list[bytes]) -> None:
    server.answers["BODY.PEEK[]"] = answer
    assert polling.poll(mailbox.pk) == polling.Polled(taken=1)
    assert bytes(Intake.objects.get().raw) == b"From: a@b"


def test_quotation_marks_in_a_quoted_message_are_its_own(server: PlayedImap, mailbox: Mailbox) -> None:
    server.answers["BODY.PEEK[]"] = [b'* 1 FETCH (UID 7 BODY[] "a \\"b\\" \\\\c")']
    polling.poll(mailbox.pk)
    assert bytes(Intake.objects.get().raw) == b'a "b" \\c'


@pytest.mark.parametrize(
    ("part", "answer", "sentence"),
    [
        ("BODY.PEEK[]", [b"* 1 FETCH (UID 7 BODY[] NIL)"], "gives nothing for it"),
        ("BODY.PEEK[]", [b"tag NO [SERVERBUG] broken"], "does not give it out: [SERVERBUG] broken"),
        ("BODY.PEEK[]", None, "The connection to 127.0.0.1 broke"),
        ("(UID)", [], "does not say which message is number 1"),
        ("INTERNALDATE", [b"tag NO not now"], "does not list the folder: not now"),
        ("EXAMINE", [b"tag NO no such folder"], "The folder INBOX can't be opened: no such folder"),
        ("LOGIN", [b"tag NO [AUTHENTICATIONFAILED] wrong"], "does not let u in"),
        ("CAPABILITY", None, "can't be reached"),
    ],
)
def test_what_goes_wrong_is_kept_in_words_and_nothing_is_passed_over(
    server: PlayedImap, mailbox: Mailbox, part: str, answer: list[bytes] | None, sentence: str
) -> None:
    server.answers[part] = answer
    polled = polling.poll(mailbox.pk)
    assert polled
    assert sentence in polled.error
    mailbox.refresh_from_db()
    assert (mailbox.last_uid, mailbox.last_error) == (0, polled.error)
    assert not Intake.objects.exists()


def test_a_message_gone_meanwhile_is_passed_over(server: PlayedImap, mailbox: Mailbox) -> None:
    server.answers["BODY.PEEK[]"] = []
    assert polling.poll(mailbox.pk) == polling.Polled(skipped=1)
    mailbox.refresh_from_db()
    assert mailbox.last_uid == 7


def test_a_password_beyond_ascii_is_refused_in_words(server: PlayedImap, mailbox: Mailbox) -> None:
    Mailbox.objects.update(password=sealing.seal("žluť"))
    polled = polling.poll(mailbox.pk)
    assert polled
    assert "does not let u in" in polled.error
