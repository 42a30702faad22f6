"""Names and addresses are taken out of texts, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.people.scrubbing import INSTEAD, Scrubber

ends = st.sampled_from("abÄé")
words = st.tuples(ends, st.text(st.sampled_from("abÄ@.-é "), min_size=1, max_size=6), ends).map("".join)
texts = st.text(st.sampled_from("abÄB@.-é \n,"), max_size=60)


@given(st.lists(words, max_size=4), texts)
def test_no_word_is_left_whole_however_it_is_cased(found: list[str], text: str):
    left = Scrubber(found).text(text).replace(INSTEAD, "\0")
    for word in found:
        assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", left, re.IGNORECASE)


@given(st.lists(words, max_size=4), texts)
def test_what_holds_no_word_is_not_touched(found: list[str], text: str):
    if not any(word.lower() in text.lower() for word in found):
        assert Scrubber(found).text(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dear Ada Okafor,", "Dear [erased],"),
        ("<ADA@northwind.example>", "<[erased]>"),
        ("Adam Okaforson", "Adam Okaforson"),
        ("bada@northwind.example", "bada@northwind.example"),
        ("Al was here", "Al was here"),
    ],
)
def test_only_whole_words_of_three_characters_or_more(text: str, left: str):
    assert Scrubber(["Ada Okafor", "ada@northwind.example", "Al"]).text(text) == left


def test_data_is_scrubbed_in_any_depth_and_numbers_stay():
    data = {"to": [{"name": "Ada Okafor", "id": 7}], "none": None}
    assert Scrubber(["ada okafor"]).data(data) == {"to": [{"name": INSTEAD, "id": 7}], "none": None}


def test_without_words_everything_stays():
    assert Scrubber([]).text("Ada") == "Ada"
    assert Scrubber(["100%_\\"]).likes() == [r"%100\%\_\\%"]
