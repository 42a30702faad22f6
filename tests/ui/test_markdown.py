"""Markdown as teammates write it."""

from hypothesis import given
from hypothesis import strategies as st

from frontline.ui.markdown import render


def test_code_is_highlighted_by_classes_alone():
    shown = render("```python\nx = 1\n```")

    assert '<span class="mi">1</span>' in shown
    assert "style=" not in shown


def test_code_in_an_unknown_language_is_shown_as_it_is():
    assert "a &lt;b&gt; &amp; c" in render("```nosuchlanguage\na <b> & c\n```")


def test_html_is_shown_as_written():
    assert render("<script>alert(1)</script> <b>x</b>") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;x&lt;/b&gt;</p>\n"
    )


def test_links_tell_nothing_and_lead_out():
    assert '<a href="https://a.example" rel="noopener nofollow">x</a>' in render("[x](https://a.example)")


def test_a_link_that_would_run_something_is_no_link():
    assert "href" not in render("[x](javascript:alert(1)) [y](data:text/html,x)")


def test_an_image_is_not_loaded():
    assert "<img" not in render("![x](https://a.example/x.png)")


def test_a_line_break_is_a_line_break():
    assert "one<br>" in render("one\ntwo")


def test_tables_are_tables():
    assert "<td>500</td>" in render("|a|b|\n|-|-|\n|1|500|")


@given(st.text())
def test_no_text_makes_a_tag_of_its_own(text):
    assert "<script" not in render(text).lower()
