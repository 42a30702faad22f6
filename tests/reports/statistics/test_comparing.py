"""Two periods: what changed, in words that say no more than the numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel.refusal import Invalid
from frontline.reports.estimate import Period, compare
from frontline.reports.statistics.clustering import design_effect, widen_p
from tests.reports.statistics.properties import unhurried


def test_a_clear_fall_is_fewer_and_not_by_chance() -> None:
    found = compare(Period(1000, 200, {"dns": 80, "docs": 120}), Period(900, 200, {"dns": 20, "docs": 180}))
    dns, docs = found.differences
    assert dns.words == "fewer, and not by chance"
    assert docs.words == "more, and not by chance"
    assert dns.difference == pytest.approx(-0.30)
    assert dns.interval[0] < -0.30 < dns.interval[1] < 0
    assert dns.p_holm == pytest.approx(2 * dns.p)
    assert found.volume is None
    assert dns.rate is None


def test_what_cannot_be_told_says_what_would_have_shown() -> None:
    found = compare(Period(1000, 100, {"dns": 30, "docs": 70}), Period(900, 100, {"dns": 28, "docs": 72}))
    dns = found.differences[0]
    assert dns.verdict == "unclear"
    assert dns.detectable is not None
    assert 0.5 < dns.detectable <= 0.67
    assert dns.words in {
        "can't tell: with this sample only a fall by three fifths would show",
        "can't tell: with this sample only a fall by two thirds would show",
    }


def test_a_rare_culprit_and_a_new_one_say_so() -> None:
    found = compare(
        Period(1000, 60, {"rare": 1, "docs": 59}), Period(900, 60, {"rare": 0, "docs": 59, "new": 1})
    )
    rare, docs, new = found.differences
    assert rare.words == "can't tell: with this sample not even a fall to nothing would show"
    assert docs.difference == 0
    assert new.words == "can't tell: there was none before"


def test_the_same_share_in_more_usage_is_fewer_for_the_same_usage() -> None:
    """A third fewer while usage grew: 1026 and 660 conversations, usage 100 and 120, ratio 0.536 by hand."""
    before = Period(1026, 100, {"dns": 44, "docs": 56}, usage=100.0)
    after = Period(660, 100, {"dns": 44, "docs": 56}, usage=120.0)
    found = compare(before, after)
    assert found.volume is not None
    assert found.volume.ratio == pytest.approx(660 / 120 / (1026 / 100))
    assert found.volume_words.startswith("46 % fewer for the same usage (51 % fewer to ")
    dns = found.differences[0]
    assert dns.verdict == "unclear"
    assert dns.rate is not None
    assert dns.rate.ratio == pytest.approx(found.volume.ratio)
    assert dns.rate.interval[0] < found.volume.interval[0] < found.volume.interval[1] < dns.rate.interval[1]
    assert dns.rate_verdict == "fewer"


def test_one_customer_who_wrote_often_is_not_a_change() -> None:
    """Without the customers it is "more"; with them it is one customer's burst."""
    before = Period(1000, 100, {"dns": 10, "docs": 90})
    after = Period(1000, 100, {"dns": 28, "docs": 72})
    assert compare(before, after).differences[0].verdict == "more"
    alone = [{"docs": 1}] * 90 + [{"dns": 1}] * 10
    burst = [{"docs": 1}] * 72 + [{"dns": 1}] * 8 + [{"dns": 20}]
    known = compare(
        Period(1000, 100, {"dns": 10, "docs": 90}, customers=alone, usage=1.0),
        Period(1000, 100, {"dns": 28, "docs": 72}, customers=burst, usage=1.0, volumes=[1] * 800 + [200]),
    )
    dns = known.differences[0]
    assert dns.verdict == "unclear"
    assert dns.design_effect > 2
    assert dns.rate is not None
    assert dns.rate_verdict == "unclear"
    assert known.volume is not None
    assert known.volume.interval[1] > 1.5


def test_the_design_effect_by_hand() -> None:
    """Rao & Scott 1992: 10 customers with 10 each, five only about this: 10/9 x 10 x 25/100^2 over 0.25/100 = 11.1."""
    customers = [{"a": 10}] * 5 + [{"b": 10}] * 5
    period = Period(1000, 100, {"a": 50, "b": 50}, customers=customers)
    assert design_effect("a", period, period) == pytest.approx(10 / 9 * 10)
    single = Period(1000, 100, {"a": 50, "b": 50})
    assert design_effect("a", single, single) == 1
    assert widen_p(0.05, 1.0) == 0.05
    assert widen_p(0.05, 4.0) == pytest.approx(2 * 0.16354, abs=1e-4)  # z = 1.96/2


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        (Period(0, 1, {"a": 1}), "population"),
        (Period(10, 0, {}), "Nothing was read of one"),
        (Period(10, 5, {"a": 6}), "add up to 6"),
        (Period(10, 11, {"a": 6}), "only 10"),
        (Period(10, 5, {"a": 1}, usage=0.0), "usage"),
        (Period(10, 5, {"a": 1}, customers=[{"a": 1}]), "customers"),
    ],
)
def test_what_cannot_be_a_period_is_refused(period: Period, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        compare(Period(10, 5, {"a": 1}), period)


def test_without_culprits_there_is_nothing_to_compare() -> None:
    with pytest.raises(Invalid, match="no culprit"):
        compare(Period(10, 5, {}), Period(10, 5, {}))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    counts = draw(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 30), min_size=1))
    read = max(1, sum(counts.values()) + draw(st.integers(0, 10)))
    excluded = draw(st.integers(0, 5))
    return Period(
        read + excluded + draw(st.integers(0, 500)), read, counts, excluded, usage=draw(st.floats(1, 99))
    )


@unhurried
@given(periods(), periods())
def test_a_comparison_is_consistent(before: Period, after: Period) -> None:
    found = compare(before, after)
    for each in found.differences:
        assert each.difference == pytest.approx(each.after - each.before)
        assert each.interval[0] - 1e-12 <= each.difference <= each.interval[1] + 1e-12
        assert each.interval[0] - 1e-12 <= each.interval_finite[0] <= each.interval_finite[1]
        assert 0 <= each.p <= each.p_holm <= 1
        assert (each.verdict == "unclear") == each.words.startswith("can't tell")
        assert each.rate is not None
        if math.isfinite(each.rate.ratio):
            assert each.rate.interval[0] <= each.rate.ratio + 1e-9
            assert each.rate.ratio <= each.rate.interval[1] + 1e-9
    assert found.volume is not None


@unhurried
@given(periods())
def test_a_period_beside_itself_shows_no_change(period: Period) -> None:
    assert all(each.verdict == "unclear" for each in compare(period, period).differences)
