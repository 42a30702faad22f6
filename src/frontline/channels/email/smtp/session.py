"""One SMTP conversation (RFC 5321). aiosmtpd speaks the commands; the message itself is read here.

aiosmtpd reads DATA line by line, refuses lines of more than 1,000 bytes, and gives one answer to all. Here
the message is read in blocks, which is cheaper; long lines are taken, because customers' mailers write them
and refusing loses the mail; and LMTP can answer for each recipient.
"""

import asyncio
import re
import ssl
from collections import defaultdict
from collections.abc import Awaitable
from typing import Any, AnyStr

import structlog
from aiosmtpd.smtp import SMTP, syntax

from frontline.channels.email.smtp.door import Door, Refused

log = structlog.get_logger(__name__)

END = b"\r\n.\r\n"
BLOCK = 65_536
# A line that is only a dot, ended or begun by a bare CR or LF: the seam that SMTP smuggling works with
# (CVE-2023-51764, -51765, -51766). Such a line never ends a message here, and a message with one is refused,
# so that nothing behind us can be fooled by it either.
SMUGGLED = re.compile(rb"[\r\n]\.[\r\n]")
# Reverse- and forward-path (RFC 5321 section 4.1.2), with bytes beyond ASCII as in RFC 6531; a source route is skipped.
PATH = re.compile(
    r"""<(?:@[^<>:\s]+:)?                                  # source route
        (?P<address>
          (?:[^<>@\s"\\():;,\[\]]+|"(?:[^"\\]|\\.)*")       # local part, maybe quoted
          @(?:[^<>@\s"\\():;,\[\]]+|\[[^\[\]<>\s]+\])      # domain, or an address literal
        |)>
        (?:\s+(?P<rest>\S.*))?""",
    re.DOTALL | re.VERBOSE,
)
BARE_CODE = re.compile(r"[245]\d\d (?!\d\.\d)")
ENHANCED = {
    "221": "2.0.0",
    "250": "2.0.0",
    "252": "2.5.0",
    "451": "4.3.0",
    "454": "4.7.0",
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "552": "5.3.4",
    "554": "5.7.0",
    "555": "5.5.4",
}


class Session(SMTP):
    """A connection to a peer that brings mail."""

    line_length_limit = BLOCK
    command_size_limit = 1024
    via = "smtp"

    def __init__(self, door: Door, *, hostname: str, tls: ssl.SSLContext | None, idle_for: float) -> None:
        # aiosmtpd keeps these limits on the class and changes them with each EHLO of anybody's.
        self.command_size_limits = defaultdict(lambda: self.command_size_limit)
        super().__init__(
            door,
            data_size_limit=door.size_limit,
            enable_SMTPUTF8=True,
            hostname=hostname,
            ident="Frontline",
            tls_context=tls,
            timeout=idle_for,
            auth_exclude_mechanism=("LOGIN", "PLAIN"),
            loop=asyncio.get_running_loop(),
        )
        self.door = door
        self.refused_recipients = 0
        self.is_receiving = False
        self.is_greeting = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not self.door.enter(self):
            # The protocol never learns of this peer: it gets its answer, and the door is shut.
            assert isinstance(transport, asyncio.WriteTransport)
            transport.write(b"421 4.3.2 Too many connections at once: try again later\r\n")
            transport.set_protocol(asyncio.Protocol())
            transport.close()
            return
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.door.leave(self)
        super().connection_lost(error)

    def say_goodbye(self) -> None:
        """Close a connection that is between messages, as RFC 5321 section 3.8 allows at any time."""
        if self.transport is not None and not self.is_receiving and not self.transport.is_closing():
            self._writer.write(b"421 4.3.2 The server is closing: try again later\r\n")
            self.transport.close()

    def cut_off(self) -> None:
        """Close the connection whatever is going on, without waiting for the peer's end of TLS."""
        transport = self._original_transport or self.transport
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()

    async def push(self, status: AnyStr) -> None:
        """Answer, with the enhanced status code (RFC 2034) that aiosmtpd mostly leaves out."""
        if isinstance(status, str) and not self.is_greeting:
            await super().push(_with_enhanced_code(status))
        else:
            await super().push(status)

    async def smtp_HELO(self, arg: str) -> None:
        await self._greet(super().smtp_HELO(arg))

    async def smtp_EHLO(self, arg: str) -> None:
        await self._greet(super().smtp_EHLO(arg))

    async def smtp_VRFY(self, arg: str) -> None:
        """The same answer for every address (RFC 5321 section 7.3)."""
        await self.push("252 2.5.0 Addresses are not verified; send the message")

    async def _greet(self, answering: Awaitable[None]) -> None:
        """The answers to a greeting carry no enhanced codes (RFC 2034 section 4)."""
        self.is_greeting = True
        try:
            await answering
        finally:
            self.is_greeting = False

    def hang_up_soon(self) -> None:
        """Close the connection once the answer that is about to be given is on its way."""
        if self.transport is not None:
            self.loop.call_soon(self.transport.close)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:
        """Receive one message, and answer only when it is stored, or refused."""
        assert self.envelope is not None
        if await self.check_helo_needed():
            return
        if not self.envelope.rcpt_tos or arg:
            await self.push("503 5.5.1 RCPT first" if not arg else "501 5.5.4 Syntax: DATA")
            return
        self.is_receiving = True
        try:
            await super().push("354 End data with <CR><LF>.<CR><LF>")
            wire = await self._read_message()
            answer = await self._answer_to(wire)
            recipients = len(self.envelope.rcpt_tos)
            self.envelope = self._create_envelope()
            await self._answer_data(answer, recipients)
        finally:
            self.is_receiving = False
            self.door.release(self)

    async def _answer_data(self, answer: str, recipients: int) -> None:
        await self.push(answer)

    async def _answer_to(self, wire: bytes | Refused) -> str:
        if isinstance(wire, Refused):
            return wire.answer
        if SMUGGLED.search(wire, 2):
            return "550 5.5.2 A line with nothing but a dot, ended by a bare CR or LF, is refused"
        # Transparency (RFC 5321 section 4.5.2): the first dot of each line goes.
        raw = wire.replace(b"\r\n.", b"\r\n")[2:] if b"\r\n." in wire else wire[2:]
        return await self.door.accept(self, raw)

    async def _read_message(self) -> bytes | Refused:
        """The message as it is on the wire, with a CRLF before it and its last CRLF, without the dot.

        A message that is too big is read to its end, and thrown away as it comes.
        """
        # With a CRLF before the first line, even an empty message ends with END.
        self._reader._buffer[:0] = b"\r\n"  # type: ignore[attr-defined]
        blocks: list[bytes] = []
        size = 0
        refused: Refused | None = None
        while True:
            self._reset_timeout()
            try:
                block, is_last = await self._reader.readuntil(END), True
            except asyncio.LimitOverrunError as overrun:
                block, is_last = await self._reader.readexactly(overrun.consumed), False
            size += len(block)
            refused = refused or self.door.hold(self, len(block), size - len(END))
            if refused is None:
                blocks.append(block)
            else:
                blocks.clear()
                if size > 4 * self.door.size_limit:
                    self.hang_up_soon()
                    return refused
            if is_last:
                return refused or b"".join(blocks)[:-3]

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """Path and parameters of MAIL or RCPT. aiosmtpd's own way is slow, lenient, and fails on some input."""
        path = PATH.fullmatch(arg)
        return (path["address"] or "<>", path["rest"] or "") if path else (None, None)

    def described(self) -> dict[str, Any]:
        """The envelope, as it is kept with the mail."""
        assert self.session is not None
        assert self.envelope is not None
        tls = self.session.ssl or {}
        cipher = tls.get("cipher")
        peer: object = self.session.peer
        sender = self.envelope.mail_from
        return {
            "via": self.via,
            "mail_from": "" if sender == "<>" else _text(sender),
            "rcpt_tos": [_text(each) for each in self.envelope.rcpt_tos],
            "peer": peer[0] if isinstance(peer, tuple) else str(peer or ""),
            "helo": _text(self.session.host_name)[:255],
            "tls": cipher[1] if cipher else "",
        }


class LmtpSession(Session):
    """The same for local delivery (RFC 2033): LHLO, and after DATA one answer for each accepted recipient."""

    via = "lmtp"

    async def smtp_LHLO(self, arg: str) -> None:
        await Session.smtp_EHLO(self, arg)

    async def smtp_HELO(self, arg: str) -> None:
        await self.push("500 5.5.1 This is LMTP: say LHLO")

    async def smtp_EHLO(self, arg: str) -> None:
        await self.push("500 5.5.1 This is LMTP: say LHLO")

    async def _answer_data(self, answer: str, recipients: int) -> None:
        for _ in range(recipients):
            await self.push(answer)


def _with_enhanced_code(status: str) -> str:
    code = ENHANCED.get(status[:3]) if BARE_CODE.match(status) else None
    return f"{status[:4]}{code} {status[4:]}" if code else status


def _text(value: str | None) -> str:
    """What came over the wire as text that JSON and PostgreSQL can keep."""
    return (value or "").encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "\ufffd")
