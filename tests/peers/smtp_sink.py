"""A real SMTP server on loopback that takes mail as a customer's server would, and misbehaves where it is told to.

def test_...(smtp_sink):
    smtp_sink.on("ada@northwind.example", refuse("550 5.1.1 No such user"))     # at RCPT, always
    smtp_sink.on("bob@northwind.example", refuse("451 4.7.1 Greylisted"), times=2)
    smtp_sink.on("eve@northwind.example", refuse_data("552 5.3.4 Too big"))     # after the final dot
    smtp_sink.on("dan@northwind.example", DROP_AFTER_DOT, times=1)              # read whole, never answered
    ... FRONTLINE_EMAIL_URL = smtp_sink.url ...
    assert smtp_sink.mails[0].recipients == ["ada@northwind.example"]
"""

import asyncio
import email
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True)
class Behaviour:
    """What to do with one recipient, and when: `at` "rcpt", "data" (the command) or "dot" (the whole mail)."""

    at: str
    answer: str = ""  # empty: hang up without a word
    after: float = 0.0  # seconds


def refuse(answer: str) -> Behaviour:
    """Answer RCPT so: "550 ..." for good, "451 ..." for now, "421 ..." and hang up."""
    return Behaviour("rcpt", answer)


def refuse_data(answer: str) -> Behaviour:
    """Take the whole mail, then answer so."""
    return Behaviour("dot", answer)


def slow(seconds: float) -> Behaviour:
    """Take the mail and answer 250, but late."""
    return Behaviour("dot", "250 2.0.0 taken in my own time", seconds)


DROP_BEFORE_DOT = Behaviour("data")
DROP_AFTER_DOT = Behaviour("dot")


@dataclass
class Mail:
    """One transaction in which the whole mail was read. `answer` is empty if the connection was dropped instead."""

    sender: str
    recipients: list[str]
    content: bytes
    answer: str
    is_encrypted: bool
    user: str
    mail_options: list[str]

    @property
    def message(self) -> EmailMessage:
        parsed = email.message_from_bytes(self.content, policy=MAIL_POLICY)
        assert isinstance(parsed, EmailMessage)
        return parsed


@dataclass
class SmtpSink:
    """What happened: `mails` read whole, `asked` each RCPT with its answer, `connections` ever opened."""

    host: str = "127.0.0.1"
    port: int = 0
    scheme: str = "smtp"
    credentials: str = ""
    mails: list[Mail] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    connections: int = 0
    tired_connections: int = 0
    """So many connections answer 421 to their next MAIL."""
    told: dict[str, list[Behaviour | None]] = field(default_factory=lambda: defaultdict(list))
    servers: list[Any] = field(default_factory=list, repr=False)

    @property
    def url(self) -> str:
        """For FRONTLINE_EMAIL_URL."""
        return f"{self.scheme}://{self.credentials}{self.host}:{self.port}"

    @property
    def taken(self) -> list[Mail]:
        """The mails that were answered with 250."""
        return [mail for mail in self.mails if mail.answer.startswith("250")]

    def on(self, recipient: str, behaviour: Behaviour, *, times: int | None = None) -> None:
        """Behave so to `recipient` from now on, or the next `times` times and well after."""
        if times is None:
            self.told[recipient] = [behaviour]
        else:
            self.told[recipient] += [behaviour] * times + [None]

    def hang_up(self) -> None:
        """Close all open connections without a word, and return when they are closed."""
        for server in self.servers:
            server.loop.call_soon_threadsafe(server.transport.abort)
        self.servers.clear()

    def behaviour(self, recipient: str) -> Behaviour | None:
        waiting = self.told.get(recipient, [])
        return waiting[0] if waiting else None

    def spent(self, recipient: str) -> None:
        if len(self.told.get(recipient, [])) > 1:
            self.told[recipient].pop(0)


class _Server(SMTP):
    """aiosmtpd's server, which can also hang up between DATA and the final dot."""

    def __init__(self, sink: SmtpSink, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sink = sink

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self._original_transport is None:  # not the second half of a STARTTLS
            self.sink.connections += 1
            self.sink.servers.append(self)
        super().connection_made(transport)

    async def smtp_MAIL(self, arg: str) -> None:
        if self.sink.tired_connections:
            self.sink.tired_connections -= 1
            await self.push("421 4.7.0 Too many mails on this connection")
            self.transport.close()
            return
        await super().smtp_MAIL(arg)

    async def smtp_DATA(self, arg: str) -> None:
        recipient = self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else ""
        told = self.sink.behaviour(recipient)
        if told and told.at == "data":
            self.sink.spent(recipient)
            if told.answer:
                await self.push(told.answer)
                return
            await self.push("354 go ahead")
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Handler:
    def __init__(self, sink: SmtpSink) -> None:
        self.sink = sink

    async def handle_RCPT(
        self, server: _Server, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        told = self.sink.behaviour(address)
        answer = told.answer if told and told.at == "rcpt" else "250 2.1.5 ok"
        self.sink.asked.append((address, answer))
        if told and told.at == "rcpt":
            self.sink.spent(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        if answer.startswith("421"):
            await server.push(answer)
            server.transport.close()
        return answer

    async def handle_DATA(self, server: _Server, session: Session, envelope: Envelope) -> str:
        told = self.sink.behaviour(envelope.rcpt_tos[0])
        answer = told.answer if told and told.at == "dot" else "250 2.0.0 taken"
        content = envelope.content or b""
        self.sink.mails.append(
            Mail(
                sender=envelope.mail_from or "",
                recipients=list(envelope.rcpt_tos),
                content=content if isinstance(content, bytes) else content.encode(),
                answer=answer,
                is_encrypted=server.transport.get_extra_info("sslcontext") is not None,
                user=session.auth_data.login.decode() if session.auth_data else "",
                mail_options=list(envelope.mail_options),
            )
        )
        if told and told.at == "dot":
            self.sink.spent(envelope.rcpt_tos[0])
            await asyncio.sleep(told.after)
        if not answer:
            server.transport.abort()
        return answer or "421 gone"


@contextmanager
def running(
    *,
    user: str = "",
    password: str = "",
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    size_limit: int = 33_554_432,
    utf8: bool = True,
) -> Iterator[SmtpSink]:
    """A sink on a free port, until the block ends. With `user` and `password` nobody gets in without them."""
    scheme = "smtps" if tls else "smtp+tls" if starttls else "smtp"
    sink = SmtpSink(scheme=scheme, credentials=f"{user}:{password}@" if user else "")

    def authenticate(
        server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        given = (data.login, data.password) if isinstance(data, LoginPassword) else ()
        is_right = given == (user.encode(), password.encode())
        return AuthResult(success=is_right, handled=is_right, auth_data=data)

    def server() -> SMTP:
        return _Server(
            sink,
            _Handler(sink),
            hostname="sink.example",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=authenticate,
            auth_required=bool(user),
            auth_require_tls=False,
            data_size_limit=size_limit,
            enable_SMTPUTF8=utf8,
        )

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        listening = asyncio.run_coroutine_threadsafe(_listen(server, tls), loop).result(10)
        sink.port = listening.sockets[0].getsockname()[1]
        yield sink
        asyncio.run_coroutine_threadsafe(_stop(listening), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _listen(make: Callable[[], SMTP], tls: ssl.SSLContext | None) -> asyncio.Server:
    return await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0, ssl=tls)


async def _stop(listening: asyncio.Server) -> None:
    listening.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:  # one for each connection that is still open
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A plain sink that takes everything, until told otherwise with `on`."""
    with running() as sink:
        yield sink
