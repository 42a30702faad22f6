"""Whatever bytes come over SMTP: nothing that was accepted is lost, and the server goes on."""

import socket
from contextlib import suppress

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from frontline.inbox.models import Intake
from tests.channels.email.conftest import CUSTOMER, SUPPORT, RunningServer, mail

bounded = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
pieces = st.sampled_from(
    [
        b"\r\n",
        b"\n",
        b"\r",
        b".",
        b"..",
        b"\r\n.",
        b"From: a@b\r\n",
        b"Message-ID: <1@x>\r\n",
        b"\0",
        b"\xff",
        b": ",
        b"\t",
    ]
)
anything = st.lists(pieces | st.binary(max_size=40), max_size=30).map(b"".join)
commands = st.sampled_from(
    [
        b"EHLO x\r\n",
        b"HELO\r\n",
        b"LHLO x\r\n",
        b"MAIL FROM:<%s>\r\n" % CUSTOMER.encode(),
        b"MAIL FROM:<> SIZE=99999999999999999999\r\n",
        b"RCPT TO:<%s>\r\n" % SUPPORT.encode(),
        b"RCPT TO:<" + b"x" * 300 + b"@acme.example>\r\n",
        b"DATA\r\n",
        b"\r\n.\r\n",
        b"RSET\r\n",
        b"STARTTLS\r\n",
        b"AUTH PLAIN\r\n",
        b"BDAT 5 LAST\r\nhello",
        b"HELP " + b"\xff\r\n",
        b"VRFY \0\r\n",
    ]
)


class Peer:
    """A connection that sends bytes as they are."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.answers = self.socket.makefile("rb")
        self.answer()

    def answer(self) -> int:
        line = self.answers.readline()
        while line[3:4] == b"-":
            line = self.answers.readline()
        return int(line[:3] or 0)

    def say(self, line: bytes) -> int:
        self.socket.sendall(line + b"\r\n")
        return self.answer()

    def close(self) -> None:
        self.answers.close()
        self.socket.close()


def wire(raw: bytes) -> bytes:
    """`raw` as a client must send it (RFC 5321 section 4.5.2)."""
    ended = raw if raw.endswith(b"\r\n") or not raw else raw + b"\r\n"
    return (b"\r\n" + ended).replace(b"\r\n.", b"\r\n..")[2:] + b".\r\n"


@given(raw=anything)
@example(raw=b"")
@example(raw=b".")
@example(raw=b"\r\n.\r\n")
@example(raw=b"\r\n" * 3)
@example(raw=b"Subject: \xff\xfe\0\r\n\r\n\x80")
@bounded
def test_any_bytes_in_a_mail_are_kept_or_refused_and_nothing_between(
    mail_server: RunningServer, raw: bytes
) -> None:
    Intake.objects.all().delete()
    peer = Peer(mail_server.smtp_port)
    try:
        assert peer.say(b"EHLO x") == 250
        assert peer.say(b"MAIL FROM:<%s>" % CUSTOMER.encode()) == 250
        assert peer.say(b"RCPT TO:<%s>" % SUPPORT.encode()) == 250
        assert peer.say(b"DATA") == 354
        peer.socket.sendall(wire(raw))
        code = peer.answer()
        assert code in {250, 550}
        assert peer.say(b"NOOP") == 250
    finally:
        peer.close()
    kept = [bytes(each.raw) for each in Intake.objects.all()]
    expected = raw if raw.endswith(b"\r\n") or not raw else raw + b"\r\n"
    assert kept == ([expected] if code == 250 else [])


@given(sent=st.lists(commands | anything, max_size=25).map(b"".join))
@example(sent=b"DATA\r\n" * 5)
@example(sent=b"\r\n" * 50)
@example(sent=b"EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<%s>\r\nDATA\r\n.\r\nDATA\r\n" % SUPPORT.encode())
@bounded
def test_any_bytes_as_a_conversation_leave_the_server_well(mail_server: RunningServer, sent: bytes) -> None:
    Intake.objects.all().delete()
    peer = Peer(mail_server.smtp_port)
    said = b""
    with suppress(ConnectionError):  # a server that hangs up on nonsense may do so before it was all sent
        peer.socket.sendall(sent + b"\r\n.\r\nQUIT\r\n")
        while more := peer.socket.recv(65_536):
            said += more
    peer.close()
    with mail_server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT], mail("<after@customer.example>"))
    accepted = said.count(b"250 2.0.0 Stored\r\n")
    assert sum(Intake.objects.values_list("copies", flat=True)) >= accepted + 1
