"""A mail server on loopback, as `frontline mail` runs it, and one support address."""

import asyncio
import smtplib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

from frontline.channels.email.models import SupportAddress
from frontline.channels.email.server import MailServer
from frontline.kernel import clock

SUPPORT = "support@acme.example"
CUSTOMER = "dana@customer.example"


class RunningServer:
    """The ports of a mail server that runs in a thread, and clients for them."""

    def __init__(self, server: MailServer, loop: asyncio.AbstractEventLoop) -> None:
        self.server = server
        self.loop = loop

    @property
    def smtp_port(self) -> int:
        return self.server.ports[0]

    @property
    def lmtp_port(self) -> int:
        return self.server.ports[1]

    def smtp(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.smtp_port, local_hostname="mx.customer.example", timeout=10)

    def lmtp(self) -> smtplib.LMTP:
        return smtplib.LMTP("127.0.0.1", self.lmtp_port, local_hostname="mx.acme.example")

    def finish(self, within: float = 5) -> None:
        asyncio.run_coroutine_threadsafe(self.server.finish(within), self.loop).result(20)


@contextmanager
def running(**options: float) -> Iterator[RunningServer]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        mail_server = MailServer(**options)
        asyncio.run_coroutine_threadsafe(mail_server.start(), loop).result(10)
        try:
            yield RunningServer(mail_server, loop)
        finally:
            asyncio.run_coroutine_threadsafe(mail_server.finish(1), loop).result(20)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture
def support(transactional_db: None) -> SupportAddress:
    return SupportAddress.objects.create(address=SUPPORT, name="Acme support", is_default=True)


@pytest.fixture
def mail_settings(settings: Settings) -> Settings:
    settings.SMTP_HOST = "127.0.0.1"
    settings.SMTP_PORT = 0
    settings.LMTP_PORT = 0
    settings.PUBLIC_URL = "https://help.acme.example"
    return settings


@pytest.fixture
def mail_server(support: SupportAddress, mail_settings: Settings) -> Iterator[RunningServer]:
    with running() as server:
        yield server


@pytest.fixture
def start_mail_server(
    support: SupportAddress, mail_settings: Settings
) -> Callable[..., "contextmanager[RunningServer]"]:
    """For a server with settings of its own: change them, then `with start_mail_server(idle_for=0.2) as server`."""
    return running  # type: ignore[return-value]


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody vouches for but itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = tmp_path / "mail.pem", tmp_path / "mail.key"
    certificate_file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate_file, key_file


def mail(message_id: str = "<1@customer.example>", body: str = "It is down.", to: str = SUPPORT) -> bytes:
    return (
        f"From: Dana <{CUSTOMER}>\r\nTo: {to}\r\nSubject: Down\r\nMessage-ID: {message_id}\r\n"
        f"Date: Mon, 16 Nov 2026 09:00:00 +0000\r\n\r\n{body}\r\n"
    ).encode()
