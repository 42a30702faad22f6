"""Tests and intervals of two shares: against what was published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.barnard import barnard, rejected
from frontline.reports.statistics.holm import holm
from frontline.reports.statistics.newcombe import newcombe
from frontline.reports.statistics.two_shares import boschloo, fisher, p_of
from tests.reports.statistics.properties import unhurried


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_the_difference_is_newcombes_method_10(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe 1998, Statistics in Medicine 17:873-890, table II (a), (b), (c), (d), (f), (h); first less second."""
    assert newcombe(second, first) == pytest.approx((low, high), abs=1.01e-4)


def test_the_difference_of_fagerlands_example() -> None:
    """Fagerland, Lydersen & Laake 2015: 7/34 and 1/34, hybrid score; statsmodels, test_proportion.py."""
    assert newcombe((1, 34), (7, 34)) == pytest.approx((0.019, 0.34), abs=0.005)


def test_fishers_test_is_that_of_the_docs() -> None:
    """scipy.stats.fisher_exact, example: [[8, 2], [1, 5]]."""
    assert fisher(8, 9, 2, 7) == pytest.approx(0.034965034965034975, rel=1e-9)


def test_fishers_tea() -> None:
    """Fisher 1935, The Design of Experiments: 3 of 4 cups right, 17/35 to both sides; R's fisher.test(TeaTasting)."""
    assert fisher(3, 4, 1, 4) == pytest.approx(0.4857, abs=1e-4)


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ([[43, 40], [10, 39]], 0.000362832367),
        ([[100, 2], [1000, 5]], 0.135126970878),
        ([[2, 7], [8, 2]], 0.019210815430),
        ([[5, 1], [10, 10]], 0.156277546306),
        ([[5, 15], [20, 20]], 0.066363501421),
        ([[5, 16], [20, 25]], 0.116984852192),
        ([[10, 5], [10, 1]], 0.177536588915),
        ([[5, 0], [1, 4]], 0.013671875),
        ([[0, 1], [3, 2]], 0.509667991877),
        ([[0, 2], [6, 4]], 0.197019618792),
    ],
)
def test_barnards_p_is_that_of_rs_barnard(table: list[list[int]], p: float) -> None:
    """R's barnard.test(dp=1e-6, pooled=TRUE), as in scipy's own tests (test_hypotests.py, TestBarnardExact)."""
    (a, b), (c, d) = table
    assert barnard(a, a + c, b, b + d) == pytest.approx(p, rel=5e-4)


def test_barnards_p_of_the_vaccine() -> None:
    """Chan 1998, in the docs of scipy.stats.barnard_exact: 7 of 15 against 12 of 15, one-sided 0.0341."""
    assert barnard(7, 15, 12, 15) / 2 == pytest.approx(0.0341, abs=1e-4)


def test_boschloos_p_of_the_scientists() -> None:
    """Fisher, Boschloo: the docs of scipy.stats.boschloo_exact, 74 of 117 against 31 of 63, one-sided 0.0355."""
    assert boschloo(74, 117, 31, 63) == pytest.approx(2 * 0.0355, abs=2e-4)


@pytest.mark.parametrize(
    ("table", "p"),
    [([[2, 7], [8, 2]], 0.009886142), ([[7, 12], [8, 3]], 0.03410916), ([[5, 0], [1, 4]], 0.006865367)],
)
def test_boschloos_p_is_that_of_rs_exact(table: list[list[int]], p: float) -> None:
    """R's exact.test(method="Boschloo", tsmethod="central"), as in scipy's TestBoschlooExact; one-sided there."""
    (a, b), (c, d) = table
    assert boschloo(a, a + c, b, b + d) == pytest.approx(2 * p, abs=1e-6)


@pytest.mark.parametrize(
    ("ps", "corrected"),
    [
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),  # R: p.adjust(c(.01,.04,.03,.005), "holm")
        ([0.5, 0.9], [1.0, 1.0]),
        ([], []),
    ],
)
def test_holms_correction(ps: list[float], corrected: list[float]) -> None:
    """By hand after Holm 1979, and R's p.adjust."""
    assert holm(ps) == pytest.approx(corrected)


@unhurried
@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_keeps_the_order_and_never_shrinks_a_p(ps: list[float]) -> None:
    corrected = holm(ps)
    assert all(p <= c <= 1 for p, c in zip(ps, corrected, strict=True))
    order = sorted(range(len(ps)), key=ps.__getitem__)
    assert [corrected[i] for i in order] == sorted(corrected)


@unhurried
@given(st.data())
def test_the_interval_of_a_difference_holds_it(data: st.DataObject) -> None:
    n1, n2 = data.draw(st.integers(1, 200)), data.draw(st.integers(1, 200))
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    low, high = newcombe((x1, n1), (x2, n2))
    finite = newcombe((x1, n1), (x2, n2), populations=(n1 * 3, n2 * 3))
    gap = x2 / n2 - x1 / n1
    assert -1 <= low <= finite[0] <= gap <= finite[1] <= high <= 1
    back = newcombe((x2, n2), (x1, n1))
    assert back == pytest.approx((-high, -low))


@unhurried
@given(st.data())
def test_the_test_does_not_mind_which_came_first(data: st.DataObject) -> None:
    n1, n2 = data.draw(st.integers(1, 40)), data.draw(st.integers(1, 40))
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    p = barnard(x1, n1, x2, n2)
    assert 0 <= p <= 1
    assert barnard(x2, n2, x1, n1) == pytest.approx(p, rel=1e-3, abs=1e-12)
    assert barnard(n1 - x1, n1, n2 - x2, n2) == pytest.approx(p, rel=1e-2, abs=1e-12)


@pytest.mark.parametrize(("n1", "n2"), [(30, 30), (100, 100), (60, 200), (17, 90)])
@pytest.mark.parametrize("share", [0.013, 0.1, 0.37, 0.5, 0.83])
def test_no_change_is_called_one_at_most_5_times_in_100(n1: int, n2: int, share: float) -> None:
    """Not simulated: the binomial probability of all outcomes that the test rejects, in both directions."""
    both = rejected(share, n1, share - 1e-12, n2, 0.05) + rejected(share, n1, share + 1e-12, n2, 0.05)
    assert both <= 0.05 + 1e-4


def test_beyond_the_reach_of_the_exact_test_the_normal_one_takes_over() -> None:
    assert barnard(200, 1000, 150, 1000) == pytest.approx(0.0032, abs=2e-4)
    assert barnard(0, 1000, 0, 1000) == 1


def test_unknown_tests_and_too_large_ones_are_refused() -> None:
    with pytest.raises(Invalid, match="no test"):
        p_of("student", 1, 2, 1, 2)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="take barnard"):
        p_of("boschloo", 1, 300, 1, 300)
    assert p_of("fisher", 8, 9, 2, 7) < p_of("fisher", 7, 9, 2, 7)
    assert p_of("boschloo", 0, 5, 0, 5) == 1
