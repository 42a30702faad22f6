"""What a mail is, whatever way it came: the digest that tells the same mail twice from two mails with one id."""

import hashlib
from collections.abc import Iterator

from frontline.channels.email.parsing import ids, structure
from frontline.channels.email.parsing.structure import Part
from frontline.channels.email.parsing.words import decoded

_FIELDS = ("from", "to", "cc", "subject", "date", "message-id")
_MAX_NESTED = 3


def fingerprint(mail: Part) -> tuple[str, str]:
    """(external id, digest) of a mail.

    The id is its Message-ID, or "digest:" and the digest if it has none. The digest is SHA-256 over From, To, Cc,
    Subject, Date and Message-ID, and the decoded content of every part with its type: what relays may change (line
    ends, transfer encodings, folding, trace fields, boundaries, blank lines at the end) has no part in it.
    """
    digest = hashlib.sha256()
    for piece in _pieces(mail, nested=0):
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    named = digest.hexdigest()
    return ids.message_id(mail.get("message-id")) or f"digest:{named}", named


def _pieces(mail: Part, *, nested: int) -> Iterator[bytes]:
    for name in _FIELDS:
        yield decoded(mail.get(name), limit=100_000).encode("utf-8", "replace")
    for cut in mail.cut():
        yield cut.replace(b"\r\n", b"\n").rstrip(b" \t\r\n")
    for leaf in mail.leaves():
        yield leaf.type.encode("ascii", "replace")
        content = leaf.content
        if leaf.type == "message/rfc822" and nested < _MAX_NESTED:
            yield from _pieces(structure.read(content), nested=nested + 1)
        elif leaf.encoding == "base64" and not leaf.type.startswith("text/"):
            yield content
        else:
            yield content.replace(b"\r\n", b"\n").rstrip(b" \t\r\n")
