"""What a comparison would show: against textbooks, and against the test itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.power import detectable_fall, power_to_compare, size_to_compare
from frontline.reports.statistics.verdicts import fall_in_words
from tests.reports.statistics.properties import unhurried


def test_from_a_fifth_to_a_tenth() -> None:
    """R: power.prop.test(p1 = .2, p2 = .1, power = .8) says n = 198.96; the exact test needs two more."""
    assert size_to_compare(0.2, 0.1) == pytest.approx(199, abs=3)
    assert power_to_compare(0.2, 0.1, 199, 199) == pytest.approx(0.8, abs=0.01)


def test_from_half_to_three_quarters() -> None:
    """R: power.prop.test(p1 = .50, p2 = .75, power = .90), the example of its help: n = 76.7."""
    assert size_to_compare(0.5, 0.75, power=0.9) == pytest.approx(77, abs=3)


def test_a_large_size_is_the_normal_one() -> None:
    """statsmodels.stats.proportion.power_proportions_2indep, and by arcsines NormalIndPower."""
    size = size_to_compare(0.05, 0.04)
    assert size == pytest.approx(6745, abs=25)
    assert power_proportions_2indep(0.01, 0.04, size).power == pytest.approx(0.8, abs=0.001)
    assert NormalIndPower().power(0.0484, size, 0.05) == pytest.approx(0.8, abs=0.01)


@unhurried
@given(st.sampled_from([0.1, 0.2, 0.35, 0.5]), st.sampled_from([0.3, 0.5, 0.7]), st.sampled_from([1, 5, 12]))
def test_the_size_has_the_power_that_was_asked_for(before: float, fall: float, family: int) -> None:
    after = before * (1 - fall)
    size = size_to_compare(before, after, family=family)
    assert power_to_compare(before, after, size, size, family=family) >= 0.8 or size > 600


def test_more_culprits_at_once_need_more() -> None:
    assert (
        size_to_compare(0.2, 0.1) < size_to_compare(0.2, 0.1, family=5) < size_to_compare(0.2, 0.1, family=20)
    )


def test_the_smallest_fall_shows_and_one_smaller_does_not() -> None:
    fall = detectable_fall(0.3, 150, 150, family=8)
    assert fall is not None
    assert power_to_compare(0.3, 0.3 * (1 - fall), 150, 150, family=8) >= 0.8
    assert power_to_compare(0.3, 0.3 * (1 - fall + 0.01), 150, 150, family=8) < 0.8
    worse = detectable_fall(0.3, 150, 150, family=8, design_effect=2)
    assert worse is not None
    assert worse > fall


def test_of_a_rare_culprit_not_even_its_end_would_show() -> None:
    assert detectable_fall(0.02, 60, 60, family=10) is None
    assert detectable_fall(0.0, 60, 60) is None


@pytest.mark.parametrize(
    ("fall", "words"),
    [
        (0.5, "by half"),
        (0.47, "by half"),
        (0.34, "by two fifths"),
        (0.33, "by a third"),
        (0.97, "to almost nothing"),
    ],
)
def test_a_fall_in_words_is_never_too_small(fall: float, words: str) -> None:
    assert fall_in_words(fall) == f"a fall {words}"


def test_what_cannot_be_shown_is_refused() -> None:
    with pytest.raises(Invalid, match="Not even reading all 150"):
        size_to_compare(0.2, 0.1, population=150)
    with pytest.raises(Invalid, match="are the same"):
        size_to_compare(0.2, 0.2)
    with pytest.raises(Invalid, match="fraction"):
        size_to_compare(0, 0.2)
    with pytest.raises(Invalid, match="culprits"):
        size_to_compare(0.1, 0.2, family=0)
    assert size_to_compare(0.2, 0.1, population=300) <= 300
    assert power_to_compare(0.2, 0.2, 50, 50) == 0
