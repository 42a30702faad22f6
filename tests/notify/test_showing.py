"""The text of a notice as HTML: paragraphs and lists, and no markup of anybody's."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from frontline.notify.showing import as_html


def test_paragraphs_and_lists():
    text = "Hello Mia,\nit begins.\n\nOpen:\n- #1 Backups\n  tried: restart\n- #2 DNS\n\nBye"
    assert as_html(text) == (
        "<p>Hello Mia,<br>it begins.</p>\n<p>Open:</p>\n"
        "<ul><li>#1 Backups<br>tried: restart</li><li>#2 DNS</li></ul>\n<p>Bye</p>"
    )


def test_markup_is_shown_as_it_was_written():
    assert as_html("- <a href=x>\n- & **b**") == "<ul><li>&lt;a href=x&gt;</li><li>&amp; **b**</li></ul>"


@settings(deadline=None)
@given(st.text(alphabet="ab <>&\"'-\n\r", max_size=80))
def test_nothing_but_paragraphs_lists_and_breaks_comes_of_any_text(text):
    shown = html.fragment_fromstring(str(as_html(text)), create_parent="div")
    assert {each.tag for each in shown.iterdescendants()} <= {"p", "ul", "li", "br"}
    letters = [c for c in text if c in "ab<>&"]
    assert [c for c in shown.text_content() if c in "ab<>&"] == letters
