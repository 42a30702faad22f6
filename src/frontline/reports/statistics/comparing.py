"""The next study beside the last: what changed, and whether chance explains it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.checking import check_fraction
from frontline.reports.statistics.clustering import design_effect, widen_p
from frontline.reports.statistics.holm import holm
from frontline.reports.statistics.newcombe import newcombe_of_shares
from frontline.reports.statistics.overdispersion import overdispersion, overdispersion_of_sample
from frontline.reports.statistics.periods import Period, check_period
from frontline.reports.statistics.power import detectable_fall
from frontline.reports.statistics.rates import Rate, RateRatio, rate_of_sample, rate_ratio
from frontline.reports.statistics.stratified import effective_stratified
from frontline.reports.statistics.two_shares import Test, p_of
from frontline.reports.statistics.verdicts import Verdict, in_words, judge, rate_in_words
from frontline.reports.statistics.weighing import belonging, weighted_of_drawn
from frontline.reports.statistics.wilson import Interval, effective


@dataclass(frozen=True)
class Difference:
    """One culprit, after less before, in shares. `p_holm` is p corrected for there being several culprits."""

    culprit: str
    before: float
    after: float
    difference: float
    interval: Interval
    """Newcombe's, of what brings the conversations about: without finite population correction, as the test."""
    interval_finite: Interval
    """Newcombe's with it: the difference of these very conversations, if all had been read."""
    p: float
    p_holm: float
    design_effect: float
    """By how much the variance grew because customers wrote more than once about it; 1 if they are not known."""
    verdict: Verdict
    words: str
    detectable: float | None
    """The smallest fall that would have shown, with the power asked for, as a fraction of the share before."""
    rate: RateRatio | None
    """Conversations of this culprit for each unit of usage, if both periods have their usage."""
    rate_verdict: Verdict | None
    rate_words: str


@dataclass(frozen=True)
class Comparison:
    """All culprits, in the order they were given in; `volume` is the rate ratio of all conversations."""

    differences: tuple[Difference, ...]
    volume: RateRatio | None
    volume_words: str
    confidence: float
    power: float


def compare(
    before: Period, after: Period, *, confidence: float = 0.95, power: float = 0.8, test: Test = "barnard"
) -> Comparison:
    """Each culprit of either period: difference, interval, p, verdict in words, and rates if usage is known.

    The verdict is about what brings the conversations about, not about these conversations alone: two periods in which
    every one was read still differ by chance. So the test has no finite population correction (Cochran 1977, section
    2.14); and it allows for customers who wrote often, if they are known. Samples drawn by stratum are weighted by it
    (weighing.py). At most 5 in 100 comparisons without a change
    have even one verdict other than "can't tell" (at a confidence of 0.95; Holm). Raises Invalid.
    """
    check_fraction(confidence, what="The confidence")
    check_fraction(power, what="The power")
    check_period(before)
    check_period(after)
    culprits = list(dict.fromkeys([*before.counts, *after.counts]))
    if not culprits:
        raise Invalid("There is no culprit to compare.")
    effects = [design_effect(culprit, before, after) for culprit in culprits]
    ps = [
        widen_p(_p(test, culprit, before, after), effect)
        for culprit, effect in zip(culprits, effects, strict=True)
    ]
    rates = _rates(culprits, before, after, confidence)
    found = zip(culprits, effects, ps, holm(ps), strict=True)
    volume = _volume(before, after, confidence)
    return Comparison(
        tuple(
            _difference(culprit, before, after, effect, p, p_holm, len(culprits), rates, confidence, power)
            for culprit, effect, p, p_holm in found
        ),
        volume,
        rate_in_words(volume, confidence) if volume else "",
        confidence,
        power,
    )


def _p(test: Test, culprit: str, before: Period, after: Period) -> float:
    """Weighted shares are tested as whole numbers of their effective number of draws, rounded down."""
    return p_of(test, *_whole(before.effective(culprit)), *_whole(after.effective(culprit)))


def _whole(effective: tuple[float, float]) -> tuple[int, int]:
    share, read = effective
    number = max(1, math.floor(read + 1e-9))
    return round(share * number), number


def _difference(
    culprit: str,
    before: Period,
    after: Period,
    effect: float,
    p: float,
    p_holm: float,
    family: int,
    rates: Mapping[str, RateRatio],
    confidence: float,
    power: float,
) -> Difference:
    rate = rates.get(culprit)
    (share1, read1), (share2, read2) = before.effective(culprit), after.effective(culprit)
    fall = detectable_fall(
        share1,
        _whole((share1, read1))[1],
        _whole((share2, read2))[1],
        power=power,
        confidence=confidence,
        family=family,
        design_effect=effect,
    )
    verdict = judge(share2 - share1, p_holm, confidence)
    return Difference(
        culprit=culprit,
        before=share1,
        after=share2,
        difference=share2 - share1,
        interval=newcombe_of_shares(
            (share1, read1 / effect), (share2, read2 / effect), confidence=confidence
        ),
        interval_finite=newcombe_of_shares(
            _of_these(culprit, before), _of_these(culprit, after), confidence=confidence
        ),
        p=p,
        p_holm=p_holm,
        design_effect=effect,
        verdict=verdict,
        words=in_words(verdict, fall, share1),
        detectable=fall,
        rate=rate,
        rate_verdict=judge(rate.ratio - 1, rate.p_holm, confidence) if rate else None,
        rate_words=rate_in_words(rate, confidence) if rate else "",
    )


def _of_these(culprit: str, period: Period) -> tuple[float, float]:
    """The share, and the effective number read with finite population correction."""
    if period.strata and all(s.read for s in period.strata):
        return effective_stratified(culprit, period.strata)
    share, read = period.effective(culprit)
    return share, effective(read, _size(period))


def _size(period: Period) -> int:
    """How many conversations of the period belong to the study, as far as can be said."""
    return max(period.read, round(period.population * period.read / period.drawn))


def _rates(culprits: list[str], before: Period, after: Period, confidence: float) -> dict[str, RateRatio]:
    if before.usage is None or after.usage is None:
        return {}
    found = []
    for culprit in culprits:
        spread = max(_spread(culprit, before), _spread(culprit, after))
        usages = before.usage, after.usage
        one, two = (
            _rate(period, usage, _of_drawn(culprit, period), spread)
            for period, usage in zip((before, after), usages, strict=True)
        )
        found.append(rate_ratio(one, two, confidence=confidence))
    corrected = holm([rate.p for rate in found])
    return {
        culprit: replace(rate, p_holm=p) for culprit, rate, p in zip(culprits, found, corrected, strict=True)
    }


def _spread(culprit: str, period: Period) -> float:
    """The over-dispersion by customer of one culprit's conversations, as far as the sample shows it."""
    counts = [each.get(culprit, 0) for each in period.customers]
    return overdispersion_of_sample(counts, period.drawn, period.population)


def _volume(before: Period, after: Period, confidence: float) -> RateRatio | None:
    if before.usage is None or after.usage is None:
        return None
    spread = max(_whole_spread(before), _whole_spread(after))
    one, two = (
        _rate(period, usage, _belonging(period), spread)
        for period, usage in ((before, before.usage), (after, after.usage))
    )
    return rate_ratio(one, two, confidence=confidence)


def _rate(period: Period, usage: float, of_drawn: tuple[float, float], spread: float) -> Rate:
    """From the share of those drawn and their effective number. Of the strata the one that was drawn from least says
    how much is left to chance."""
    share, number = of_drawn
    fraction = min((s.drawn / s.population for s in period.strata), default=period.drawn / period.population)
    return rate_of_sample(
        share * number, number, period.population, usage, overdispersion=spread, fraction=fraction
    )


def _of_drawn(culprit: str, period: Period) -> tuple[float, float]:
    if period.strata:
        return weighted_of_drawn(culprit, period.strata)
    return period.counts.get(culprit, 0) / period.drawn, float(period.drawn)


def _belonging(period: Period) -> tuple[float, float]:
    return belonging(period.strata) if period.strata else (period.read / period.drawn, float(period.drawn))


def _whole_spread(period: Period) -> float:
    if period.volumes:
        return overdispersion(period.volumes)
    counts = [sum(each.values()) for each in period.customers]
    return overdispersion_of_sample(counts, period.drawn, period.population)
