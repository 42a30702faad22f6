"""The mail server: SMTP, and LMTP if it has a port, until it is told to stop."""

import asyncio
import ssl
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from frontline.channels.email.smtp.door import Door, wait_until_empty
from frontline.channels.email.smtp.session import LmtpSession, Session
from frontline.channels.email.smtp.storing import Storing
from frontline.kernel.refusal import Refusal

log = structlog.get_logger(__name__)

# RFC 5321 section 4.5.3.2.7: a server waits five minutes for the next command.
IDLE_FOR = 300.0
PATIENCE = 30.0
FINISH_WITHIN = 15.0
THREADS = 8


class PortUnavailable(Refusal):
    """The mail server can't listen where it should."""

    code = "port_unavailable"


class MailServer:
    """The listening sockets and what stands behind them. `ports` are the real ones: SMTP, then LMTP."""

    def __init__(self, *, idle_for: float = IDLE_FOR, patience: float = PATIENCE) -> None:
        """`idle_for`: seconds until a silent peer is cut off; `patience`: seconds the database may take."""
        self._storing = Storing(THREADS, patience)
        self.door = Door(
            self._storing, size_limit=settings.MAIL_SIZE_LIMIT, connections=settings.SMTP_CONNECTIONS
        )
        self._idle_for = idle_for
        self._servers: list[asyncio.Server] = []

    @property
    def ports(self) -> list[int]:
        return [server.sockets[0].getsockname()[1] for server in self._servers]

    async def start(self) -> None:
        """Listen. Raises PortUnavailable."""
        kinds: list[tuple[type[Session], int | None, str]] = [
            (Session, settings.SMTP_PORT, "FRONTLINE_SMTP_PORT"),
            (LmtpSession, settings.LMTP_PORT, "FRONTLINE_LMTP_PORT"),
        ]
        connect = partial(
            self._session, hostname=urlsplit(settings.PUBLIC_URL).hostname or "localhost", tls=tls_context()
        )
        for kind, port, setting in kinds:
            if port is not None:
                self._servers.append(await self._listen(partial(connect, kind), port, setting))

    async def finish(self, within: float = FINISH_WITHIN) -> None:
        """Take no more connections, let messages on their way come in for `within` seconds, and close."""
        for server in self._servers:
            server.close()
        await wait_until_empty(self.door, within)
        await asyncio.to_thread(self._storing.close)

    def _session(self, kind: type[Session], *, hostname: str, tls: ssl.SSLContext | None) -> Session:
        return kind(self.door, hostname=hostname, tls=tls, idle_for=self._idle_for)

    async def _listen(self, factory: Callable[[], Session], port: int, setting: str) -> asyncio.Server:
        host = settings.SMTP_HOST
        try:
            return await asyncio.get_running_loop().create_server(factory, host, port, backlog=1024)
        except OSError as error:
            await self.finish(within=0)
            raise PortUnavailable(
                f"The mail server can't listen on {host}, port {port} ({error.strerror or error}): "
                f"stop what uses that port, or set {setting} to another."
            ) from error


def tls_context() -> ssl.SSLContext | None:
    """For STARTTLS, from the configured certificate; None if there is none. The start checked the files."""
    if not settings.SMTP_CERTIFICATE:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(settings.SMTP_CERTIFICATE, settings.SMTP_KEY or None)
    return context


async def serve(stop: asyncio.Event, ready: asyncio.Event | None = None) -> None:
    """Run the mail server until `stop` is set; `ready` is set when it listens. Raises PortUnavailable."""
    server = MailServer()
    await server.start()
    log.info("mail.listening", host=settings.SMTP_HOST, ports=server.ports)
    if ready is not None:
        ready.set()
    try:
        await stop.wait()
    finally:
        await server.finish()
    log.info("mail.stopped")
