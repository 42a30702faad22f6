"""Comparing samples that were drawn by stratum: each stratum counts as much as it has conversations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.kernel.refusal import Invalid
from frontline.reports.estimate import Period, Stratum, compare
from frontline.reports.statistics.rates import rate_of_sample
from frontline.reports.statistics.reading import read_period
from frontline.reports.statistics.weighing import belonging, weighted, weighted_of_drawn

UNEVEN = [Stratum("large", 900, {"dns": 9, "docs": 21}), Stratum("small", 100, {"dns": 9, "docs": 1})]
"""Of 900 conversations 30 were read, of 100 ten: they stand for 30 and for 10 each."""


def period(strata, **more):
    counts = {}
    for each in strata:
        for name, count in each.counts.items():
            counts[name] = counts.get(name, 0) + count
    return Period(
        sum(each.population for each in strata),
        sum(each.read for each in strata),
        counts,
        excluded=sum(each.excluded for each in strata),
        strata=strata,
        **more,
    )


def test_a_share_and_its_effective_number_by_hand() -> None:
    share, number = weighted("dns", UNEVEN)
    assert share == pytest.approx((9 * 30 + 9 * 10) / 1000)  # 0.36, and not 18/40
    # V = sum w^2 (y - p)^2 / (sum w)^2: (900 (9 0.64^2 + 21 0.36^2) + 100 (9 0.64^2 + 1 0.36^2)) / 1000^2
    variance = (900 * (9 * 0.4096 + 21 * 0.1296) + 100 * (9 * 0.4096 + 0.1296)) / 1e6
    kish = 1000**2 / (30 * 900 + 10 * 100)  # 35.7
    assert variance == pytest.approx(0.0061488)
    assert number == pytest.approx(min(0.36 * 0.64 / variance, kish))
    assert number == pytest.approx(kish)


def test_where_the_culprit_keeps_to_what_was_read_too_little_it_tells_less_than_kish_says() -> None:
    strata = [Stratum("large", 900, {"dns": 10, "docs": 10}), Stratum("small", 100, {"docs": 20})]
    share, number = weighted("dns", strata)
    assert share == pytest.approx(0.45)
    variance = (45**2 * (10 * 0.55**2 + 10 * 0.45**2) + 5**2 * 20 * 0.45**2) / 1e6
    assert number == pytest.approx(0.45 * 0.55 / variance)
    assert number < 1000**2 / (20 * 45**2 + 20 * 5**2)


def test_what_does_not_belong_counts_among_those_drawn() -> None:
    strata = [
        Stratum("large", 900, {"dns": 20, "docs": 5}, excluded=5),
        Stratum("small", 100, {"dns": 10}),
    ]
    assert weighted("dns", strata)[0] == pytest.approx((20 * 30 + 100) / (25 * 30 + 100))
    assert weighted_of_drawn("dns", strata)[0] == pytest.approx(0.7)
    assert belonging(strata)[0] == pytest.approx(0.85)


def test_a_weighted_rate_by_hand_and_unweighted_as_ever() -> None:
    # x = 20, n = 50 effective of N = 1000, a tenth drawn: c = phi n/N + (1-f)(1-p) = 2 0.05 + 0.9 0.6
    rate = rate_of_sample(20, 50, 1000, 10.0, overdispersion=2, fraction=0.1)
    assert rate.count == pytest.approx(20 / 0.64)
    assert rate.per_usage() == pytest.approx(20 / 50 * 1000 / 10)
    assert rate_of_sample(20, 50, 1000, 10.0, fraction=0.05) == rate_of_sample(20, 50, 1000, 10.0)


def test_what_was_only_read_more_of_in_one_period_is_no_change() -> None:
    """Of 900 a tenth is dns, of 100 nine tenths, in both; but before, most of what was read is of the 100."""
    before = period(
        [Stratum("a", 900, {"dns": 4, "docs": 36}), Stratum("b", 100, {"dns": 72, "docs": 8})], usage=1.0
    )
    after = period(
        [Stratum("a", 900, {"dns": 10, "docs": 98}), Stratum("b", 100, {"dns": 11, "docs": 1})], usage=1.0
    )
    dns = compare(before, after).differences[0]
    assert (dns.before, dns.verdict, dns.rate_verdict) == (pytest.approx(0.18), "unclear", "unclear")
    assert dns.interval[0] < dns.difference < dns.interval[1]
    assert dns.interval_finite[0] < dns.difference < dns.interval_finite[1]

    as_read = compare(
        Period(1000, 120, before.counts, usage=1.0), Period(1000, 120, after.counts, usage=1.0)
    ).differences[0]
    assert as_read.verdict == as_read.rate_verdict == "fewer"


@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(0, 20), st.integers(0, 3)), min_size=1, max_size=8),
    st.integers(2, 30),
)
def test_in_proportion_it_is_what_was_read(rows: list[tuple[int, int, int]], each: int) -> None:
    strata = [
        Stratum(str(n), each * (a + b + excluded), {"a": a, "b": b}, excluded=excluded)
        for n, (a, b, excluded) in enumerate(rows)
    ]
    found = period(strata)
    share, number = weighted("a", strata)
    assert share == pytest.approx(found.counts["a"] / found.read)
    assert number == pytest.approx(found.read)
    assert belonging(strata) == pytest.approx((found.read / found.drawn, found.drawn))


def test_in_proportion_a_comparison_is_the_same_by_stratum() -> None:
    one = [Stratum("a", 400, {"x": 20, "y": 20}), Stratum("b", 600, {"x": 12, "y": 48})]
    two = [Stratum("a", 400, {"x": 8, "y": 32}), Stratum("b", 600, {"x": 6, "y": 54})]
    by_stratum = compare(period(one, usage=2.0), period(two, usage=3.0)).differences[0]
    as_read = compare(
        Period(1000, 100, {"x": 32, "y": 68}, usage=2.0), Period(1000, 100, {"x": 14, "y": 86}, usage=3.0)
    ).differences[0]
    assert (by_stratum.p, by_stratum.words, by_stratum.detectable) == (
        as_read.p,
        as_read.words,
        as_read.detectable,
    )
    assert by_stratum.interval == pytest.approx(as_read.interval)
    assert by_stratum.rate is not None
    assert as_read.rate is not None
    assert by_stratum.rate.interval == pytest.approx(as_read.rate.interval)


def test_strata_come_as_json_and_must_add_up() -> None:
    said = {"population": 1000, "n": 40, "counts": {"dns": 18, "docs": 22}}
    strata = [{"name": s.name, "population": s.population, "counts": dict(s.counts)} for s in UNEVEN]
    assert read_period({**said, "strata": strata}, what="It").share("dns") == pytest.approx(0.36)
    for wrong in (strata[:1], [*strata[:1], {**strata[1], "population": 101}]):
        with pytest.raises(Invalid, match="don't add up"):
            read_period({**said, "strata": wrong}, what="It")
