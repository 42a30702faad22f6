"""A reply's Markdown as the two bodies of a mail: plain text that reads well, and HTML that survives mail programs."""

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

_MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px"
# No text or background colours: programs that turn mail dark change only what they know the colour of.
_STYLES = {
    "p": "margin:0 0 12px",
    "ul": "margin:0 0 12px;padding-left:24px",
    "ol": "margin:0 0 12px;padding-left:24px",
    "blockquote": "margin:0 0 12px;padding-left:12px;border-left:2px solid #999",
    "table": "margin:0 0 12px;border-collapse:collapse",
    "th": "padding:4px 8px;border:1px solid #999;text-align:left",
    "td": "padding:4px 8px;border:1px solid #999",
    "hr": "margin:12px 0;border:0;border-top:1px solid #999",
    **{f"h{level}": "margin:16px 0 8px;font-size:16px;line-height:1.3" for level in range(1, 7)},
}
_STYLED = (
    *("paragraph_open", "heading_open", "bullet_list_open", "ordered_list_open", "blockquote_open"),
    *("table_open", "th_open", "td_open", "hr"),
)
_PRE = (
    f"margin:0 0 12px;padding:8px 12px;border:1px solid #999;border-radius:6px;{_MONO};line-height:1.45;"
    "white-space:pre-wrap;word-wrap:break-word"
)
_BODY = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,sans-serif;font-size:14px;line-height:1.45"


def as_html(markdown: str) -> str:
    """An HTML fragment with inline styles only; raw HTML in `markdown` comes out as the text that was typed."""
    return str(_parser().render(markdown))


def document(fragment: str) -> str:
    """A whole HTML document around `fragment`, for the text/html part."""
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        f'</head><body style="{_BODY}">\n{fragment}</body></html>\n'
    )


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    for rule in _STYLED:
        made.add_render_rule(rule, _styled)
    for rule, draw in {
        "fence": _block,
        "code_block": _block,
        "code_inline": _inline_code,
        "image": _linked,
    }.items():
        made.add_render_rule(rule, draw)
    return made


def _styled(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    align = f";{token.attrs['style']}" if "style" in token.attrs else ""
    token.attrSet("style", _STYLES[token.tag] + align)
    return self.renderToken(tokens, index, options, env)


def _block(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<pre style="{_PRE}"><code style="{_MONO}">{escape(tokens[index].content)}</code></pre>\n'


def _inline_code(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<code style="{_MONO}">{escape(tokens[index].content)}</code>'


def _linked(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """An image becomes a link to it: mail that loads pictures from elsewhere looks like tracking."""
    source = escape(str(tokens[index].attrGet("src") or ""))
    return f'<a href="{source}">{escape(tokens[index].content) or source}</a>'
