"""Making customers' HTML safe to show: it can't run anything, load anything, or leave its place on the page.

The raw HTML is kept as it came; this is what the screen gets. nh3 (ammonia) parses as browsers do and keeps only what
is listed here, so anything unknown is gone rather than guessed at.
"""

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

# Without header, main, nav and the like: they would be landmarks of our page.
_TAGS = {
    "a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol",
    "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
# What these hold is not text for people: it goes with them.
_GONE_WITH_CONTENT = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "noembed",
    "noframes",
    "iframe",
    "object",
}
_ATTRIBUTES = {
    "*": {"dir", "lang", "title", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign", "scope"},
    "ol": {"start", "type"},
    "table": {"align"},
    "time": {"datetime"},
    # Only to find what is quoted; taken away below.
    "div": {"class", "id", "align"},
    "blockquote": {"class", "type"},
}
# Nothing that positions, sizes beyond the text, hides, animates or loads. Colours are left out too: a mail written for
# a white ground is unreadable on a dark one.
_STYLES = {
    "font-weight", "font-style", "text-decoration", "text-align", "text-transform", "vertical-align", "white-space",
    "list-style-type",
}  # fmt: skip
_SAFE_VALUE = re.compile(r"^[\w\s#%.,'\"-]{1,80}$")
_SCHEMES = {"http", "https", "mailto", "tel", "cid"}
_QUOTED = re.compile(
    r"(?i)\b(gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|divRplyFwdMsg|appendonsend)\b"
)
_VOID = {"br", "col", "hr", "img", "wbr"}


def sanitise(html: str, *, cid_urls: Mapping[str, str]) -> str:
    """`html` without anything that acts, loads from afar, or reaches beyond its place.

    Images that came with the message are shown from `cid_urls` (Content-ID without brackets -> our address). Images
    from elsewhere are never loaded, because loading tells the sender that, when and where the mail was read: a link
    with the image's words and host stands in their place. Quoted history is folded into <details>. Links open in a
    new tab and tell nothing of us.
    """
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_GONE_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep,
        url_schemes=_SCHEMES,
        url_relative="deny",  # it would point into Frontline
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        filter_style_properties=_STYLES,
        strip_comments=True,
    )
    return _Rewriter(cid_urls).run(cleaned)


def _keep(tag: str, attribute: str, value: str) -> str | None:
    """What becomes of one attribute that is allowed by name."""
    if attribute == "style":
        kept = [part.strip() for part in value.split(";") if _is_harmless(part)]
        return ";".join(kept) or None
    if attribute in {"width", "height", "colspan", "rowspan", "start"}:
        return value if value.isascii() and value.isdigit() and len(value) <= 4 else None
    return value


def _is_harmless(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    return name.strip().lower() in _STYLES and bool(_SAFE_VALUE.match(value.strip()))


class _Rewriter(HTMLParser):
    """Goes once over nh3's output, which is well formed: places images, folds quotes."""

    def __init__(self, cid_urls: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self._cid_urls = {cid.strip("<>").lower(): url for cid, url in cid_urls.items()}
        self._out: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._links = 0

    def run(self, html: str) -> str:
        self.feed(html)
        self.close()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._out.append(self._image(given))
            return
        folds = self._begins_quote(tag, given)
        if folds:
            self._out.append('<details class="fold"><summary>Quoted text</summary>')
        if tag not in _VOID:
            self._open.append((tag, folds))
            self._links += tag == "a"
        if tag == "a" and given.get("href", "").startswith("cid:"):
            given.pop("href")
        if tag == "pre":
            # It may scroll, and must be reachable by keyboard then.
            given |= {"tabindex": "0", "role": "group", "aria-label": "Code"}
        given.pop("class", None)
        given.pop("id", None)
        self._out.append(_tag(tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self._open:
            return
        opened, folds = self._open.pop()
        self._links -= opened == "a"
        self._out.append(f"</{opened}>" + ("</details>" if folds else ""))

    def handle_data(self, data: str) -> None:
        self._out.append(data)

    def handle_entityref(self, name: str) -> None:
        self._out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._out.append(f"&#{name};")

    def _begins_quote(self, tag: str, given: Mapping[str, str]) -> bool:
        if any(folds for _, folds in self._open):
            return False  # one fold holds all that is inside
        marked = _QUOTED.search(f"{given.get('class', '')} {given.get('id', '')}")
        return tag == "blockquote" or (tag == "div" and bool(marked))

    def _image(self, given: Mapping[str, str]) -> str:
        source, words = given.get("src", ""), given.get("alt", "").strip()
        if source[:4].lower() == "cid:":
            address = self._cid_urls.get(source[4:].strip("<>").lower())
            if address is None:
                return _missing(words or "Image that did not come with the message")
            kept = {name: given[name] for name in ("alt", "title", "width", "height") if name in given}
            return _tag("img", {"src": address, "alt": "", **kept, "loading": "lazy"})
        host = urlsplit(source).hostname if source.startswith(("http://", "https://")) else None
        if host is None:
            return _missing(words or "Image")
        if given.get("width") in {"0", "1"} or given.get("height") in {"0", "1"}:
            return ""  # a tracking pixel has nothing to say
        text = f"Image not loaded: {words} ({host})" if words else f"Image not loaded ({host})"
        if self._links:
            return _missing(text)
        rel = {
            "href": source,
            "rel": "noopener noreferrer nofollow",
            "target": "_blank",
            "class": "remote-image",
        }
        return f"{_tag('a', rel)}{escape(text)}</a>"


def _missing(words: str) -> str:
    return f'<span class="remote-image">{escape(words)}</span>'


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"
