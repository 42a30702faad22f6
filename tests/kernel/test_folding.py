"""Text in the form in which it is compared, and in which PostgreSQL can keep it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel.folding import fold, storable


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plain", "plain"),
        ("a\0b", "a\ufffdb"),
        ("\ud800x", "\ufffdx"),
        ("\ud83d\ude00", "\U0001f600"),
        ("", ""),
    ],
)
def test_what_cannot_be_kept_is_replaced_and_nothing_else(given: str, kept: str):
    assert storable(given) == kept


@given(st.text(st.characters()))
def test_any_text_becomes_storable_once_and_for_all(text: str):
    kept = storable(text)
    kept.encode("utf-8")
    assert "\0" not in kept
    assert storable(kept) == kept


def test_accents_and_case_fold_away():
    assert fold("Łukasz DVOŘÁK") == "łukasz dvorak"
    assert fold("Straße") == "strasse"
