"""Intervals of shares: against what was published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.reports.statistics.exact import beta_interval, exact_interval
from frontline.reports.statistics.goodman import goodman
from frontline.reports.statistics.sison_glaz import sison_glaz
from frontline.reports.statistics.wilson import effective, wilson
from tests.reports.statistics.properties import unhurried

ENDLESS = 10**9


@pytest.mark.parametrize(
    ("count", "read", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_newcombes_method_3(count: int, read: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17:857-872, table I; the first two also in R's propint."""
    assert wilson(count, read) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize(
    ("count", "read", "low", "high"),
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_the_exact_intervals_are_clopper_and_pearsons(count: int, read: int, low: float, high: float) -> None:
    """Newcombe 1998, table I, method 5; and the hypergeometric one is the same in an endless population."""
    assert beta_interval(count / read, read) == pytest.approx((low, high), abs=6e-5)
    assert exact_interval(count, read, ENDLESS) == pytest.approx((low, high), abs=6e-5)


def test_wilson_of_a_half() -> None:
    """statsmodels, test_proportion.py, test_confint_proportion_wilson_clip."""
    assert wilson(19, 38) == pytest.approx((0.348499283643951, 0.651500716356049), rel=1e-12)


SISON_GLAZ = [56, 72, 73, 59, 62, 87, 58]


def test_goodmans_intervals_are_those_of_the_first_example() -> None:
    """Sison & Glaz 1995, JASA 90:366-369, example 1, as in statsmodels' results_multinomial_proportions.py."""
    published = [(0.085, 0.166), (0.115, 0.204), (0.116, 0.207), (0.091, 0.173)]
    published += [(0.096, 0.181), (0.143, 0.239), (0.089, 0.171)]
    for got, wanted in zip(goodman(SISON_GLAZ), published, strict=True):
        assert got == pytest.approx(wanted, abs=6e-4)


def test_goodmans_intervals_of_fifty_equal_bars() -> None:
    """The same, example 2."""
    assert goodman([5] * 50)[0] == pytest.approx((0.005, 0.075), abs=6e-4)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(1, 0, 0.049), (12, 0.019, 0.114), (5, 0.005, 0.075), (3, 0.002, 0.062), (4, 0.004, 0.069)],
)
def test_goodmans_intervals_of_unequal_bars(count: int, low: float, high: float) -> None:
    """The same, example 3."""
    counts = [1] * 10 + [12] * 10 + [5] * 10 + [3] * 10 + [4] * 10
    assert goodman(counts)[counts.index(count)] == pytest.approx((low, high), abs=6e-4)


def test_sison_and_glazs_intervals_are_those_of_rs_multinomialci() -> None:
    """Sison & Glaz 1995, example 1: R's MultinomialCI, as in statsmodels' results_multinomial_proportions.py."""
    published = [(0.07922912, 0.1643361), (0.11349036, 0.1985973), (0.11563169, 0.2007386)]
    published += [(0.08565310, 0.1707601), (0.09207709, 0.1771840), (0.14561028, 0.2307172)]
    published += [(0.08351178, 0.1686187)]
    for got, wanted in zip(sison_glaz(SISON_GLAZ), published, strict=True):
        assert got == pytest.approx(wanted, abs=1e-4)


def test_sison_and_glazs_intervals_of_fifty_equal_bars() -> None:
    """The same, example 2."""
    assert sison_glaz([5] * 50)[7] == pytest.approx((0, 0.05304026), abs=1e-4)


@st.composite
def samples(draw: st.DrawFn) -> tuple[list[int], int]:
    """Counts of a sample, and the population."""
    counts = draw(st.lists(st.integers(0, 60), min_size=1, max_size=8).filter(any))
    return counts, sum(counts) + draw(st.integers(0, 3000))


@unhurried
@given(samples())
def test_an_interval_holds_its_estimate_and_stays_between_0_and_1(sample: tuple[list[int], int]) -> None:
    counts, population = sample
    read = sum(counts)
    for count, at_once in zip(counts, goodman(counts, population), strict=True):
        alone = wilson(count, read, population)
        exact = exact_interval(count, read, population)
        together = exact_interval(count, read, population, family=len(counts))
        for low, high in (alone, at_once, exact, together):
            assert 0 <= low <= count / read <= high <= 1
        assert at_once[0] <= alone[0]
        assert alone[1] <= at_once[1]
        assert together[0] <= exact[0]
        assert exact[1] <= together[1]


@unhurried
@given(samples(), st.floats(0.5, 0.999))
def test_when_all_were_read_the_share_is_certain(sample: tuple[list[int], int], confidence: float) -> None:
    counts, _ = sample
    read = sum(counts)
    share = counts[0] / read
    assert wilson(counts[0], read, read, confidence=confidence) == (share, share)
    assert goodman(counts, read, confidence=confidence)[0] == (share, share)
    assert exact_interval(counts[0], read, read, confidence=confidence) == (share, share)


@unhurried
@given(st.integers(1, 40), st.integers(2, 40), st.integers(2, 6))
def test_more_read_with_the_same_share_is_never_wider(count: int, of: int, times: int) -> None:
    read = count + of
    population = read * 10
    short = wilson(count * times, read * times, population)
    long = wilson(count, read, population)
    assert short[1] - short[0] <= long[1] - long[0]
    assert effective(read * times, population) > effective(read, population)
