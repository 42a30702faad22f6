"""Header lines that mail programs depend on, written and folded by ourselves.

The standard library folds addresses and Message-IDs as if they were prose: commas in encoded names lose their quotes,
spaces between encoded words get lost, and ids longer than a line are turned into encoded words, which breaks threading.
Here a line is broken only between addresses, ids or words.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from email.header import Header
from email.policy import EmailPolicy
from typing import Any

from frontline.channels.email.writing.mailboxes import Mailbox

MOST_REFERENCES = 20
_ID = re.compile(r"<[!-;=?-~]{1,252}>")
_REPLY_PREFIXES = re.compile(
    r"\A(?:\s*(?:re|aw|sv|vs|ant|antw|odp|rif|res|ref|ynt|回复|答复)\s*(?:\[\d+\]|\(\d+\))?\s*[:\uff1a]\s*)+",
    re.I,
)
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_FOLD = "\r\n "
_BIDI = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


class Line(str):
    """A header's value that knows how it is folded: `parts` are never broken, `glue` stands between them.

    EmailPolicy keeps any value that has a `name` as it is, and asks it to fold itself (email.policy, `_fold`).
    """

    name: str
    parts: Sequence[str]
    glue: str
    defects = ()

    def __new__(cls, name: str, parts: Sequence[str], glue: str = "") -> "Line":
        made = super().__new__(cls, f"{glue} ".join(parts).replace(_FOLD, " "))
        made.name, made.parts, made.glue = name, parts, glue
        return made

    def fold(self, *, policy: "EmailPolicy[Any]") -> str:
        """The whole header with its name, in lines of 78 characters where the parts allow it."""
        lines = [f"{self.name}:"]
        for index, part in enumerate(self.parts):
            glued = part + (self.glue if index < len(self.parts) - 1 else "")
            first_of_glued = glued.split("\r\n", 1)[0]
            if len(lines[-1]) + 1 + len(first_of_glued) > 78 and index:
                lines.append(f" {glued}")
            else:
                lines[-1] += f" {glued}"
            lines[-1:] = lines[-1].split("\r\n")
        return policy.linesep.join(lines) + policy.linesep


def in_words(text: str, most: int = 160) -> str:
    """`text` as one line without control characters and text-direction overrides, `most` characters at most."""
    kept = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"} else c for c in text.translate(_BIDI)
    )
    return " ".join(kept.split())[:most].rstrip()


def named(name: str, box: Mailbox) -> str:
    """A name-addr (RFC 5322 section 3.4): `"Rask, Mia" <mia@acme.example>`; names beyond ASCII as RFC 2047 says."""
    name = in_words(name)
    if not name:
        return str(box)
    if not name.isascii() or "=?" in name:  # what only looks like an encoded word must not be decoded as one
        return f"{_FOLD.join(_encoded(name))} <{box}>"
    if _ATOMS.fullmatch(name):
        return f"{name} <{box}>"
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <{box}>'


def _encoded(text: str) -> list[str]:
    """`text` in encoded words (RFC 2047), none of them over its limit of 75 characters."""
    return Header(text, "utf-8", maxlinelen=70).encode(linesep="\n").split("\n ")


def words(name: str, text: str) -> Line:
    """The header `name` with one line of prose. What is ASCII at its beginning stays readable as it is: `Re: `."""
    prefix = "Re: " if text.startswith("Re: ") else ""
    rest = text.removeprefix(prefix)
    is_plain = rest.isascii() and "=?" not in rest
    return Line(name, [*prefix.split(), *(rest.split(" ") if is_plain else _encoded(rest))])


def people(name: str, listed: Iterable[tuple[str, Mailbox]]) -> Line:
    """The header `name` (To, Cc, From, Reply-To) with these people, as (name, mailbox)."""
    return Line(name, [named(person, box) for person, box in listed], ",")


def ids(text: str) -> list[str]:
    """The Message-IDs in `text`, in order, each once, with their angle brackets; anything else is left out."""
    return list(dict.fromkeys(_ID.findall(text)))


def references(stored: str, in_reply_to: str) -> list[str]:
    """What to put in References (RFC 5322 section 3.6.4): the first, which names the thread, and the last twenty."""
    found = ids(stored)
    for parent in ids(in_reply_to)[:1]:
        found = [each for each in found if each != parent] + [parent]
    return found if len(found) <= MOST_REFERENCES + 1 else [found[0], *found[-MOST_REFERENCES:]]


def reply_subject(subject: str, number: int, *, is_answer: bool) -> str:
    """`Re: ` and the bare subject, however many prefixes it came with; the conversation's number if it has none."""
    bare = _REPLY_PREFIXES.sub("", in_words(subject, 900)) or f"Conversation #{number}"
    return f"Re: {bare}" if is_answer else bare
