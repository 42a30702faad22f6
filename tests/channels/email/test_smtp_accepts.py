"""What the mail server takes, and how it keeps it."""

import smtplib

from frontline.inbox.models import Intake
from tests.channels.email.conftest import CUSTOMER, SUPPORT, RunningServer, mail


def test_a_mail_that_was_accepted_is_kept_as_it_came(mail_server: RunningServer) -> None:
    raw = mail(body="First.\r\n.A line that begins with a dot\r\n..and one with two")
    with mail_server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT], raw)
    intake = Intake.objects.get()
    assert bytes(intake.raw) == raw
    assert intake.channel == "email"
    assert intake.state == Intake.State.PENDING


def test_the_envelope_is_kept_with_the_mail(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT, "Support+r.7-abc@Acme.Example"], mail())
    assert Intake.objects.get().envelope == {
        "via": "smtp",
        "mail_from": CUSTOMER,
        "rcpt_tos": [SUPPORT, "Support+r.7-abc@Acme.Example"],
        "peer": "127.0.0.1",
        "helo": "mx.customer.example",
        "tls": "",
    }


def test_a_bounce_has_an_empty_sender(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.sendmail("", [SUPPORT], mail())
    assert Intake.objects.get().envelope["mail_from"] == ""


def test_several_mails_in_one_connection_are_as_many_intakes(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        for number in range(3):
            client.sendmail(
                CUSTOMER, [SUPPORT], mail(f"<{number}@customer.example>", body=f"Number {number}")
            )
    assert Intake.objects.count() == 3


def test_the_same_mail_twice_is_one_intake(mail_server: RunningServer) -> None:
    for _ in range(2):
        with mail_server.smtp() as client:
            client.sendmail(CUSTOMER, [SUPPORT], mail())
    assert Intake.objects.get().copies == 2


def test_a_mail_without_any_byte_is_taken(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        client.mail(CUSTOMER)
        client.rcpt(SUPPORT)
        client.docmd("DATA")
        client.send(b".\r\n")
        assert client.getreply()[0] == 250
        assert client.noop()[0] == 250
    assert Intake.objects.get().size == 0


def test_long_lines_and_eight_bit_bytes_come_through(mail_server: RunningServer) -> None:
    raw = mail() + b"x" * 200_000 + b"\r\n" + bytes(set(range(256)) - {10, 13}) + b"\r\n"
    with mail_server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT], raw, mail_options=["BODY=8BITMIME"])
    assert bytes(Intake.objects.get().raw) == raw


def test_a_mail_of_many_megabytes_comes_through(mail_server: RunningServer) -> None:
    raw = mail() + b"0123456789 a line of an attachment that goes on and on\r\n" * 200_000
    with mail_server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT], raw)
    assert bytes(Intake.objects.get().raw) == raw


def test_addresses_beyond_ascii_are_taken(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        client.sendmail("dvořák@zákazník.example", [SUPPORT], mail(), mail_options=["SMTPUTF8"])
    assert Intake.objects.get().envelope["mail_from"] == "dvořák@zákazník.example"


def test_bytes_that_are_no_text_in_the_envelope_are_kept_readable(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        client.send(b"MAIL FROM:<d\xffna\x00@customer.example>\r\n")
        assert client.getreply()[0] == 250
        client.rcpt(SUPPORT)
        assert client.data(mail())[0] == 250
    assert Intake.objects.get().envelope["mail_from"] == "d\ufffdna\ufffd@customer.example"


def test_commands_sent_in_one_go_are_answered_in_order(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        client.ehlo()
        assert client.has_extn("pipelining")
        client.send(b"MAIL FROM:<%s>\r\nRCPT TO:<%s>\r\nDATA\r\n" % (CUSTOMER.encode(), SUPPORT.encode()))
        assert [client.getreply()[0] for _ in range(3)] == [250, 250, 354]
        client.send(mail() + b".\r\nNOOP\r\n")
        assert [client.getreply()[0] for _ in range(2)] == [250, 250]
    assert Intake.objects.count() == 1


def test_what_the_server_offers(mail_server: RunningServer) -> None:
    with mail_server.smtp() as client:
        _, offered = client.ehlo()
    lines = offered.decode().splitlines()
    assert lines[0] == "help.acme.example"
    assert set(lines[1:]) == {
        "SIZE 25000000",
        "8BITMIME",
        "SMTPUTF8",
        "PIPELINING",
        "ENHANCEDSTATUSCODES",
        "HELP",
    }


def test_a_mail_whose_identity_cannot_be_made_out_is_kept_all_the_same(
    mail_server: RunningServer, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    from frontline.channels.email import identity

    def fail(raw: bytes) -> tuple[str, str]:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(identity, "identity", fail)
    with mail_server.smtp() as client:
        client.sendmail(CUSTOMER, [SUPPORT], mail())
        client.sendmail(CUSTOMER, [SUPPORT], mail(body="Another"))
    assert Intake.objects.count() == 2


def test_a_client_that_leaves_in_the_middle_of_a_mail_leaves_nothing(mail_server: RunningServer) -> None:
    client = mail_server.smtp()
    client.ehlo()
    client.mail(CUSTOMER)
    client.rcpt(SUPPORT)
    client.docmd("DATA")
    client.send(b"Subject: half\r\n")
    client.close()
    with mail_server.smtp() as again:
        again.sendmail(CUSTOMER, [SUPPORT], mail())
    assert Intake.objects.count() == 1


def test_lmtp_answers_for_each_recipient(mail_server: RunningServer) -> None:
    with mail_server.lmtp() as client:
        client.ehlo()
        client.mail(CUSTOMER)
        assert client.rcpt(SUPPORT)[0] == 250
        assert client.rcpt("nobody@acme.example")[0] == 550
        assert client.rcpt("support+sales@acme.example")[0] == 250
        client.docmd("DATA")
        client.send(mail() + b".\r\n")
        assert [client.getreply()[0] for _ in range(2)] == [250, 250]
        assert client.noop()[0] == 250
    assert Intake.objects.get().envelope["via"] == "lmtp"


def test_lmtp_wants_its_own_greeting(mail_server: RunningServer) -> None:
    with smtplib.SMTP("127.0.0.1", mail_server.lmtp_port) as client:
        assert client.docmd("EHLO mx.customer.example")[0] == 500
        assert client.docmd("HELO mx.customer.example")[0] == 500
        assert client.docmd("LHLO mx.customer.example")[0] == 250
