"""Message-IDs (RFC 5322 section 3.6.4), as they are stored and compared."""

import hashlib
import re

from frontline.channels.email.parsing import charsets
from frontline.kernel.folding import storable

MAX_ID = 255
_MAX_IDS = 100
_ANGLED = re.compile(r"<([^<>]{1,4000})>")
_COMMENT = re.compile(r"\([^()<>]*\)")
_SPACE = re.compile(r"[\s\x00-\x1f]+")


def message_id(value: bytes) -> str:
    """The Message-ID in a field, with angle brackets, at most 255 characters; or nothing."""
    found = message_ids(value)
    return found[0] if found else ""


def message_ids(value: bytes) -> tuple[str, ...]:
    """All Message-IDs in a field, in order, each once: the first and the latest where there are more than a hundred."""
    text = charsets.guess(value)
    inner = _ANGLED.findall(text) or [word for word in _COMMENT.sub(" ", text).split() if "@" in word]
    found = list(dict.fromkeys(one for one in map(normal, inner) if one))
    return tuple(found if len(found) <= _MAX_IDS else [found[0], *found[1 - _MAX_IDS :]])


def normal(inner: str) -> str:
    """An id in its stored form: no white space (broken folding), in angle brackets; over 255 characters, its hash."""
    inner = storable(_SPACE.sub("", inner).strip("<>,;"))
    if not inner:
        return ""
    whole = f"<{inner}>"
    return whole if len(whole) <= MAX_ID else f"<{_hash(whole)}@long.invalid>"


def made_from(digest: str) -> str:
    """The Message-ID of a mail that has none; the same for the same content."""
    return f"<{digest}@content.invalid>"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
