"""Reading a folder of an IMAP server (RFC 3501, RFC 9051) without leaving a trace: examined, never selected; peeked."""

import binascii
import imaplib
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self

from frontline.channels.email import sealing
from frontline.channels.email.models import Mailbox

SECONDS = 30.0
"""For the connection and for each answer."""

_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DAY = re.compile(rb'\bINTERNALDATE "\s?(\d{1,2}-[A-Za-z]{3}-\d{4})')
_QUOTED = re.compile(rb'BODY\[(?:HEADER)?\] "((?:[^"\\]|\\.)*)"', re.DOTALL)


class Unreachable(Exception):
    """The server could not be reached, or did not do what it should. The text is for a person."""


class Withheld(Exception):
    """The server answers, but does not give out this one message."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A message in the folder: its UID, its size in bytes, the day it arrived there."""

    uid: int
    size: int
    arrived_on: date


class Folder:
    """An open folder, read only. To be used in a `with` statement; entering and all methods raise Unreachable."""

    uid_validity: int
    uid_next: int

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._client: imaplib.IMAP4

    def __enter__(self) -> Self:
        try:
            self._client = _connect(self._mailbox)
        except (imaplib.IMAP4.error, OSError, UnicodeError) as error:
            raise Unreachable(f"{self._mailbox.host} can't be reached: {_words(error)}") from error
        try:
            self._sign_in()
            self._examine()
        except BaseException:
            self._hang_up()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._hang_up()

    def after(self, uid: int, most: int) -> list[Listed]:
        """The first `most` messages with a UID above `uid`, in order."""
        first = self._first_after(uid)
        if first > self._count:
            return []
        last = min(self._count, first + most - 1)
        listed = []
        for line in self._fetch(f"{first}:{last}", "(UID RFC822.SIZE INTERNALDATE)"):
            found = [pattern.search(line) for pattern in (_UID, _SIZE, _DAY)]
            if all(found):
                number, size, day = (each[1].decode() for each in found if each)
                # strptime knows the English months in every locale that this process can have: it sets none.
                listed.append(Listed(int(number), int(size), datetime.strptime(day, "%d-%b-%Y").date()))
        return sorted((each for each in listed if each.uid > uid), key=lambda each: each.uid)

    def message(self, uid: int) -> bytes | None:
        """The whole message, its \\Seen flag untouched; None if it was deleted meanwhile. Raises Withheld."""
        return self._body(uid, "BODY.PEEK[]")

    def header(self, uid: int) -> bytes | None:
        """Only its header. Otherwise as `message`."""
        return self._body(uid, "BODY.PEEK[HEADER]")

    def _sign_in(self) -> None:
        password = sealing.unseal(self._mailbox.password)
        try:
            self._client.login(self._mailbox.username, password)
        except (imaplib.IMAP4.error, OSError, UnicodeError) as error:
            raise Unreachable(
                f"{self._mailbox.host} does not let {self._mailbox.username} in: {_words(error)}"
            ) from error

    def _examine(self) -> None:
        status, data = self._ask("select", _encoded(self._mailbox.folder), readonly=True)
        if status != "OK":
            raise Unreachable(f"The folder {self._mailbox.folder} can't be opened: {_words(data[0])}")
        self._count = int(data[0] or 0)
        self.uid_validity, self.uid_next = self._number("UIDVALIDITY", 0), self._number("UIDNEXT", 1)

    def _number(self, name: str, default: int) -> int:
        _, data = self._client.response(name)
        return int(data[0]) if data and data[0] else default

    def _first_after(self, uid: int) -> int:
        """The sequence number of the first message with a UID above `uid`; one more than there are if there is none.

        By halving: UIDs rise with sequence numbers, which stand still while only FETCH is used (RFC 3501 section
        7.4.1). A search by UID would answer with all of them at once, in one line as long as the mailbox is big.
        """
        low, high = 1, self._count + 1
        if self._count and self._uid_of(self._count) <= uid:
            return high
        while low < high:
            middle = (low + high) // 2
            if self._uid_of(middle) > uid:
                high = middle
            else:
                low = middle + 1
        return low

    def _uid_of(self, number: int) -> int:
        for line in self._fetch(str(number), "(UID)"):
            found = _UID.search(line)
            if found and line.split(b" ", 1)[0] == str(number).encode():
                return int(found[1])
        raise Unreachable(f"{self._mailbox.host} does not say which message is number {number}")

    def _fetch(self, numbers: str, items: str) -> list[bytes]:
        status, data = self._ask("fetch", numbers, items)
        if status != "OK":
            raise Unreachable(f"{self._mailbox.host} does not list the folder: {_words(data[0])}")
        return [each for each in data if isinstance(each, bytes)]

    def _body(self, uid: int, item: str) -> bytes | None:
        status, data = self._ask("uid", "FETCH", str(uid), f"({item})")
        if status != "OK":
            raise Withheld(f"The server does not give it out: {_words(data[0])}")
        for each in data:
            head = each[0] if isinstance(each, tuple) else each or b""
            found = _UID.search(head)
            if found and int(found[1]) == uid:
                return each[1] if isinstance(each, tuple) else _quoted(head)
        return None

    def _ask(self, command: str, *arguments: Any, **options: Any) -> tuple[str, list[Any]]:
        try:
            answer: tuple[str, list[Any]] = getattr(self._client, command)(*arguments, **options)
        except (imaplib.IMAP4.error, OSError) as error:
            raise Unreachable(f"The connection to {self._mailbox.host} broke: {_words(error)}") from error
        return answer

    def _hang_up(self) -> None:
        with suppress(imaplib.IMAP4.error, OSError):
            self._client.logout()
        with suppress(OSError):
            self._client.shutdown()


def _connect(mailbox: Mailbox) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if mailbox.security == "tls":
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=SECONDS)
    client = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=SECONDS)
    if mailbox.security == "starttls":
        try:
            client.starttls(ssl_context=context)
        except BaseException:
            with suppress(OSError):
                client.shutdown()
            raise
    return client


def _quoted(head: bytes) -> bytes:
    found = _QUOTED.search(head)
    if not found:
        raise Withheld("The server gives nothing for it")
    return re.sub(rb"\\(.)", rb"\1", found[1], flags=re.DOTALL)


def _encoded(folder: str) -> str:
    """A mailbox name as it is sent: modified UTF-7 (RFC 3501 section 5.1.3), in quotation marks."""

    def shifted(piece: re.Match[str]) -> str:
        encoded = binascii.b2a_base64(piece[0].encode("utf-16-be"), newline=False).rstrip(b"=")
        return f"&{encoded.decode().replace('/', ',')}-"

    plain = folder.replace("&", "&-").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[^\x20-\x7e]+", shifted, plain) + '"'


def _words(error: object) -> str:
    """An error of imaplib or of the system as one line of text."""
    if isinstance(error, BaseException):
        error = error.args[0] if len(error.args) == 1 else str(error) or type(error).__name__
    text = error.decode("utf-8", "replace") if isinstance(error, bytes) else str(error)
    return " ".join(text.split())[:250]
