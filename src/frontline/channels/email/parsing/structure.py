"""Taking a mail apart: header fields and nested parts (RFC 5322, RFC 2045, RFC 2046), whatever the bytes.

The standard library's parser builds a tree as deep as the mail says and re-serialises nested mails when asked for
their bytes. This one only notes where each part begins and ends: depth and number of parts are bounded, the work is
linear in the size, and a nested mail can be kept byte for byte.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from frontline.channels.email.parsing.parameters import split_parameters
from frontline.channels.email.parsing.transfer import decode

MAX_DEPTH = 20
MAX_PARTS = 500
MAX_FIELDS = 2000
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]?(.*)", re.DOTALL)
_BOUNDARY_LIKE = re.compile(rb"(?:\A|\n)--([^\s-][^\r\n]{0,99})\r?\n[Cc]ontent-")
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_MAX_FIELD = 100_000


@dataclass(slots=True)
class Part:
    """One entity of a mail. `start`, `body` and `end` are offsets in `raw`; `fields` are (lower-case name, bytes)."""

    raw: bytes
    start: int
    body: int
    end: int
    fields: list[tuple[str, bytes]]
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    children: list["Part"] = field(default_factory=list)
    is_cut: bool = False
    """Whether there is more inside than the bounds allow."""

    def get(self, name: str) -> bytes:
        """The first field of that lower-case name, unfolded, or nothing."""
        return next((value for key, value in self.fields if key == name), b"")

    def get_all(self, name: str) -> list[bytes]:
        """All fields of that name, unfolded: the first fifty."""
        return [value for key, value in self.fields if key == name][:50]

    @property
    def content(self) -> bytes:
        """The body with its transfer encoding undone."""
        return decode(self.raw[self.body : self.end], self.encoding)

    @property
    def encoding(self) -> str:
        return self.get("content-transfer-encoding").decode("latin-1").split(";")[0].strip(" \t\"'").lower()

    def leaves(self) -> Iterator["Part"]:
        """All parts that hold content rather than parts, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def cut(self) -> Iterator[bytes]:
        """The bodies of the parts that have more inside than was taken apart."""
        if self.is_cut:
            yield self.raw[self.body : self.end]
        for child in self.children:
            yield from child.cut()


def read(raw: bytes) -> Part:
    """The tree of a whole mail. Never raises."""
    raw = _with_line_feeds(raw)
    start = 0
    if raw.startswith(b"\xef\xbb\xbf"):
        start = 3
    while raw[start : start + 1] in (b"\r", b"\n"):
        start += 1
    return _read(raw, start, len(raw), depth=0, budget=[MAX_PARTS], default="text/plain")


def read_header(raw: bytes) -> Part:
    """The header fields of a mail alone; its body is not taken apart. Never raises."""
    raw = _with_line_feeds(raw)
    fields, body = _read_fields(raw, 0, len(raw))
    return Part(raw, 0, body, len(raw), fields)


def _with_line_feeds(raw: bytes) -> bytes:
    return raw.replace(b"\r", b"\n") if b"\n" not in raw else raw


def _read(raw: bytes, start: int, end: int, *, depth: int, budget: list[int], default: str) -> Part:
    fields, body = _read_fields(raw, start, end)
    part = Part(raw, start, min(body, end), end, fields)
    part.type, part.parameters = _content_type(part, default)
    if not part.type.startswith("multipart/"):
        return part
    if depth >= MAX_DEPTH:
        part.is_cut = True
        return part
    spans = _spans(part)
    inside = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    for first, last in spans:
        if budget[0] <= 0:
            part.is_cut = True
            break
        budget[0] -= 1
        part.children.append(_read(raw, first, last, depth=depth + 1, budget=budget, default=inside))
    if not part.children and not part.is_cut:
        part.type = "text/plain"
    return part


def _read_fields(raw: bytes, start: int, end: int) -> tuple[list[tuple[str, bytes]], int]:
    """The header fields from `start`, and where the body begins. A line that can't be a field begins the body."""
    fields: list[tuple[str, list[bytes]]] = []
    position = start
    while position < end:
        stop = raw.find(b"\n", position, end)
        after = end if stop < 0 else stop + 1
        line = raw[position:after].rstrip(b"\r\n")
        if not line:
            position = after
            break
        if line[:1] in b" \t":
            if fields:
                fields[-1][1].append(line)
        elif len(fields) >= MAX_FIELDS:
            position = _after_blank_line(raw, position, end)
            break
        elif found := _FIELD.match(line):
            fields.append((found[1].decode("ascii").lower(), [found[2]]))
        elif not line.startswith((b"From ", b">From ")):
            break
        position = after
    return [(name, b"".join(lines)[:_MAX_FIELD].strip(b" \t")) for name, lines in fields], position


def _after_blank_line(raw: bytes, start: int, end: int) -> int:
    found = (raw.find(b"\n\r\n", start, end), raw.find(b"\n\n", start, end))
    ends = [at + length for at, length in zip(found, (3, 2), strict=True) if at >= 0]
    return min(ends, default=end)


def _content_type(part: Part, default: str) -> tuple[str, dict[str, str]]:
    """The lower-case type, and its parameters (RFC 2045 section 5.2 gives the default; unknown is opaque)."""
    value = part.get("content-type")
    if not value:
        return default, {}
    kind, parameters = split_parameters(value)
    if _TYPE.fullmatch(kind) and len(kind) <= 127:
        return kind, parameters
    return ("application/octet-stream" if "name" in parameters else "text/plain"), parameters


def _spans(part: Part) -> list[tuple[int, int]]:
    """Where each part inside a multipart begins and ends (RFC 2046 section 5.1.1)."""
    boundary = part.parameters.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
    spans = _split(part.raw, part.body, part.end, boundary) if boundary else []
    if not spans:  # declared wrongly or not at all: look for the lines that divide it
        found = _BOUNDARY_LIKE.search(part.raw, part.body, part.end)
        spans = _split(part.raw, part.body, part.end, found[1].rstrip()) if found else []
    return spans


def _split(raw: bytes, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    mark = b"--" + boundary
    spans: list[tuple[int, int]] = []
    opened = -1
    at = raw.find(mark, start, end)
    while at >= 0:
        stop = raw.find(b"\n", at, end)
        stop = end if stop < 0 else stop
        rest = raw[at + len(mark) : min(stop, at + len(mark) + 200)].strip()
        if (at == start or raw[at - 1 : at] == b"\n") and rest in (b"", b"--"):
            if opened >= 0:
                spans.append((opened, _without_line_end(raw, opened, at)))
            opened = -1
            if rest == b"--":
                break
            opened = min(stop + 1, end)
        at = raw.find(mark, max(stop, at + 1), end)
        if len(spans) > MAX_PARTS:
            break
    if opened >= 0:
        spans.append((opened, end))
    return spans


def _without_line_end(raw: bytes, start: int, end: int) -> int:
    """The line break before a boundary belongs to the boundary."""
    if end > start and raw[end - 1 : end] == b"\n":
        end -= 1
        if end > start and raw[end - 1 : end] == b"\r":
            end -= 1
    return end
