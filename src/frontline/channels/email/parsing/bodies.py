"""Which parts are the words of the mail, and which are files."""

import re
from dataclasses import dataclass, field
from html import escape

from frontline.channels.email.parsing import charsets, markup, names
from frontline.channels.email.parsing.flowed import unflow
from frontline.channels.email.parsing.structure import Part
from frontline.kernel.folding import storable

MAX_TEXT = 1_000_000
MAX_MARKUP = 2_000_000
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.I)
_STUB = re.compile(
    r"(does(n't| not) support|unable to (display|view)|kann? kein|requires) [^\n]{0,60}html", re.I
)


@dataclass(slots=True)
class Section:
    """A piece of the body, in one or both forms."""

    plain: str = ""
    html: str = ""


@dataclass(slots=True)
class Body:
    """The words of a mail, lines ended by LF, and its files. `html` is empty if the mail has none.

    `is_cut`: there is more in the mail than this, because it passes the bounds.
    """

    sections: list[Section] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    is_cut: bool = False
    text: str = ""
    html: str = ""


def body_of(mail: Part) -> Body:
    """The words and the files of a mail."""
    body = Body()
    _gather(mail, body, is_root=True)
    body.text, body.html = _text(body.sections), _html(body.sections)
    if len(body.text) > MAX_TEXT or len(body.html) > MAX_MARKUP:
        body.is_cut = True
        body.text, body.html = body.text[:MAX_TEXT], body.html if len(body.html) <= MAX_MARKUP else ""
    return body


def _text(sections: list[Section]) -> str:
    pieces: list[str] = []
    budget, length = markup.MAX_RENDERED, 0
    for section in sections:
        if length > MAX_TEXT:
            break
        if _is_real(section):
            pieces.append(section.plain.strip("\n"))
        else:
            budget -= len(section.html)
            pieces.append(markup.to_text(section.html, render=budget >= 0))
        length += len(pieces[-1])
    return "\n\n".join(piece for piece in pieces if piece)


def _html(sections: list[Section]) -> str:
    if not any(section.html for section in sections):
        return ""
    return "\n".join(s.html or f"<pre>{escape(s.plain)}</pre>" for s in sections if s.html or s.plain)


def _gather(part: Part, body: Body, *, is_root: bool = False) -> None:
    body.is_cut = body.is_cut or part.is_cut
    if part.type == "multipart/alternative":
        _choose(part, body)
    elif part.type == "multipart/related":
        _gather_related(part, body)
    elif part.children:
        for child in part.children:
            _gather(child, body)
    elif part.is_cut:
        return
    elif _is_words(part, is_root=is_root):
        body.sections.append(_section(part, body))
    else:
        body.files.append(part)


def _choose(part: Part, body: Body) -> None:
    """RFC 2046 section 5.1.4: the last is the richest. One plain and one HTML form are taken, files always."""
    chosen = Section()
    for child in part.children:
        found = Body()
        _gather(child, found)
        body.files += found.files
        body.is_cut = body.is_cut or found.is_cut
        plain = "\n\n".join(s.plain for s in found.sections if s.plain.strip())
        html = _html(found.sections)
        chosen.html = html or chosen.html
        chosen.plain = plain if plain and not (html and chosen.plain) else chosen.plain
    if chosen.plain or chosen.html:
        body.sections.append(chosen)


def _gather_related(part: Part, body: Body) -> None:
    """RFC 2387: one root (`start`, or the first), and what it refers to."""
    start = part.parameters.get("start", "").strip("<> ").encode()
    named = [child for child in part.children if start and child.get("content-id").strip(b"<> \t") == start]
    root = next(iter(named or part.children), None)
    for child in part.children:
        if child is root or child.children:
            _gather(child, body)
        elif not child.is_cut:
            body.files.append(child)


def _is_words(part: Part, *, is_root: bool) -> bool:
    if part.type not in ("text/plain", "text/html"):
        return False
    kind, _ = names.disposition(part)
    return kind != "attachment" and (is_root or not names.file_name(part))


def _section(part: Part, body: Body) -> Section:
    content = part.content
    is_html = part.type == "text/html"
    charset = part.parameters.get("charset", "")
    if is_html and not charset and (found := _META.search(content[:4000])):
        charset = found[1].decode("ascii")
    text = storable(charsets.to_text(content, charset)).replace("\r\n", "\n").replace("\r", "\n")
    if (
        len(text) > MAX_TEXT
    ):  # a page that nobody could read, or load: the beginning here, all of it as a file
        body.files.append(part)
        text = text[:MAX_TEXT]
        return Section(plain=markup.to_text(text, render=False)) if is_html else Section(plain=text)
    if is_html:
        return Section(html=text)
    if part.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, delsp=part.parameters.get("delsp", "").lower() == "yes")
    return Section(plain=text)


def _is_real(section: Section) -> bool:
    """Whether the plain form says what the HTML says, rather than nothing, or that one should read the HTML."""
    plain = section.plain.strip()
    if not section.html:
        return True
    return bool(plain) and not (len(plain) < 200 and _STUB.search(plain))
