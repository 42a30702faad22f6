"""Markdown as teammates write it, to HTML that is safe to show. Code is highlighted by classes, not inline styles."""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote",
    "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td", "span",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "span": {"class"}, "code": {"class"}}


def render(text: str) -> Markup:
    """`text` (CommonMark with tables, strikethrough and bare links; raw HTML shown as written) as sanitised HTML."""
    html = nh3.clean(
        _parser().render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        link_rel="noopener nofollow",
        url_schemes={"http", "https", "mailto", "tel"},
    )
    # What scrolls must be reachable by keyboard. Code written as text is escaped, so this hits tags alone.
    html = html.replace("<pre>", '<pre tabindex="0" role="group" aria-label="Code">').replace(
        "<table>", '<table tabindex="0">'
    )
    return Markup(html)  # noqa: S704  (cleaned above)


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "breaks": True, "highlight": _highlight}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).disable("image")


def _highlight(code: str, language: str, _attributes: str) -> str:
    """Spans with Pygments' short class names, or nothing (the parser then escapes) for an unknown language."""
    if not language or len(code) > 50_000:  # a lexer over a pasted log would hold up the page
        return ""
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return ""
    spans: str = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return spans
