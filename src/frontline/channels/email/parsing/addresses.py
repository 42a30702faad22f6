"""Address lists (RFC 5322 section 3.4, RFC 6531), groups, comments and common damage included."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import idna

from frontline.channels.email.parsing import charsets
from frontline.channels.email.parsing.words import decode_words, one_line
from frontline.inbox.channel import Address

MAX_ADDRESS = 320
MAX_NAME = 160
MAX_ADDRESSES = 300
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^>,;]*>?|[,;:()]|[^",;:()<]+', re.DOTALL)
_LOCAL = re.compile(r'"(?:[^"\\\r\n]|\\.)*"|[^\s@"<>()\[\]\\,;:]+')
_DOMAIN = re.compile(r"[^\s@\"<>()\\,;:/]+")


def addresses(value: bytes) -> list[Address]:
    """The addresses in a field, in order; those that can't be mailed are left out."""
    out: list[Address] = []
    for name, spec in _mailboxes(charsets.guess(value)):
        found = normal(spec) or normal(decode_words(spec))
        if found and all(found != known.address for known in out):
            shown = one_line(decode_words(name))[:MAX_NAME].strip(" '\"")
            out.append(Address(found, "" if shown.lower() == found else shown))
        if len(out) >= MAX_ADDRESSES:
            break
    return out


def normal(spec: str) -> str:
    """`local@domain` as it is stored and compared: lower case, the domain in its ASCII form (IDNA 2008). Or nothing."""
    spec = spec.strip(" \t\r\n<>").rstrip(".")
    if spec.startswith("@") and ":" in spec:  # a source route, RFC 5322 section 4.4
        spec = spec.rpartition(":")[2]
    local, _, domain = spec.rpartition("@")
    local, domain = local.strip(), domain.strip()
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        return ""
    address = f"{unicodedata.normalize('NFC', local)}@{_ascii(domain)}".lower()
    if len(address) > MAX_ADDRESS or not address.isprintable():
        return ""
    return address


def without_tag(address: str) -> tuple[str, str]:
    """`("local@domain", "tag")` of `local+tag@domain`; the tag is what follows the last plus."""
    local, _, domain = address.rpartition("@")
    base, plus, tag = local.rpartition("+")
    return (f"{base}@{domain}", tag) if plus and base else (address, "")


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return domain


def _mailboxes(text: str) -> Iterator[tuple[str, str]]:
    """(display name, address) for each piece between commas. A piece without an address begins the next one's name."""
    piece, depth, carried = _Piece(), 0, ""
    for mark in [*_TOKEN.findall(text), ""]:
        if mark in ("(", ")"):
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif depth and mark:
            piece.comment += mark
        elif mark in (",", ";", ""):
            if "@" in piece.spec:
                named = piece.name if piece.angle else piece.comment
                yield (f"{carried}, {named}" if carried and piece.angle else named), piece.spec
            elif piece.angle is not None and "@" in piece.name:
                yield "", piece.name
            carried = piece.name if mark == "," and "@" not in piece.spec else ""
            piece = _Piece()
        elif mark == ":" and "@" not in piece.spec:  # the name of a group
            piece, carried = _Piece(), ""
        else:
            piece.add(mark)


@dataclass(slots=True)
class _Piece:
    loose: str = ""
    name: str = ""
    comment: str = ""
    angle: str | None = None

    def add(self, token: str) -> None:
        if token.startswith("<"):
            self.angle = self.angle or token.strip("<> \t")
        else:
            self.loose += token
            self.name += (
                re.sub(r"\\(.)", r"\1", token[1:].removesuffix('"')) if token.startswith('"') else token
            )

    @property
    def spec(self) -> str:
        return self.loose.strip() if self.angle is None else self.angle
