"""Lengths of working time, as people type and read them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.inbox.clocks.durations import exactly, in_words, typed
from frontline.kernel.refusal import Invalid

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("15 min", 15 * MINUTE),
        ("15min", 15 * MINUTE),
        ("1 h", HOUR),
        ("1 h 30 min", 1.5 * HOUR),
        ("90 minutes", 1.5 * HOUR),
        ("1 day", 8 * HOUR),
        ("2 Days", 16 * HOUR),
        ("1 d, 2 h", 10 * HOUR),
        ("1 hour and 5 minutes", 65 * MINUTE),
        ("", None),
        (" - ", None),
        ("none", None),
    ],
)
def test_it_is_read_as_it_is_meant(text: str, length: timedelta | None):
    assert typed(text) == length


@pytest.mark.parametrize(
    "text", ["soon", "1", "1 week", "15 min late", "-5 min", "0 h", "251 days", "1.5 h", "1 h x"]
)
def test_what_is_no_length_is_refused_in_a_sentence(text: str):
    with pytest.raises(Invalid) as refused:
        typed(text)
    assert refused.value.sentence.endswith(".")
    assert text[:4] in refused.value.sentence


@given(st.integers(1, 250 * 8 * 60))
def test_what_is_shown_can_be_typed(minutes: int):
    assert typed(in_words(minutes * MINUTE)) == minutes * MINUTE


def test_it_is_explained_to_the_second():
    assert exactly(26 * HOUR + 5 * MINUTE + timedelta(seconds=7)) == "26:05:07"
    assert exactly(-90 * MINUTE) == "-1:30:00"
