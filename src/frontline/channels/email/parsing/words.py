"""Header text: encoded words (RFC 2047), raw 8-bit (RFC 6532, and what came before it)."""

import binascii
import re
import unicodedata

from frontline.channels.email.parsing import charsets

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.{0,2000}?)\?=", re.DOTALL)
_DIRECTION = re.compile(
    "[\u202a-\u202e\u2066-\u2069]"
)  # left open, they would turn around what stands beside
_SPACE = re.compile(r"\s+")


def decoded(value: bytes, *, limit: int) -> str:
    """An unstructured field as one line of text, at most `limit` characters."""
    return one_line(decode_words(charsets.guess(value)))[:limit].rstrip()


def decode_words(text: str) -> str:
    """`text` with its encoded words decoded.

    Neighbours of one charset are joined before they are decoded: many mailers cut a character in two between words.
    """
    out: list[str] = []
    pending: list[bytes] = []
    charset, end = "", 0
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        same = found[1].lower() == charset and not between.strip() and pending
        if not same:
            if pending:
                out.append(charsets.to_text(b"".join(pending), charset))
            out.append(between if between.strip() or not pending else "")
            pending, charset = [], found[1].lower()
        pending.append(_content(found[2], found[3]))
        end = found.end()
    if pending:
        out.append(charsets.to_text(b"".join(pending), charset))
    return "".join(out) + text[end:]


def one_line(text: str) -> str:
    """`text` without characters of control and direction, every run of white space one space."""
    text = _SPACE.sub(" ", _DIRECTION.sub("", text))
    if text.isprintable():  # nothing of the kind is in it
        return text.strip()
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs")).strip()


def _content(encoding: str, content: str) -> bytes:
    raw = content.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw.replace(b" ", b"_"), header=True)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
