"""The difference estimator, by hand and by its laws."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.difference import Residuals, difference_interval


def test_it_is_the_formula_of_its_docstring():
    # 100 of 1,000 read; the model says 0.30 on average, and was wrong by 4 in sum, by 12 in squares.
    share, (low, high) = difference_interval([Residuals(1000, 100, 0.30, 4.0, 12.0)], 1.96)
    half = 1.96 * math.sqrt((1 - 100 / 1000) * (12 + 2) / (100 + 2) / 100)
    assert share == pytest.approx(0.34)
    assert (low, high) == pytest.approx((0.34 - half, 0.34 + half))


def test_a_model_without_fault_leaves_two_pseudo_residuals():
    _, (low, high) = difference_interval([Residuals(1000, 100, 0.30, 0.0, 0.0)], 1.96)
    assert high - low == pytest.approx(2 * 1.96 * math.sqrt(0.9 * 2 / 102 / 100))


def test_for_all_bars_at_once_there_are_more_of_them():
    _, (low, high) = difference_interval([Residuals(1000, 100, 0.30, 0.0, 0.0)], 2.73)
    more = 2.73**2 / 2
    assert high - low == pytest.approx(2 * 2.73 * math.sqrt(0.9 * more / (100 + more) / 100))


def test_a_census_is_certain():
    share, interval = difference_interval([Residuals(50, 50, 0.2, 5.0, 8.0)], 1.96)
    assert share == pytest.approx(0.3)
    assert interval == pytest.approx((0.3, 0.3))


def test_strata_count_by_their_size():
    one, two = Residuals(300, 30, 0.1, 0.0, 1.0), Residuals(100, 10, 0.5, 1.0, 2.0)
    share, (low, high) = difference_interval([one, two], 1.96)
    spread = (3 + 2) / (40 + 2)
    variance = 0.75**2 * 0.9 * spread / 30 + 0.25**2 * 0.9 * spread / 10
    assert share == pytest.approx(0.75 * 0.1 + 0.25 * 0.6)
    assert high - low == pytest.approx(2 * 1.96 * math.sqrt(variance))


def test_a_stratum_of_which_nothing_was_read_is_refused():
    with pytest.raises(Invalid, match="Nothing was read"):
        difference_interval([Residuals(10, 0, 0.1, 0.0, 0.0), Residuals(10, 5, 0.1, 0.0, 0.0)], 1.96)


@given(
    read=st.integers(2, 200),
    more=st.integers(0, 2000),
    predicted=st.floats(0, 1),
    squares=st.floats(0, 200),
    lean=st.floats(-1, 1),
)
def test_the_share_lies_in_its_interval_and_both_between_nothing_and_all(
    read, more, predicted, squares, lean
):
    squares = min(squares, read)
    total = lean * math.sqrt(squares * read)
    share, (low, high) = difference_interval([Residuals(read + more, read, predicted, total, squares)], 1.96)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
