"""HTML as the text that a person would read."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from inscriptis.css_profiles import CSS_PROFILES

from frontline.channels.email.parsing import markup


def test_rendering_leaves_no_trace_in_the_styles_that_all_renderings_share() -> None:
    before = CSS_PROFILES["strict"]["body"].canvas
    markup.to_text("<p>Ada's secret</p>")
    assert CSS_PROFILES["strict"]["body"].canvas is before


def test_mails_rendered_at_once_do_not_mix() -> None:
    mails = [f"mail {number} " * 50 for number in range(60)]
    with ThreadPoolExecutor(4) as pool:
        rendered = list(pool.map(markup.to_text, (f"<body>{mail}<p>{mail}</p></body>" for mail in mails)))
    assert [set(text.split()) for text in rendered] == [set(mail.split()) for mail in mails]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("   ", ""),
        ("no markup at all", "no markup at all"),
        ("<?xml version='1.0' encoding='utf-8'?><p>x</p>", "x"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>one</p>\n\n\n<p>two</p>", "one\n\ntwo"),
        ("<pre>  keep\n    this</pre>", "  keep\n    this"),
        ("<blockquote>one<blockquote>two</blockquote></blockquote>three", "> one\n>> two\nthree"),
        ("mine<div class='gmail_signature'>Ada<br>Northwind</div>", "mine\n-- \nAda\nNorthwind"),
        ("5 &lt; 6 &amp; &eacute;&#8364;", "5 < 6 & é€"),
        ("<!-- hidden -->shown<script>x()</script>", "shown"),
    ],
)
def test_html_reads_as_a_person_would_read_it(html: str, text: str) -> None:
    assert markup.to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<head><title>t</title></head><p>one</p><p>two", "one\n\ntwo"),
        ("a<!-- <p>hidden --> b <script>if (a<b) c()</script>d", "a b d"),
        ("<style>p{}</style>x<br>y &amp; z<never closed", "x\ny & z<never closed"),
        ("shown<script>never closed <p>text", "shown"),
        ("<DIV>1</DIV><!DOCTYPE x></ODD>2", "1\n2"),
    ],
)
def test_markup_too_large_to_render_only_loses_its_tags(html: str, text: str) -> None:
    assert markup.to_text(html, render=False) == text
