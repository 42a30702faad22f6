"""How plain text is shown: what people write as prose, and what they paste."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from frontline.inbox.views.entries import linked

PRE = '<pre tabindex="0" role="group" aria-label="Code">'


def test_web_addresses_are_links_and_all_else_is_text():
    shown = linked("See https://acme.example/a?b=1&c=2. <script>")

    assert 'href="https://acme.example/a?b=1&amp;c=2"' in shown
    assert shown.endswith("</a>. &lt;script&gt;")


def test_indented_lines_are_set_as_code():
    shown = linked("It says:\n\n    Error: <none>\n      at boot (app.js:3)\n\n    exit 1\n\nWhat now?")

    assert shown == (f"It says:{PRE}Error: &lt;none&gt;\n  at boot (app.js:3)\n\nexit 1</pre>What now?")


def test_a_stack_trace_with_tabs_is_code_and_its_addresses_are_links():
    shown = linked("java.lang.Oops\n\tat A.b(A.java:1)\n\tat https://acme.example/x\nBye")

    assert shown.startswith(f"java.lang.Oops{PRE}at A.b(A.java:1)\nat <a href=")
    assert shown.endswith("</a></pre>Bye")


@pytest.mark.parametrize(
    "text",
    ["    Dear all,\nI begin with an indent.", "one\n   three spaces\n   are not four", "  \n    \n    \n"],
)
def test_prose_is_left_as_it_was_written(text: str):
    assert linked(text) == text


@given(st.text(alphabet=st.sampled_from("ab \t\n<&"), max_size=200))
def test_nothing_that_was_written_is_lost(text: str):
    shown = Markup(linked(text)).replace(PRE, "").replace("</pre>", "").unescape()

    assert "".join(shown.split()) == "".join(text.split())
