"""How many to read: against the tables that people use."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.sizes import points_all_bars, points_one_bar, size_all_bars, size_one_bar
from tests.reports.statistics.properties import unhurried


@pytest.mark.parametrize(
    ("population", "size"),
    [
        (10, 10),
        (50, 44),
        (100, 80),
        (200, 132),
        (500, 217),
        (1000, 278),
        (2000, 322),
        (5000, 357),
        (10_000, 370),
    ],
)
def test_one_bar_is_the_table_of_krejcie_and_morgan(population: int, size: int) -> None:
    """Krejcie & Morgan 1970, Educational and Psychological Measurement 30:607-610, table 1 (5 points, 95 %)."""
    assert size_one_bar(population, 5) == size


@pytest.mark.parametrize(("points", "size"), [(5, 510), (10, 128)])
def test_all_bars_at_once_is_thompsons_table(points: float, size: int) -> None:
    """Thompson 1987, The American Statistician 41:42-46, at 95 %."""
    assert size_all_bars(None, points) == size


@pytest.mark.parametrize(
    ("alpha", "constant"),
    [
        (0.50, 0.44129),
        (0.40, 0.50729),
        (0.30, 0.60123),
        (0.20, 0.74739),
        (0.10, 1.00635),
        (0.05, 1.27359),
        (0.025, 1.55963),
        (0.02, 1.65872),
        (0.01, 1.96986),
        (0.005, 2.28514),
        (0.001, 3.02892),
    ],
)
def test_the_constants_are_those_of_thompson(alpha: float, constant: float) -> None:
    """Thompson 1987, table 1: d2 n at each alpha, here with d of one point."""
    assert size_all_bars(None, 1, confidence=1 - alpha) == pytest.approx(constant * 10_000, abs=1.1)


def test_a_hundred_of_a_thousand() -> None:
    """By hand: sqrt(1.27359/100 x 926/1025) and sqrt(0.96036/100 x 926/1025)."""
    assert points_all_bars(1026, 100) == pytest.approx(10.7265, abs=0.001)
    assert points_one_bar(1026, 100) == pytest.approx(9.3145, abs=0.001)


@unhurried
@given(st.integers(1, 10**6), st.floats(0.5, 40))
def test_the_size_reaches_the_points_and_one_fewer_does_not(population: int, points: float) -> None:
    size = size_all_bars(population, points)
    assert 1 <= size <= population
    assert points_all_bars(population, size) <= points + 1e-6
    if size > 1:
        assert points_all_bars(population, size - 1) > points - 1e-6


@unhurried
@given(st.integers(2, 10**6), st.integers(1, 5000))
def test_more_read_is_more_exact_and_a_census_is_certain(population: int, read: int) -> None:
    read = min(read, population - 1)
    assert points_all_bars(population, read + 1) < points_all_bars(population, read) or read < 2
    assert points_one_bar(population, read) <= points_all_bars(population, read)
    assert points_all_bars(population, population) == 0


@pytest.mark.parametrize("points", [0, -1, 100, math.nan, True, "5"])
def test_senseless_points_are_refused(points: float) -> None:
    with pytest.raises(Invalid, match="points must be"):
        size_all_bars(1000, points)


@pytest.mark.parametrize("population", [0, -5, 1.5, True])
def test_a_senseless_population_is_refused(population: int) -> None:
    with pytest.raises(Invalid, match="whole number"):
        size_one_bar(population, 5)


def test_more_than_there_are_cannot_be_read() -> None:
    with pytest.raises(Invalid, match="only 10"):
        points_one_bar(10, 11)
    with pytest.raises(Invalid, match="nothing read"):
        points_one_bar(10, 0)
