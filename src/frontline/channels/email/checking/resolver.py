"""The one way to DNS for the checks of senders, with a time-out for each question and for all of one mail together."""

import time
from typing import Protocol

import dns.exception
import dns.resolver

QUESTION_SECONDS = 3.0
MAIL_SECONDS = 12.0


class Unanswered(Exception):
    """DNS could not be asked, or did not answer in time: nothing follows from it, either way."""


class Resolver(Protocol):
    """Answers DNS questions: TXT as bytes, A, AAAA and PTR as text, MX as `(preference, host)`."""

    def ask(self, name: str, kind: str, seconds: float) -> list[object]:
        """All records of `kind` at `name`; none if there are none. Raises Unanswered."""
        ...


class SystemResolver:
    """The resolver that this machine is configured with."""

    def ask(self, name: str, kind: str, seconds: float) -> list[object]:
        try:
            answer = dns.resolver.resolve(name, kind, lifetime=seconds, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError, UnicodeError, ValueError) as error:
            raise Unanswered(f"{kind} {name}: {error}") from error
        return [_plain(record, kind) for record in answer]


def _plain(record: object, kind: str) -> object:
    match kind:
        case "TXT":
            return b"".join(record.strings)  # type: ignore[attr-defined]
        case "MX":
            return (record.preference, record.exchange.to_text(True))  # type: ignore[attr-defined]
        case "PTR":
            return record.target.to_text(True)  # type: ignore[attr-defined]
        case _:
            return record.address  # type: ignore[attr-defined]


class Questions:
    """The questions about one mail: each asked once, none after the time is up."""

    def __init__(self, resolver: Resolver, seconds: float = MAIL_SECONDS) -> None:
        self._resolver = resolver
        self._deadline = time.monotonic() + seconds
        self._known: dict[tuple[str, str], list[object]] = {}

    def ask(self, name: str, kind: str) -> list[object]:
        """As Resolver.ask. Raises Unanswered, also when the mail's time is up."""
        key = (name.lower().rstrip("."), kind)
        if key not in self._known:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise Unanswered(f"{kind} {name}: no time left")
            self._known[key] = self._resolver.ask(key[0], kind, min(left, QUESTION_SECONDS))
        return self._known[key]

    def texts(self, name: str) -> list[bytes]:
        """The TXT records at `name`. Raises Unanswered."""
        return [each for each in self.ask(name, "TXT") if isinstance(each, bytes)]


current: Resolver = SystemResolver()
