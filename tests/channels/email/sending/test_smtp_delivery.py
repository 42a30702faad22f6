"""Handing mail to a real SMTP server, in good days and bad."""

import dataclasses
import smtplib
from concurrent.futures import ThreadPoolExecutor

import pytest

from frontline.channels.email import sending
from frontline.channels.email.relays import connections, smtp
from frontline.channels.email.relays.address import SmtpRelay
from frontline.channels.email.relays.answers import DeliveryUncertain, RelayMisconfigured
from frontline.channels.email.writing.mailboxes import mailbox
from frontline.inbox.channel import DeliveryRefused
from tests.peers import smtp_sink as peer
from tests.peers.smtp_sink import DROP_AFTER_DOT, DROP_BEFORE_DOT, refuse, refuse_data, slow

ADA, BOB, CARL = "ada@northwind.example", "bob@northwind.example", "carl@northwind.example"


def test_each_recipient_has_a_transaction_of_their_own_and_sees_them_all(sink, reply):
    answers = [sending.send(each) for each in reply(to=(ADA,), cc=(BOB, CARL))]
    assert answers == ["250 2.0.0 taken"] * 3
    assert [mail.recipients for mail in sink.taken] == [[ADA], [BOB], [CARL]]
    assert {mail.sender for mail in sink.taken} == {"support@acme.example"}
    for mail in sink.taken:
        assert mail.message["To"] == "Ada Okafor <ada@northwind.example>"
        assert mail.message["Cc"] == "bob@northwind.example, carl@northwind.example"


def test_one_connection_serves_several_mails(sink, reply):
    for each in reply(cc=(BOB, CARL)):
        sending.send(each)
    assert sink.connections == 1


def test_one_bad_copy_holds_nobody_else_up(sink, reply):
    sink.on(BOB, refuse("550 5.1.1 No such user here"))
    good, bad, other = reply(cc=(BOB, CARL))
    sending.send(good)
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(bad)
    sending.send(other)
    assert refused.value.is_permanent
    assert refused.value.answer == "550 5.1.1 No such user here"
    assert [mail.recipients for mail in sink.taken] == [[ADA], [CARL]]
    assert sink.connections == 1


@pytest.mark.parametrize(
    ("answer", "is_permanent"),
    [
        ("550 5.1.1 No such user", True),
        ("553 5.1.3 Bad address", True),
        ("552 5.2.2 Mailbox full", True),
        ("451 4.7.1 Greylisted, come back", False),
        ("450 4.2.1 Mailbox busy", False),
        ("452 4.5.3 Too many", False),
    ],
)
def test_what_a_server_says_to_a_recipient_tells_whether_to_try_again(sink, reply, answer, is_permanent):
    sink.on(ADA, refuse(answer))
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(reply()[0])
    assert (refused.value.answer, refused.value.is_permanent) == (answer, is_permanent)
    assert sink.mails == []


@pytest.mark.parametrize(
    ("answer", "is_permanent"),
    [("554 5.7.1 Looks like spam", True), ("552 5.3.4 Too big", True), ("451 4.3.0 Try later", False)],
)
def test_what_a_server_says_to_the_whole_mail_tells_whether_to_try_again(sink, reply, answer, is_permanent):
    sink.on(ADA, refuse_data(answer))
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(reply()[0])
    assert (refused.value.answer, refused.value.is_permanent) == (answer, is_permanent)


def test_a_greylisted_mail_gets_through_at_the_third_try_unchanged(sink, reply):
    sink.on(ADA, refuse("451 4.7.1 Greylisted"), times=2)
    (dispatch,) = reply()
    for _ in range(2):
        with pytest.raises(DeliveryRefused):
            sending.send(dispatch)
    sending.send(dispatch)
    assert len(sink.taken) == 1
    assert sink.taken[0].message["Message-ID"] == "<5f3a9c1e.1@acme.example>"


def test_a_server_that_is_shutting_down_is_asked_again_later(sink, reply):
    sink.on(ADA, refuse("421 4.3.2 Shutting down"), times=1)
    (dispatch,) = reply()
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(dispatch)
    assert not refused.value.is_permanent
    sending.send(dispatch)
    assert len(sink.taken) == 1


def test_nothing_listening_is_temporary(settings, reply):
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(reply()[0])
    assert not refused.value.is_permanent
    assert "Could not reach the mail server 127.0.0.1:1" in refused.value.answer


def test_a_connection_lost_before_the_final_dot_is_plainly_temporary(sink, reply):
    sink.on(ADA, DROP_BEFORE_DOT, times=1)
    # More than the network holds on its way, so that the loss is met before the end.
    (dispatch,) = reply(text="All of the log:\n\n" + "    a line of it that goes on for a while\n" * 300_000)
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(dispatch)
    assert not refused.value.is_permanent
    assert not isinstance(refused.value, DeliveryUncertain)
    assert sink.mails == []


def test_a_connection_lost_after_the_final_dot_is_uncertain_and_sent_again_as_the_same_mail(sink, reply):
    sink.on(ADA, DROP_AFTER_DOT, times=1)
    (dispatch,) = reply()
    with pytest.raises(DeliveryUncertain) as refused:
        sending.send(dispatch)
    assert not refused.value.is_permanent
    sending.send(dispatch)
    assert len(sink.mails) == 2
    assert {mail.message["Message-ID"] for mail in sink.mails} == {"<5f3a9c1e.1@acme.example>"}


def test_a_server_that_never_confirms_is_uncertain(sink, reply, monkeypatch):
    monkeypatch.setattr(smtp, "FINAL_ANSWER_TIMEOUT", 0.1)
    sink.on(ADA, slow(0.5), times=1)
    with pytest.raises(DeliveryUncertain):
        sending.send(reply()[0])


def test_a_slow_confirmation_is_waited_for_beyond_the_usual_time_out(sink, reply, settings):
    settings.EMAIL_URL += "?timeout=0.2"
    sink.on(ADA, slow(0.4))
    assert sending.send(reply()[0]).startswith("250")
    assert len(sink.mails) == 1


def test_a_connection_that_died_while_idle_is_replaced_without_a_duplicate(sink, reply):
    first, second = reply(cc=(BOB,))
    sending.send(first)
    sink.hang_up()
    sending.send(second)
    assert [mail.recipients for mail in sink.mails] == [[ADA], [BOB]]
    assert sink.connections == 2


def test_a_connection_that_was_idle_for_a_while_is_asked_whether_it_lives(sink, reply, monkeypatch):
    monkeypatch.setattr(connections, "FRESH_FOR", 0)
    first, second, third = reply(cc=(BOB, CARL))
    sending.send(first)
    sending.send(second)
    assert sink.connections == 1
    sink.hang_up()
    sending.send(third)
    assert sink.connections == 2
    assert len(sink.mails) == 3


def test_a_connection_that_was_idle_for_long_is_not_used_again(sink, reply, monkeypatch):
    monkeypatch.setattr(connections, "FRESH_FOR", 0)
    monkeypatch.setattr(connections, "IDLE_FOR", 0)
    for each in reply(cc=(BOB,)):
        sending.send(each)
    assert sink.connections == 2


def test_no_more_connections_are_kept_than_a_server_can_spare(sink, settings):
    relay = sending.configured_relay(settings.EMAIL_URL)
    borrowed = [connections.borrow(relay)[0] for _ in range(connections.MOST_IDLE + 2)]
    for each in borrowed:
        connections.give_back(relay, each)
    assert sum(each.sock is not None for each in borrowed) == connections.MOST_IDLE


def test_a_connection_that_the_server_has_had_enough_of_is_replaced(sink, reply, monkeypatch):
    """It answers NOOP, and then won't take another mail: 421 to MAIL, before anything was handed over."""
    first, second = reply(cc=(BOB,))
    sending.send(first)
    sink.tired_connections = 1
    sending.send(second)
    assert [mail.recipients for mail in sink.mails] == [[ADA], [BOB]]


def test_too_big_a_mail_is_refused_before_it_is_sent(reply, settings):
    with peer.running(size_limit=10_000) as sink:
        settings.EMAIL_URL = sink.url
        with pytest.raises(DeliveryRefused, match="the mail server takes 10,000") as refused:
            sending.send(reply(text="x " * 20_000)[0])
    assert refused.value.is_permanent
    assert sink.asked == []


def test_a_line_that_begins_with_a_dot_arrives_as_it_was(sink, reply):
    sending.send(reply(text="See:\n\n```\n.env\n..\n.\n```\n\nend")[0])
    text = sink.taken[0].message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "    .env\n    ..\n    .\n" in text
    assert "> .with a dot in front" in text


def test_a_wrong_password_is_loud_and_burns_no_mail(reply, settings, caplog):
    with peer.running(user="frontline", password="right") as sink:
        settings.EMAIL_URL = sink.url.replace("right", "wrong")
        with pytest.raises(RelayMisconfigured, match="did not accept our user and password: 535") as refused:
            sending.send(reply()[0])
    assert not refused.value.is_permanent
    assert any(record.levelname == "ERROR" and "held up" in record.message for record in caplog.records)
    assert "wrong" not in caplog.text.replace("wrong version", "")


def test_the_right_password_gets_in(reply, settings):
    with peer.running(user="frontline", password="right") as sink:
        settings.EMAIL_URL = sink.url
        sending.send(reply()[0])
    assert sink.taken[0].user == "frontline"


def test_a_server_that_wants_a_password_where_none_is_set_is_the_settings_fault(reply, settings):
    with peer.running(user="frontline", password="right") as sink:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{sink.port}"
        with pytest.raises(RelayMisconfigured, match="530"):
            sending.send(reply()[0])


def test_an_address_beyond_ascii_goes_through_a_server_that_can(sink, reply):
    sending.send(reply(to=("jörg@bücher.example",), name="Jörg")[0])
    mail = sink.taken[0]
    assert mail.recipients == ["jörg@xn--bcher-kva.example"]
    assert "SMTPUTF8" in mail.mail_options
    assert "jörg@xn--bcher-kva.example" in mail.content.decode()


def test_an_address_beyond_ascii_is_refused_for_good_by_a_server_that_can_not(reply, settings):
    with peer.running(utf8=False) as sink:
        settings.EMAIL_URL = sink.url
        bad, good = reply(to=("jörg@northwind.example",), cc=(BOB,))
        with pytest.raises(DeliveryRefused, match="SMTPUTF8") as refused:
            sending.send(bad)
        assert refused.value.is_permanent
        sending.send(good)
    assert [mail.recipients for mail in sink.taken] == [[BOB]]


@pytest.mark.parametrize(
    "address",
    [
        "ada",
        "ada@",
        "@x.example",
        "a b@x.example",
        "ada@x.example>\r\nRCPT TO:<eve@x.example",
        "a@b\r\nDATA",
        "a@b c",
    ],
)
def test_what_is_no_address_is_refused_for_good_and_never_said_to_a_server(sink, reply, address):
    with pytest.raises(DeliveryRefused) as refused:
        sending.send(reply(to=(address,))[0])
    assert refused.value.is_permanent
    assert sink.connections == 0


def test_many_threads_at_once_send_each_mail_once(sink, settings):
    relay = sending.configured_relay(settings.EMAIL_URL)
    ours = mailbox("support@acme.example")

    def send(number: int) -> str:
        mail = f"Message-ID: <{number}@acme.example>\r\n\r\nhello {number}\r\n".encode()
        return smtp.send(relay, mail, sender=ours, recipient=mailbox(f"p{number}@northwind.example"))

    with ThreadPoolExecutor(6) as pool:
        assert len(list(pool.map(send, range(40)))) == 40
    assert sorted(mail.message["Message-ID"] for mail in sink.mails) == sorted(
        f"<{n}@acme.example>" for n in range(40)
    )
    assert all(
        mail.recipients == [f"p{mail.content.split()[-1].decode()}@northwind.example"] for mail in sink.mails
    )
    assert sink.connections <= 6


def test_plain_library_clients_and_ours_hear_the_same(sink):
    """The sink is a real server: a client that is not ours is told the same."""
    sink.on(BOB, refuse("550 5.1.1 No such user here"))
    with smtplib.SMTP(sink.host, sink.port) as client, pytest.raises(smtplib.SMTPRecipientsRefused):
        client.sendmail("x@acme.example", [BOB], b"Subject: hi\r\n\r\nhi\r\n")


def test_a_relay_never_shows_its_password():
    relay = SmtpRelay("mail.example.com", 587, "starttls", "frontline", "secret")
    assert "secret" not in repr(relay)
    assert dataclasses.replace(relay, timeout=5).password == "secret"
