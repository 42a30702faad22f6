"""HTML to the plain text that a person would read; quotations get the marks that they have in plain mail."""

import re
from copy import copy
from html import unescape

from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_engine import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml import html as lxml_html
from lxml.etree import _Element

MAX_RENDERED = 300_000  # characters; rendering takes seconds a megabyte
_OPEN, _CLOSE, _SIGNATURE = "\ue0f1", "\ue0f2", "\ue0f3"
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}{_SIGNATURE}]")
_TOKEN = re.compile(r"<!--|-->|<(/?)([a-z][a-z0-9]{0,20})\b[^<>]*>|<[/!?][^<>]*>", re.I)
_BREAKING = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
_INVISIBLE = re.compile(r"display\s*:\s*none", re.I)
_BLANKS = re.compile(r"\n(?:[ \t\xa0]*\n){2,}")
_SIGNATURES = ("gmail_signature", "moz-signature", "protonmail_signature_block")


def to_text(html: str, *, render: bool = True) -> str:
    """The text of `html`. Never raises. Without `render`, and where markup is too deep, tags are only taken out."""
    html = _MARKS.sub("", html).replace("\0", "")
    text = _tidy(_render(html)) if render and html.strip() else ""
    return text or _tidy(_stripped(html))


def _tidy(rendered: str) -> str:
    lines = [line.rstrip() for line in rendered.replace("\xa0", " ").split("\n")]
    return _BLANKS.sub("\n\n", "\n".join(_quote(lines))).strip("\n")


def _render(html: str) -> str:
    try:
        tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html))
        for element in list(tree.iter()):
            if isinstance(element.tag, str):
                _prepare(element)
        return str(Inscriptis(tree, _config()).get_text())
    except Exception:  # lxml and inscriptis give up on some markup, each in its own ways
        return ""


def _config() -> ParserConfig:
    """A configuration for one rendering: inscriptis writes into the style of `body`, so two threads that shared it
    could mix up two customers' mails.
    """
    css = CSS_PROFILES["strict"]
    return ParserConfig(css={**css, "body": copy(css["body"])}, table_cell_separator="  ")


def _prepare(element: _Element) -> None:
    """Mark quotations and signatures, and take away what could make the text huge (margins, spans of cells)."""
    style = element.attrib.pop("style", "")
    classes = element.get("class", "").split()
    for name in list(element.attrib):
        del element.attrib[name]
    if _INVISIBLE.search(style) and element.tag not in ("html", "body"):
        element.set("style", "display:none")
    elif element.tag == "blockquote":
        _wrap(element, _OPEN, _CLOSE)
    elif any(name in _SIGNATURES for name in classes):
        _wrap(element, _SIGNATURE, "")


def _wrap(element: _Element, before: str, after: str) -> None:
    """Put marks on lines of their own inside `element`."""
    first = element.makeelement("div", {})
    first.text = before
    first.tail, element.text = element.text, None
    element.insert(0, first)
    if after:
        last = element.makeelement("div", {})
        last.text = after
        element.append(last)


def _quote(lines: list[str]) -> list[str]:
    """Turn the marks into `>` in front of each line, and a signature's into the usual `-- `."""
    out: list[str] = []
    depth = 0
    for line in lines:
        mark = line.strip()
        if mark == _OPEN:
            depth += 1
        elif mark == _CLOSE:
            depth = max(0, depth - 1)
        elif mark == _SIGNATURE:
            out.append(">" * depth + (" " if depth else "") + "-- ")
        else:
            depth += line.count(_OPEN) - line.count(_CLOSE)
            clean = _MARKS.sub("", line)
            out.append(f"{'>' * min(depth, 20)} {clean}".rstrip() if depth > 0 else clean)
    return out


def _stripped(html: str) -> str:
    """The text between the tags; one pass, whatever is left open."""
    out: list[str] = []
    until, end = "", 0
    for found in _TOKEN.finditer(html):
        if not until:
            out.append(html[end : found.start()])
        end = found.end()
        name = (found[2] or "").lower()
        if until:
            until = "" if found[0] == until or (found[1] and name == until) else until
        elif found[0] == "<!--":
            until = "-->"
        elif name in ("script", "style", "head") and not found[1]:
            until = name
        elif name in _BREAKING:
            out.append("\n")
    return unescape("".join(out) + ("" if until else html[end:]))
