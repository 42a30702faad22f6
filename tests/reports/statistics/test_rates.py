"""Rates for each unit of usage: against what was published, and by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.rates import confint_poisson_2indep

from frontline.reports.statistics.overdispersion import overdispersion, overdispersion_of_sample
from frontline.reports.statistics.rates import Rate, rate_of_sample, rate_ratio
from tests.reports.statistics.properties import unhurried


def test_the_first_example_of_gu() -> None:
    """Gu et al. 2008, Biometrical Journal 50:283-298, example 1 (W2, one-sided): statsmodels, test_rates_poisson.py."""
    found = rate_ratio(Rate(30, 54308.7), Rate(60, 51477.5))
    assert found.p == pytest.approx(2 * 0.000316, abs=1e-5)
    assert found.ratio == pytest.approx(60 / 51477.5 / (30 / 54308.7))


def test_the_second_example_of_gu() -> None:
    """The same, example 2: is the ratio 1.5? One-sided 0.2398; z = 0.706631 in statsmodels."""
    found = rate_ratio(Rate(15, 19017 * 1.0), Rate(41, 28010 * 1.5))
    assert found.p == pytest.approx(2 * 0.2398, abs=1e-3)
    assert found.p == pytest.approx(0.47980, abs=5e-4)


@pytest.mark.parametrize(("before", "after"), [((30, 54308.7), (60, 51477.5)), ((15, 19017), (41, 28010))])
def test_the_interval_is_statsmodels_score_interval(
    before: tuple[int, float], after: tuple[int, float]
) -> None:
    """statsmodels.stats.rates.confint_poisson_2indep(compare="ratio", method="score"), of the data of Gu."""
    wanted = confint_poisson_2indep(*after, *before, compare="ratio", method="score")
    assert rate_ratio(Rate(*before), Rate(*after)).interval == pytest.approx(wanted, rel=1e-4)


def test_when_nothing_was_there_before_the_interval_has_no_end() -> None:
    found = rate_ratio(Rate(0, 10), Rate(5, 10))
    assert math.isinf(found.ratio)
    assert found.interval[0] > 0
    assert math.isinf(found.interval[1])
    nothing = rate_ratio(Rate(0, 10), Rate(0, 10))
    assert math.isnan(nothing.ratio)
    assert (nothing.interval, nothing.p) == ((0, math.inf), 1)


@unhurried
@given(
    st.floats(0.5, 500),
    st.floats(0.5, 500),
    st.floats(0.1, 1000),
    st.floats(0.1, 1000),
    st.floats(1.5, 20),
)
def test_the_interval_holds_the_ratio_and_grows_with_the_dispersion(
    x1: float, x2: float, u1: float, u2: float, spread: float
) -> None:
    found = rate_ratio(Rate(x1, u1), Rate(x2, u2))
    wider = rate_ratio(Rate(x1 / spread, u1 / spread), Rate(x2 / spread, u2 / spread))
    assert found.interval[0] < found.ratio < found.interval[1]
    assert wider.ratio == pytest.approx(found.ratio)
    assert wider.interval[0] < found.interval[0]
    assert found.interval[1] < wider.interval[1]
    assert wider.p >= found.p
    excluded = found.interval[0] > 1.0001 or found.interval[1] < 0.9999
    if excluded:
        assert found.p < 0.05


def test_a_sample_counts_as_less_than_all_of_them() -> None:
    """By hand: 20 of 100 of 1000, c = 0.1 + 0.9 x 0.8 = 0.82; all 200 of 1000 count as 200."""
    assert rate_of_sample(20, 100, 1000, 50.0).count == pytest.approx(20 / 0.82)
    assert rate_of_sample(200, 1000, 1000, 50.0) == Rate(200, 50.0)
    assert rate_of_sample(200, 1000, 1000, 50.0, overdispersion=4).count == pytest.approx(50)
    rate = rate_of_sample(20, 100, 1000, 50.0, overdispersion=2.5)
    assert rate.per_usage() == pytest.approx(200 / 50)
    assert rate.count == pytest.approx(20 / (0.25 + 0.72))


def test_dispersion_by_hand() -> None:
    """4 customers with 1, 2, 3 and 4: mean 2.5, variance 5/3, so 2/3, taken as 1; squares over sum 30/10 = 3."""
    assert overdispersion([1, 2, 3, 4]) == 3
    assert overdispersion([1, 2, 3, 4], customers=4) == 1
    assert overdispersion([10], customers=10) == pytest.approx(10)  # mean 1, variance (81 + 9)/9 = 10
    assert overdispersion([1] * 50) == 1
    assert overdispersion([]) == 1


def test_the_dispersion_of_a_sample_is_that_of_the_whole_on_average() -> None:
    """All samples of 2 of 4 conversations, three of one customer: squares over sum are (9 + 1)/4 = 2.5 in the whole."""
    same, different = overdispersion_of_sample([2], 2, 4), overdispersion_of_sample([1, 1], 2, 4)
    assert (3 * same + 3 * different) / 6 == pytest.approx(2.5)
    assert overdispersion_of_sample([3, 1], 4, 4) == pytest.approx(2.5)
    assert overdispersion_of_sample([], 4, 4) == 1
