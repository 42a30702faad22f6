"""What the mail server in front of us found: its Authentication-Results field (RFC 8601)."""

import re
from dataclasses import dataclass, field

_OUTSIDE = re.compile(r'"(?:[^"\\]|\\.)*"|[^"(;]+|.', re.DOTALL)
# A quotation mark means nothing in a comment, and a bracket nothing in a quoted string (RFC 5322 section 3.2).
_IN_COMMENT = re.compile(r"\\.|[^()\\]+|.", re.DOTALL)
_RESULT = re.compile(r"\s*([a-z][a-z0-9-]*)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)\b(.*)", re.IGNORECASE | re.DOTALL)
_PROPERTY = re.compile(r'\b([a-z]+\.[a-z0-9_-]+)\s*=\s*("(?:[^"\\]|\\.)*"|\S+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One method's result, and the properties that it was found for (`header.from`, ...), all lower case."""

    result: str
    properties: dict[str, str] = field(default_factory=dict)


def findings(fields: list[bytes], authserv_id: str) -> dict[str, Finding]:
    """Each method's first finding in the topmost field of that very `authserv_id`; empty if there is no such field.

    A sender can write such fields too, but only below those that the server adds. So one field is believed, the
    topmost, and what it does not say is not looked for further down.
    """
    for value in fields:
        identifier, *results = _split(value.decode("utf-8", "replace"))
        if identifier.split(maxsplit=1)[:1] == [authserv_id.lower()]:
            return _read(results)
    return {}


def _read(results: list[str]) -> dict[str, Finding]:
    found: dict[str, Finding] = {}
    for each in results:
        matched = _RESULT.fullmatch(each)
        if matched:
            properties = {name: value.strip('"') for name, value in _PROPERTY.findall(matched[3])}
            found.setdefault(matched[1], Finding(matched[2], properties))
    return found


def _split(value: str) -> list[str]:
    """The parts between semicolons, lower case, without comments; quoted strings stay whole."""
    parts, depth, position = [""], 0, 0
    while position < len(value):
        piece = (_IN_COMMENT if depth else _OUTSIDE).match(value, position)[0]  # type: ignore[index]
        position += len(piece)
        if piece == "(":
            depth += 1
        elif depth:
            depth -= piece == ")"
        elif piece == ";":
            parts.append("")
        else:
            parts[-1] += piece.lower()
    return [part.strip() for part in parts]
