"""Connections to SMTP servers: opened with the security that was asked for, and kept for a moment for the next mail."""

import atexit
import smtplib
import ssl
import threading
import time
from collections import defaultdict
from contextlib import suppress
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings

from frontline.channels.email.relays.address import SmtpRelay
from frontline.channels.email.relays.answers import RelayMisconfigured, refused, spoken
from frontline.inbox.channel import DeliveryRefused

MOST_IDLE = 4
IDLE_FOR = 20.0
"""Seconds: servers hang up after a few minutes, and each idle connection holds one of their slots."""
FRESH_FOR = 1.0
"""Seconds in which a connection is used without asking whether it still lives; if not, MAIL tells in time."""

_idle: dict[SmtpRelay, list[tuple[float, smtplib.SMTP]]] = defaultdict(list)
_lock = threading.Lock()


def borrow(relay: SmtpRelay) -> tuple[smtplib.SMTP, bool]:
    """A connection for this thread alone, and whether it was used before. Raises DeliveryRefused."""
    while True:
        with _lock:
            kept = _idle[relay].pop() if _idle[relay] else None
        if kept is None:
            return open_new(relay), False
        since, connection = kept
        idle = time.monotonic() - since
        if idle < FRESH_FOR or (idle < IDLE_FOR and _says(connection, "NOOP")):
            return connection, True
        drop(connection)


def give_back(relay: SmtpRelay, connection: smtplib.SMTP, *, after_refusal: bool = False) -> None:
    """Keep `connection` for the next mail, if it is in order and there is room."""
    if after_refusal and not _says(connection, "RSET"):
        drop(connection)
        return
    with _lock:
        if len(_idle[relay]) < MOST_IDLE:
            _idle[relay].append((time.monotonic(), connection))
            return
    drop(connection)


def drop(connection: smtplib.SMTP) -> None:
    """Hang up, without waiting for anything."""
    with suppress(smtplib.SMTPException, OSError):
        connection.putcmd("QUIT")
    connection.close()


def close_all() -> None:
    """Hang up all that are idle: before a process ends, and between tests."""
    with _lock:
        kept = [connection for several in _idle.values() for _, connection in several]
        _idle.clear()
    for connection in kept:
        drop(connection)


atexit.register(close_all)


def open_new(relay: SmtpRelay) -> smtplib.SMTP:
    """Connect, secure and sign in. Raises DeliveryRefused, never for good: nothing here is about a mail."""
    try:
        connection = _connect(relay)
    except ssl.SSLError as error:
        raise RelayMisconfigured(f"No secure connection to {relay.host}:{relay.port}: {error}") from error
    except smtplib.SMTPConnectError as error:
        raise refused(error.smtp_code, _bytes(error.smtp_error), about_us=True) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryRefused(
            f"Could not reach the mail server {relay.host}:{relay.port}: {error}", is_permanent=False
        ) from error
    try:
        _secure(relay, connection)
        _sign_in(relay, connection)
    except DeliveryRefused:
        drop(connection)
        raise
    except ssl.SSLError as error:
        drop(connection)
        raise RelayMisconfigured(f"No secure connection to {relay.host}:{relay.port}: {error}") from error
    except (smtplib.SMTPException, OSError) as error:
        drop(connection)
        raise DeliveryRefused(
            f"The mail server {relay.host}:{relay.port} broke off: {error}", is_permanent=False
        ) from error
    return connection


def _connect(relay: SmtpRelay) -> smtplib.SMTP:
    if relay.security == "tls":
        return smtplib.SMTP_SSL(
            relay.host,
            relay.port,
            _our_name(),
            timeout=relay.timeout,
            context=tls(relay.is_this_machine, relay.ca),
        )
    return smtplib.SMTP(relay.host, relay.port, _our_name(), timeout=relay.timeout)


def _secure(relay: SmtpRelay, connection: smtplib.SMTP) -> None:
    connection.ehlo_or_helo_if_needed()
    if relay.security == "tls":
        return
    if connection.has_extn("starttls"):
        try:
            connection.starttls(context=tls(relay.is_this_machine, relay.ca))
        except smtplib.SMTPResponseException as error:
            words = spoken(error.smtp_code, _bytes(error.smtp_error))
            raise RelayMisconfigured(f"The mail server refused STARTTLS: {words}") from error
        connection.ehlo_or_helo_if_needed()
    elif relay.security == "starttls" or (relay.username and not relay.is_this_machine):
        raise RelayMisconfigured(
            f"The mail server {relay.host}:{relay.port} offers no STARTTLS: neither mail nor password is sent to it."
        )


def _sign_in(relay: SmtpRelay, connection: smtplib.SMTP) -> None:
    if not relay.username:
        return
    try:
        connection.login(relay.username, relay.password)
    except smtplib.SMTPAuthenticationError as error:
        raise RelayMisconfigured(
            f"The mail server did not accept our user and password: {spoken(error.smtp_code, _bytes(error.smtp_error))}"
        ) from error
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as error:
        raise RelayMisconfigured(
            f"The mail server {relay.host}:{relay.port} takes no password in a way known here: {error}"
        ) from error


@lru_cache
def tls(is_this_machine: bool, ca: str) -> ssl.SSLContext:
    """How TLS is spoken: with the certificate and the name in it checked, but for a server on this machine."""
    context = ssl.create_default_context(cafile=ca or None)
    if is_this_machine and not ca:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _says(connection: smtplib.SMTP, command: str) -> bool:
    try:
        return connection.docmd(command)[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def _our_name() -> str:
    """What we call ourselves in EHLO (RFC 5321 section 4.1.1.1), without asking the DNS."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    if ":" in host:
        return f"[IPv6:{host}]"
    return f"[{host}]" if host.replace(".", "").isdigit() else host


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode("utf-8", "replace")
