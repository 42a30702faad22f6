"""How the mail server starts and stops."""

import asyncio
import smtplib
import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from pytest_django.fixtures import Settings

from frontline.channels.email.models import SupportAddress
from frontline.channels.email.server import PortUnavailable, serve
from frontline.inbox.models import Intake
from tests.channels.email.conftest import CUSTOMER, SUPPORT, RunningServer, mail

Start = Callable[..., AbstractContextManager[RunningServer]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_until_it_is_told_to_stop(support: SupportAddress, mail_settings: Settings) -> None:
    mail_settings.SMTP_PORT, mail_settings.LMTP_PORT = free_port(), None

    async def run() -> None:
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(serve(stop, ready))
        await asyncio.wait_for(ready.wait(), 10)
        await asyncio.to_thread(_send, mail_settings.SMTP_PORT)
        stop.set()
        await asyncio.wait_for(serving, 20)

    asyncio.run(run())
    assert Intake.objects.count() == 1
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP("127.0.0.1", mail_settings.SMTP_PORT)


def _send(port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail(CUSTOMER, [SUPPORT], mail())


def test_a_port_in_use_is_said_in_a_sentence(support: SupportAddress, mail_settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        mail_settings.SMTP_PORT = other.getsockname()[1]
        with pytest.raises(PortUnavailable) as refusal:
            asyncio.run(serve(asyncio.Event()))
    assert "set FRONTLINE_SMTP_PORT to another" in refusal.value.sentence


def test_stopping_lets_a_mail_on_its_way_come_in_and_sends_the_idle_away(start_mail_server: Start) -> None:
    with start_mail_server() as server:
        idle, busy = server.smtp(), server.smtp()
        busy.ehlo()
        busy.mail(CUSTOMER)
        busy.rcpt(SUPPORT)
        busy.docmd("DATA")
        stopping = threading.Thread(target=server.finish)
        stopping.start()
        assert idle.getreply()[0] == 421
        busy.send(mail() + b".\r\n")
        assert busy.getreply()[0] == 250
        assert busy.getreply()[0] == 421
        stopping.join(10)
        idle.close()
        busy.close()
    assert Intake.objects.count() == 1


def test_stopping_does_not_wait_for_ever(start_mail_server: Start) -> None:
    with start_mail_server() as server:
        client = server.smtp()
        client.ehlo()
        client.mail(CUSTOMER)
        client.rcpt(SUPPORT)
        client.docmd("DATA")
        server.finish(within=0.1)
        with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
            client.getreply()
        client.close()
    assert not Intake.objects.exists()
