"""What the mail server does not take, and with which answer (RFC 5321, RFC 3463)."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from frontline.channels.email.models import SupportAddress
from frontline.inbox.models import Intake
from tests.channels.email.conftest import CUSTOMER, SUPPORT, RunningServer, mail

Start = Callable[..., AbstractContextManager[RunningServer]]


def begun(server: RunningServer) -> smtplib.SMTP:
    client = server.smtp()
    client.ehlo()
    client.mail(CUSTOMER)
    return client


@pytest.mark.parametrize(
    ("address", "code", "enhanced"),
    [
        ("nobody@acme.example", 550, b"5.1.1"),
        ("support.nobody+r.1-x@acme.example", 550, b"5.1.1"),
        ("support@elsewhere.example", 550, b"5.7.1"),
        ("support@sub.acme.example", 550, b"5.7.1"),
        ("support%elsewhere.example@acme.example", 550, b"5.1.1"),
        ("acme.example", 553, b"5.1.3"),
        ("", 550, b"5.7.1"),
    ],
)
def test_a_recipient_that_is_not_ours_is_refused(
    mail_server: RunningServer, address: str, code: int, enhanced: bytes
) -> None:
    with begun(mail_server) as client:
        client.putcmd("RCPT", f"TO:<{address}>")
        answer = client.getreply()
    assert answer[0] == code
    assert answer[1].startswith(enhanced)


@pytest.mark.parametrize(
    "address", ["SUPPORT@ACME.EXAMPLE", "support+r.1042-x@acme.example", "Support+Sales@acme.example"]
)
def test_case_and_plus_parts_do_not_matter(mail_server: RunningServer, address: str) -> None:
    with begun(mail_server) as client:
        assert client.rcpt(address)[0] == 250


def test_a_support_address_counts_from_the_moment_it_exists(mail_server: RunningServer) -> None:
    with begun(mail_server) as client:
        assert client.rcpt("help@other.example")[0] == 550
        SupportAddress.objects.create(address="help@other.example")
        assert client.rcpt("help@other.example")[0] == 250


def test_only_the_recipients_that_are_ours_get_the_mail(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        refused = client.sendmail(CUSTOMER, [SUPPORT, "ceo@acme.example"], mail())
    assert list(refused) == ["ceo@acme.example"]
    assert Intake.objects.get().envelope["rcpt_tos"] == [SUPPORT]


def test_a_mail_that_is_too_big_is_refused_by_its_announced_size(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        assert client.mail(CUSTOMER, ["SIZE=25000001"])[0] == 552


def test_a_mail_that_turns_out_too_big_is_refused_and_the_next_one_taken(
    start_mail_server: Start, settings: Settings
) -> None:
    settings.MAIL_SIZE_LIMIT = 100_000
    with start_mail_server() as server, server.smtp() as client:
        client.helo()
        client.mail(CUSTOMER)
        client.rcpt(SUPPORT)
        answer = client.data(mail() + b"x" * 100_000 + b"\r\n")
        assert (answer[0], answer[1][:5]) == (552, b"5.3.4")
        client.sendmail(CUSTOMER, [SUPPORT], mail())
    assert Intake.objects.count() == 1


def test_a_mail_of_exactly_the_limit_is_taken(start_mail_server: Start, settings: Settings) -> None:
    settings.MAIL_SIZE_LIMIT = 100_000
    head = mail()
    exact = head + b"x" * (100_000 - len(head) - 2) + b"\r\n"
    with start_mail_server() as server, server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT], exact)
    assert Intake.objects.get().size == 100_000


def test_a_peer_that_never_stops_sending_is_cut_off(start_mail_server: Start, settings: Settings) -> None:
    settings.MAIL_SIZE_LIMIT = 100_000
    with start_mail_server() as server:
        client = begun(server)
        client.rcpt(SUPPORT)
        client.docmd("DATA")
        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.send(b"x" * 100_000_000)
        client.close()
    assert not Intake.objects.exists()


def test_more_mail_at_once_than_memory_allows_has_to_wait(
    start_mail_server: Start, settings: Settings
) -> None:
    settings.MAIL_SIZE_LIMIT = 100_000
    with start_mail_server() as server:
        server.server.door._most_held = 50_000
        with begun(server) as client:
            client.rcpt(SUPPORT)
            answer = client.data(mail() + b"line\r\n" * 12_000)
            assert (answer[0], answer[1][:5]) == (452, b"4.3.1")
            client.mail(CUSTOMER)
            client.rcpt(SUPPORT)
            assert client.data(mail())[0] == 250


def test_more_than_a_hundred_recipients_are_asked_to_come_again(mail_server: RunningServer) -> None:
    with begun(mail_server) as client:
        codes = [client.rcpt(f"support+{number}@acme.example")[0] for number in range(101)]
        assert codes == [250] * 100 + [452]
        assert client.data(mail())[0] == 250
    assert len(Intake.objects.get().envelope["rcpt_tos"]) == 100


def test_guessing_at_addresses_ends_the_connection(mail_server: RunningServer) -> None:
    with begun(mail_server) as client:
        codes = [client.rcpt(f"guess{number}@acme.example")[0] for number in range(25)]
        assert codes == [550] * 24 + [421]
        assert client.sock is not None
        assert client.sock.recv(1) == b""


def test_vrfy_and_expn_tell_nothing(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        assert client.verify(SUPPORT) == client.verify("nobody@acme.example")
        assert client.verify(SUPPORT)[0] == 252
        assert client.expn(SUPPORT)[0] == 502


def test_nobody_can_sign_in(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        assert not client.has_extn("auth")
        assert client.docmd("AUTH PLAIN AGEAYg==")[0] in {500, 504, 538}


@pytest.mark.parametrize(
    "seam", [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r", b"\r.\r\n", b"\n.\r", b"\r\n.\r\r\n"]
)
def test_a_mail_with_a_smugglers_seam_is_refused_whole(mail_server: RunningServer, seam: bytes) -> None:
    hidden = b"MAIL FROM:<ceo@acme.example>\r\nRCPT TO:<%s>\r\nDATA\r\nSubject: forged\r\n" % SUPPORT.encode()
    with begun(mail_server) as client:
        client.rcpt(SUPPORT)
        client.docmd("DATA")
        client.send(mail() + seam + hidden + b"\r\n.\r\n")
        answer = client.getreply()
        assert (answer[0], answer[1][:5]) == (550, b"5.5.2")
        assert client.noop()[0] == 250
    assert not Intake.objects.exists()


def test_commands_out_of_order_are_refused(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        assert client.docmd("MAIL", f"FROM:<{CUSTOMER}>")[0] == 503
        client.ehlo()
        assert client.docmd("RCPT", f"TO:<{SUPPORT}>")[0] == 503
        assert client.docmd("DATA")[0] == 503
        assert client.docmd("MAIL", f"FROM:<{CUSTOMER}>")[0] == 250
        assert client.docmd("DATA")[0] == 503
        assert client.docmd("RCPT", f"TO:<{SUPPORT}>")[0] == 250
        assert client.docmd("DATA", "now")[0] == 501


@pytest.mark.parametrize("path", ["<", "<@", "<a@b", "a b", '<"@x>', "<a@[>", ":::", "<(@)>", "\udcff<"])
def test_an_address_that_is_none_gets_an_answer_and_the_connection_goes_on(
    mail_server: RunningServer, path: str
) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        client.send(b"MAIL FROM:" + path.encode("utf-8", "surrogateescape") + b"\r\n")
        assert client.getreply()[0] in {501, 553}
        assert client.noop()[0] == 250


def test_an_overlong_command_is_refused_and_the_connection_goes_on(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        for length in (2_000, 100_000, 1_000_000):
            client.send(b"NOOP " + b"x" * length + b"\r\n")
            assert client.getreply()[0] == 500
        assert client.noop()[0] == 250


def test_connections_are_bounded(start_mail_server: Start, settings: Settings) -> None:
    settings.SMTP_CONNECTIONS = 2
    with start_mail_server() as server:
        first, second = server.smtp(), server.smtp()
        with pytest.raises(smtplib.SMTPConnectError) as refusal:
            server.smtp()
        assert refusal.value.smtp_code == 421
        assert refusal.value.smtp_error.startswith(b"4.3.2")
        first.quit()
        with server.smtp() as third:
            third.sendmail(CUSTOMER, [SUPPORT], mail())
        second.quit()


def test_a_silent_peer_is_cut_off(start_mail_server: Start) -> None:
    with (
        start_mail_server(idle_for=0.2) as server,
        socket.create_connection(("127.0.0.1", server.smtp_port), 5) as peer,
    ):
        assert peer.recv(100).startswith(b"220 ")
        assert peer.recv(100) == b""


def test_a_peer_that_goes_silent_in_the_middle_of_a_mail_is_cut_off(start_mail_server: Start) -> None:
    with start_mail_server(idle_for=0.3) as server:
        client = begun(server)
        client.rcpt(SUPPORT)
        client.docmd("DATA")
        client.send(b"Subject: half")
        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.getreply()
    assert not Intake.objects.exists()


@pytest.fixture
def encrypting(start_mail_server: Start, settings: Settings, certificate: tuple[Path, Path]) -> Start:
    settings.SMTP_CERTIFICATE, settings.SMTP_KEY = str(certificate[0]), str(certificate[1])
    return start_mail_server


def test_mail_comes_encrypted_where_there_is_a_certificate(encrypting: Start) -> None:
    with encrypting() as server, server.smtp() as client:
        client.ehlo()
        assert client.has_extn("starttls")
        client.starttls()
        client.ehlo()
        assert not client.has_extn("starttls")
        assert not client.has_extn("auth")
        client.sendmail(CUSTOMER, [SUPPORT], mail())
    assert Intake.objects.get().envelope["tls"] == "TLSv1.3"


def test_without_a_certificate_encryption_is_not_offered(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        assert not client.has_extn("starttls")
        assert client.docmd("STARTTLS")[0] == 454


def test_what_was_sent_before_encryption_counts_for_nothing_after_it(encrypting: Start) -> None:
    """Commands slipped in after STARTTLS by somebody on the way (CVE-2011-0411)."""
    with encrypting() as server, server.smtp() as client:
        client.ehlo()
        client.mail("forged@elsewhere.example")
        client.send(b"STARTTLS\r\nRSET\r\nMAIL FROM:<injected@elsewhere.example>\r\n")
        assert client.getreply()[0] == 220
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        assert client.sock is not None
        client.sock = context.wrap_socket(client.sock)
        client.file = None
        client.ehlo()
        assert client.rcpt(SUPPORT)[0] == 503
