"""The entry: what a sample says of all conversations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel.refusal import Invalid
from frontline.reports.estimate import Stratum, estimate, estimate_strata
from frontline.reports.statistics.hypergeometric import count_interval
from frontline.reports.statistics.stratified import share_of
from tests.reports.statistics.properties import unhurried

COUNTS = {"docs": 44, "bug": 30, "ui": 20, "unsure": 6}


def test_each_culprit_has_a_bar_and_the_unsure_too() -> None:
    found = estimate(1000, COUNTS)
    assert [bar.culprit for bar in found.bars] == ["docs", "bug", "ui", "unsure"]
    assert [bar.share for bar in found.bars] == [0.44, 0.30, 0.20, 0.06]
    assert [bar.expected for bar in found.bars] == [440, 300, 200, 60]
    assert found.bars[1].count == count_interval(30, 100, 1000)
    assert found.too_few is None
    assert [bar.culprit for bar in estimate(1000, {"a": 10, "b": 30}).by_share] == ["b", "a"]


def test_too_few_says_so_and_from_when_on_it_will_say_more() -> None:
    """Bars are shown when all at once are within 20 points: 1.27359/0.04 = 31.8, so 32 in an endless population."""
    few = estimate(100_000, {"docs": 20, "bug": 11}).too_few
    assert few is not None
    assert (few.read, few.least) == (31, 32)
    assert few.sentence == "31 read so far, too few to say anything of the others. Intervals appear at 32."
    assert estimate(100_000, {"docs": 21, "bug": 11}).too_few is None
    assert estimate(12, {"docs": 7, "bug": 5}).too_few is None
    assert estimate(100_000, {"docs": 21, "bug": 11}, least=50).too_few is not None


def test_those_that_do_not_belong_make_the_population_smaller() -> None:
    """Cochran 1977, section 2.13, by hand: 80 of 100 drawn belong, so 800 of 1000, 20 of 100 have it, so 200."""
    found = estimate(1000, {"docs": 20, "bug": 60}, excluded=20)
    assert found.part.size == 800
    assert found.part.interval == count_interval(80, 100, 1000)
    assert found.bars[0].share == 0.25
    assert found.bars[0].expected == 200
    assert found.bars[0].count == count_interval(20, 100, 1000)
    assert found.bars[0].alone[0] < 0.25 < found.bars[0].alone[1]


@pytest.mark.parametrize(
    ("population", "counts", "excluded", "sentence"),
    [
        (1000, {}, 0, "Nothing was read"),
        (1000, {"docs": 0}, 3, "Nothing was read"),
        (10, {"docs": 11}, 0, "only 10"),
        (10, {"docs": 8}, 3, "11 conversations were drawn"),
        (0, {"docs": 1}, 0, "population"),
        (1000, {"docs": -1}, 0, "'docs'"),
        (1000, {"docs": 1.5}, 0, "'docs'"),
        (1000, ["docs"], 0, "counts"),
        (1000, {"docs": 1}, -1, "not part"),
    ],
)
def test_what_cannot_be_a_sample_is_refused(
    population: int, counts: dict[str, int], excluded: int, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        estimate(population, counts, excluded=excluded)


def test_a_senseless_confidence_is_refused() -> None:
    with pytest.raises(Invalid, match="confidence"):
        estimate(1000, COUNTS, confidence=95)


TOWNS = [
    Stratum("town A", 155, {"yes": 16, "no": 4}),
    Stratum("town B", 62, {"yes": 2, "no": 6}),
    Stratum("rural", 93, {"yes": 6, "no": 6}),
]


def test_stratified_weights_by_hand() -> None:
    """Scheaffer, Mendenhall & Ott, Elementary Survey Sampling, the households of chapter 5 (80, 25 and 50 %).

    (155 x 0.80 + 62 x 0.25 + 93 x 0.50)/310 = 0.60; with Cochran 1977, eq. 5.53, the variance is
    (155^2 x 0.871 x 0.16/19 + 62^2 x 0.871 x 0.1875/7 + 93^2 x 0.871 x 0.25/11)/310^2 = 0.00455.
    """
    share, variance = share_of("yes", TOWNS)
    assert share == pytest.approx(0.60)
    assert variance == pytest.approx(0.004548, abs=2e-6)
    yes = estimate_strata(TOWNS).bars[0]
    assert (yes.read, yes.share, yes.expected) == (24, pytest.approx(0.60), 186)
    assert yes.count[0] <= 186 <= yes.count[1]


def test_one_stratum_is_a_simple_sample() -> None:
    """By hand: V = (1-f) p q/(n-1) = 0.9 x 0.3 x 0.7/99."""
    one = [Stratum("all", 1000, {"a": 30, "b": 70})]
    assert share_of("a", one) == pytest.approx((0.3, 0.9 * 0.21 / 99))
    simple = estimate(1000, {"a": 30, "b": 70})
    assert estimate_strata(one).bars[0].alone == pytest.approx(simple.bars[0].alone, abs=0.01)


def test_excluded_ones_of_a_stratum_count_for_as_many_as_they_stand_for() -> None:
    """By hand: 10 of 20 drawn of 400 don't belong, 200; none of 20 of 100. 5 x 20 + 10 x 5 of 300 have it."""
    strata = [Stratum("May", 400, {"a": 5, "b": 5}, 10), Stratum("June", 100, {"a": 10, "b": 10})]
    found = estimate_strata(strata)
    assert found.part.size == 300
    assert found.part.interval[0] < 300 < found.part.interval[1] <= 490
    assert found.bars[0].share == pytest.approx(150 / 300)
    assert found.bars[0].expected == 150


def test_strata_that_were_all_read_leave_nothing_open() -> None:
    found = estimate_strata([Stratum("May", 10, {"a": 4, "b": 6}), Stratum("June", 4, {"a": 4})])
    assert found.bars[0].alone == (8 / 14, 8 / 14)
    assert found.bars[0].count == (8, 8)


def test_a_stratum_without_any_read_is_refused() -> None:
    with pytest.raises(Invalid, match="Nothing was read of 'June'"):
        estimate_strata([Stratum("May", 10, {"a": 4}), Stratum("June", 4)])
    with pytest.raises(Invalid, match="no stratum"):
        estimate_strata([])


@st.composite
def studies(draw: st.DrawFn) -> tuple[int, dict[str, int], int]:
    counts = draw(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1))
    excluded = draw(st.integers(0, 20))
    counts["a"] = counts.get("a", 0) + 1
    return sum(counts.values()) + excluded + draw(st.integers(0, 2000)), counts, excluded


@unhurried
@given(studies())
def test_every_interval_holds_its_estimate(study: tuple[int, dict[str, int], int]) -> None:
    population, counts, excluded = study
    found = estimate(population, counts, excluded=excluded)
    assert sum(bar.share for bar in found.bars) == pytest.approx(1)
    assert found.part.read <= found.part.size <= population
    for bar in found.bars:
        for low, high in (bar.wilson, bar.goodman, bar.alone, bar.together):
            assert 0 <= low <= bar.share + 1e-12
            assert bar.share - 1e-12 <= high <= 1
        assert bar.read <= bar.count[0] <= bar.count[1]
        assert bar.count[1] <= population - excluded - (found.part.read - bar.read)
        assert bar.together[0] <= bar.alone[0]
        assert bar.alone[1] <= bar.together[1]


@unhurried
@given(st.lists(studies(), min_size=1, max_size=4))
def test_every_stratified_interval_holds_its_estimate(parts: list[tuple[int, dict[str, int], int]]) -> None:
    strata = [Stratum(str(i), *part) for i, part in enumerate(parts)]
    found = estimate_strata(strata)
    assert sum(bar.share for bar in found.bars) == pytest.approx(1)
    for bar in found.bars:
        for low, high in (bar.wilson, bar.goodman, bar.alone, bar.together):
            assert 0 <= low <= bar.share + 1e-9
            assert bar.share - 1e-9 <= high <= 1
        assert bar.read <= bar.count[0] <= bar.count[1] <= found.part.population
