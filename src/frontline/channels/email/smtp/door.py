"""What the mail server's connections share: who comes in, how much is held, what RCPT and DATA are told."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from frontline.channels.email.smtp.storing import Storing

if TYPE_CHECKING:
    from frontline.channels.email.smtp.session import Session

log = structlog.get_logger(__name__)

MOST_RECIPIENTS = 100
# A peer that guesses at addresses is sent away after this many wrong ones in one connection.
MOST_REFUSED_RECIPIENTS = 25
LATER = "451 4.3.0 The mail can't be stored just now: try again later"


@dataclass(frozen=True, slots=True)
class Refused:
    """A message that is not taken, and the SMTP answer that says why."""

    answer: str


class Door:
    """The side of the mail server that outlives a connection. Its `handle_*` are the hooks of aiosmtpd."""

    def __init__(self, storing: Storing, *, size_limit: int, connections: int) -> None:
        """`size_limit` is the largest message in bytes; `connections` is how many may be open at once."""
        self.size_limit = size_limit
        self.sessions: set[Session] = set()
        self._storing = storing
        self._most_sessions = connections
        self._held: dict[Session, int] = {}
        self._most_held = 4 * size_limit

    def enter(self, session: "Session") -> bool:
        """Let a connection in, if there is room. The second call, after STARTTLS, changes nothing."""
        if session not in self.sessions and len(self.sessions) >= self._most_sessions:
            log.warning("mail.too_many_connections", most=self._most_sessions)
            return False
        self.sessions.add(session)
        return True

    def leave(self, session: "Session") -> None:
        self.sessions.discard(session)
        self.release(session)

    def hold(self, session: "Session", more: int, size: int) -> Refused | None:
        """Account for `more` bytes of a message that is now `size` long; Refused if that is too much."""
        if size > self.size_limit:
            self.release(session)
            return Refused(f"552 5.3.4 The message is larger than {self.size_limit} bytes")
        if sum(self._held.values()) + more > self._most_held:
            self.release(session)
            return Refused("452 4.3.1 Too much mail at once: try again later")
        self._held[session] = self._held.get(session, 0) + more
        return None

    def release(self, session: "Session") -> None:
        self._held.pop(session, None)

    async def accept(self, session: "Session", raw: bytes) -> str:
        """Store a message. 250 is said only of what is committed; anything unforeseen is "later"."""
        try:
            await self._storing.accept(raw, session.described())
        except Exception as error:
            log.exception("mail.not_stored", size=len(raw), error=type(error).__name__)
            return LATER
        return "250 2.0.0 Stored"

    async def handle_RCPT(
        self, server: "Session", session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a recipient that is ours; refuse all others for good, if the database could be asked."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients: send the message to the others again"
        try:
            standing = await self._storing.standing(address)
        except Exception as error:
            log.exception("mail.recipient_not_checked", error=type(error).__name__)
            return "451 4.3.0 The recipient can't be checked just now: try again later"
        if standing == "ours":
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
            return "250 2.1.5 OK"
        server.refused_recipients += 1
        if server.refused_recipients >= MOST_REFUSED_RECIPIENTS:
            server.hang_up_soon()
            return "421 4.7.0 Too many unknown recipients"
        if standing == "unknown":
            return "550 5.1.1 There is no such address here"
        return "550 5.7.1 This server takes mail for its own addresses only"

    async def handle_EHLO(
        self, server: "Session", session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        # Nobody signs in here, so AUTH is not offered; commands are answered in order, so PIPELINING is.
        kept = [each for each in responses[:-1] if not each.startswith("250-AUTH")]
        return [*kept, "250-PIPELINING", "250-ENHANCEDSTATUSCODES", responses[-1]]

    async def handle_exception(self, error: Exception) -> str:
        log.error("mail.session_failed", exc_info=error)
        return "451 4.3.0 That went wrong here: try again later"


async def wait_until_empty(door: Door, seconds: float) -> None:
    """Close the connections that are between messages, and after `seconds` the rest too."""
    deadline = asyncio.get_running_loop().time() + seconds
    while door.sessions and asyncio.get_running_loop().time() < deadline:
        for session in list(door.sessions):
            session.say_goodbye()
        await asyncio.sleep(0.05)
    for session in list(door.sessions):
        session.cut_off()
