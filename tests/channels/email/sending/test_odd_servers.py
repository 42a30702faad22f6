"""Servers that say unusual things, word by word."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from frontline.channels.email import sending
from frontline.channels.email.relays.answers import DeliveryUncertain, RelayMisconfigured
from frontline.inbox.channel import DeliveryRefused

EHLO = "250-odd.example\r\n250 SIZE 0"


@contextmanager
def saying(*replies: str) -> Iterator[tuple[str, list[str]]]:
    """A server that says the first reply at once and one more after each line it hears, and then hangs up."""
    heard: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for reply in replies:
                self.wfile.write(reply.encode() + b"\r\n")
                line = self.rfile.readline()
                if not line:
                    return
                heard.append(line.decode().strip())

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}", heard
        finally:
            server.shutdown()
            thread.join(5)


@pytest.mark.parametrize(
    ("scheme", "replies", "answer", "is_loud"),
    [
        ("smtp://", ["421 4.3.2 Come back later"], "421 4.3.2 Come back later", False),
        ("smtp://", ["554 5.7.1 You are on a list"], "554 5.7.1 You are on a list", True),
        ("smtp://", ["220 hi"], "broke off", False),
        ("smtp://", ["220 hi", EHLO, "550 5.7.60 Not allowed to send as this"], "550 5.7.60", True),
        ("smtp://", ["220 hi", EHLO, "451 4.3.0 Busy"], "451 4.3.0 Busy", False),
        ("smtp://", ["220 hi", EHLO], "connection to the mail server was lost", False),
        (
            "smtp://",
            ["220 hi", EHLO, "250 ok", "250 ok", "451 4.3.0 No DATA now"],
            "451 4.3.0 No DATA now",
            False,
        ),
        ("smtp://", ["220 hi", EHLO, "250 ok", "250 ok"], "connection to the mail server was lost", False),
        (
            "smtp+tls://",
            ["220 hi", "250-odd\r\n250 STARTTLS", "454 4.7.0 TLS not available"],
            "refused STARTTLS: 454",
            True,
        ),
        ("smtp://u:p@", ["220 hi", EHLO], "takes no password", True),
        ("smtp://u:p@", ["220 hi", "250-odd\r\n250 AUTH GSSAPI"], "takes no password", True),
        ("smtp://u:p@", ["220 hi", "250-odd\r\n250 AUTH PLAIN"], "broke off", False),
        ("smtp://", ["220 hi", EHLO, "nonsense"], "not SMTP", False),
    ],
)
def test_nothing_a_server_says_before_the_mail_burns_it(settings, reply, scheme, replies, answer, is_loud):
    with saying(*replies) as (address, _):
        settings.EMAIL_URL = f"{scheme}{address}"
        with pytest.raises(DeliveryRefused) as refused:
            sending.send(reply()[0])
    assert answer in refused.value.answer
    assert not refused.value.is_permanent
    assert isinstance(refused.value, RelayMisconfigured) == is_loud


def test_a_confirmation_that_makes_no_sense_is_uncertain(settings, reply):
    with saying("220 hi", EHLO, "250 ok", "250 ok", "354 go", "nonsense") as (address, _):
        settings.EMAIL_URL = f"smtp://{address}"
        with pytest.raises(DeliveryUncertain):
            sending.send(reply()[0])


def test_too_much_data_announced_with_the_sender_is_the_mails_own_fault(settings, reply):
    with saying("220 hi", EHLO, "552 5.3.4 Too big for us") as (address, heard):
        settings.EMAIL_URL = f"smtp://{address}"
        with pytest.raises(DeliveryRefused) as refused:
            sending.send(reply()[0])
    assert refused.value.is_permanent
    assert " SIZE=" in next(line for line in heard if line.startswith("MAIL"))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://help.acme.example", "help.acme.example"),
        ("http://127.0.0.1:8000", "[127.0.0.1]"),
        ("http://[::1]:8000", "[IPv6:::1]"),
    ],
)
def test_we_say_who_we_are_without_asking_the_dns(settings, reply, url, name):
    settings.PUBLIC_URL = url
    with saying("220 hi", EHLO) as (address, heard):
        settings.EMAIL_URL = f"smtp://{address}"
        with pytest.raises(DeliveryRefused):
            sending.send(reply()[0])
    assert heard[0].split(" ", 1)[1] == name


def test_a_server_that_does_not_know_ehlo_is_greeted_the_old_way(settings, reply):
    with saying("220 hi", "502 what?", "250 odd", "250 ok", "250 ok", "354 go", "250 done") as (
        address,
        heard,
    ):
        settings.EMAIL_URL = f"smtp://{address}"
        assert sending.send(reply()[0]) == "250 done"
    assert heard[1].startswith("helo ")
