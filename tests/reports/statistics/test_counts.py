"""How many conversations of the population: exact, so it is checked against what it promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from frontline.reports.statistics.hypergeometric import at_least, count_interval
from tests.reports.statistics.properties import unhurried


def test_ten_of_a_hundred_of_a_thousand_are_52_to_172() -> None:
    """By scipy's hypergeometric distribution: neither 52 nor 172 is rejected at 2.5 %, their neighbours are."""
    assert count_interval(10, 100, 1000) == (52, 172)
    assert hypergeom.sf(9, 1000, 51, 100) <= 0.025 < hypergeom.sf(9, 1000, 52, 100)
    assert hypergeom.cdf(10, 1000, 173, 100) <= 0.025 < hypergeom.cdf(10, 1000, 172, 100)


@pytest.mark.parametrize(
    ("count", "drawn", "total", "population"), [(3, 10, 20, 50), (9, 100, 52, 1000), (1, 60, 3, 5000)]
)
def test_the_tail_is_scipys(count: int, drawn: int, total: int, population: int) -> None:
    """scipy.stats.hypergeom."""
    wanted = hypergeom.sf(count - 1, population, total, drawn)
    assert at_least(count, drawn, total, population) == pytest.approx(wanted, rel=1e-9)


@unhurried
@given(st.data())
def test_the_interval_lies_between_what_was_seen_and_what_is_left(data: st.DataObject) -> None:
    population = data.draw(st.integers(1, 2000))
    drawn = data.draw(st.integers(1, population))
    count = data.draw(st.integers(0, drawn))
    low, high = count_interval(count, drawn, population)
    assert count <= low <= high <= population - (drawn - count)
    others = count_interval(drawn - count, drawn, population)
    assert (low, high) == (population - others[1], population - others[0])


@unhurried
@given(st.integers(2, 300), st.data())
def test_the_truth_is_inside_at_least_95_times_in_100(population: int, data: st.DataObject) -> None:
    """Not simulated: summed over all samples that can be drawn."""
    drawn = data.draw(st.integers(1, min(population, 60)))
    total = data.draw(st.integers(0, population))
    covered = 0.0
    for count in range(max(0, drawn + total - population), min(drawn, total) + 1):
        low, high = count_interval(count, drawn, population)
        covered += hypergeom.pmf(count, population, total, drawn) * (low <= total <= high)
    assert covered >= 0.95 - 1e-9


@unhurried
@given(st.integers(10, 500), st.data())
def test_more_seen_is_more_there(population: int, data: st.DataObject) -> None:
    drawn = data.draw(st.integers(2, population))
    count = data.draw(st.integers(0, drawn - 1))
    fewer, more = count_interval(count, drawn, population), count_interval(count + 1, drawn, population)
    assert fewer[0] <= more[0]
    assert fewer[1] <= more[1]
