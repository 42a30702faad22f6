"""E-mail addresses as SMTP and mail headers can carry them (RFC 5321 section 4.1.2, RFC 5891 for domains)."""

import re
from dataclasses import dataclass

import idna

_LOCAL = re.compile(r"[^\s\x00-\x1f\x7f<>()\[\]\\,;:@\"]{1,64}")
_DOMAIN = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))*", re.IGNORECASE
)


class NotAnAddress(ValueError):
    """The text is no address that mail can be sent to; nothing is known about why somebody wrote it."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """`local` as given, `domain` in ASCII (an internationalised one in its `xn--` form)."""

    local: str
    domain: str

    @property
    def needs_utf8(self) -> bool:
        """Whether only servers with SMTPUTF8 (RFC 6531) can carry it: its local part has no ASCII form."""
        return not self.local.isascii()

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


def mailbox(address: str) -> Mailbox:
    """`address`, checked and with its domain in ASCII. Raises NotAnAddress.

    Quoted local parts and address literals (`"a b"@[192.0.2.1]`) are refused: nobody reads mail there, and they are
    the classical way to smuggle something into an SMTP command.
    """
    local, at, domain = address.strip().rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith("."):
        raise NotAnAddress(f"{address!r} is not an e-mail address")
    if not local.isprintable():
        raise NotAnAddress(f"{address!r} has characters that no e-mail address has")
    try:
        ascii_domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError as error:
        raise NotAnAddress(f"{domain!r} is not a domain") from error
    if not _DOMAIN.fullmatch(ascii_domain):
        raise NotAnAddress(f"{domain!r} is not a domain")
    return Mailbox(local, ascii_domain)
