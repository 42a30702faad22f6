"""The next study beside the last: what changed, and whether chance explains it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.barnard import barnard
from frontline.reports.statistics.checking import (
    check_counts,
    check_fraction,
    check_population,
    check_positive,
    check_read,
    check_whole,
)
from frontline.reports.statistics.holm import holm
from frontline.reports.statistics.newcombe import newcombe
from frontline.reports.statistics.power import detectable_fall
from frontline.reports.statistics.rates import RateRatio, rate_ratio
from frontline.reports.statistics.verdicts import Verdict, in_words, judge
from frontline.reports.statistics.wilson import Interval


@dataclass(frozen=True)
class Period:
    """What was read of one period.

    `read` may be more than the counts add up to; `customers` holds, for each customer among those read, how many of
    their conversations each culprit has: with it the chance of bursts is allowed for. `usage` is in any unit, the
    same in both periods. `volumes` is how many of all `population` conversations each customer wrote.
    """

    population: int
    read: int
    counts: Mapping[str, int]
    excluded: int = 0
    usage: float | None = None
    customers: Sequence[Mapping[str, int]] = field(default=())
    volumes: Sequence[int] = field(default=())


@dataclass(frozen=True)
class Difference:
    """One culprit, after less before, in shares; `p_holm` is p corrected for there being several culprits."""

    culprit: str
    before: float
    after: float
    difference: float
    interval: Interval
    p: float
    p_holm: float
    verdict: Verdict
    words: str
    detectable: float | None
    """The smallest fall that would have shown, with the power asked for, as a fraction of the share before."""
    rate: RateRatio | None
    """Conversations of this culprit for each unit of usage, if both periods have their usage."""


@dataclass(frozen=True)
class Comparison:
    """All culprits, in the order they were given in; `volume` is the rate ratio of all conversations."""

    differences: tuple[Difference, ...]
    volume: RateRatio | None
    confidence: float
    power: float


def compare(before: Period, after: Period, *, confidence: float = 0.95, power: float = 0.8) -> Comparison:
    """Each culprit of either period: difference, interval, p, verdict in words, and rates if usage is known.

    The verdict is about what brings the conversations about, not about these very conversations alone: so neither the
    test nor `interval` has a finite population correction (Cochran 1977, section 2.14, p. 39). Raises Invalid.
    """
    check_fraction(confidence, what="The confidence")
    check_fraction(power, what="The power")
    counts1, counts2 = _checked(before), _checked(after)
    culprits = list(dict.fromkeys([*counts1, *counts2]))
    found = [_test(counts1.get(c, 0), before, counts2.get(c, 0), after) for c in culprits]
    differences = []
    for culprit, p, p_holm in zip(culprits, found, holm(found), strict=True):
        x1, x2 = counts1.get(culprit, 0), counts2.get(culprit, 0)
        share1, share2 = x1 / before.read, x2 / after.read
        verdict = judge(share2 - share1, p_holm, confidence)
        fall = detectable_fall(
            share1, before.read, after.read, power=power, confidence=confidence, family=len(culprits)
        )
        differences.append(
            Difference(
                culprit=culprit,
                before=share1,
                after=share2,
                difference=share2 - share1,
                interval=newcombe((x1, before.read), (x2, after.read), confidence=confidence),
                p=p,
                p_holm=p_holm,
                verdict=verdict,
                words=in_words(verdict, fall, share1),
                detectable=fall,
                rate=_rate(culprit, counts1, counts2, before, after, confidence),
            )
        )
    return Comparison(tuple(differences), _volume(before, after, confidence), confidence, power)


def _checked(period: Period) -> dict[str, int]:
    check_population(period.population)
    counts = check_counts(period.counts)
    if check_whole(period.read, what="The number read") < 1:
        raise Invalid("Nothing was read of one of the periods: a comparison needs both.")
    check_whole(period.excluded, what="The number of those that are not part of this")
    check_read(period.read, period.excluded, period.population)
    if sum(counts.values()) > period.read:
        raise Invalid(
            f"The counts add up to {sum(counts.values()):,}, but only {period.read:,} conversations were read."
        )
    if period.usage is not None:
        check_positive(period.usage, what="The usage")
    return counts


def _test(x1: int, before: Period, x2: int, after: Period) -> float:
    return barnard(x1, before.read, x2, after.read)


def _rate(
    culprit: str,
    counts1: Mapping[str, int],
    counts2: Mapping[str, int],
    before: Period,
    after: Period,
    confidence: float,
) -> RateRatio | None:
    if before.usage is None or after.usage is None:
        return None
    return rate_ratio(
        counts1.get(culprit, 0),
        before.usage * before.read / before.population,
        counts2.get(culprit, 0),
        after.usage * after.read / after.population,
        confidence=confidence,
    )


def _volume(before: Period, after: Period, confidence: float) -> RateRatio | None:
    if before.usage is None or after.usage is None:
        return None
    return rate_ratio(before.population, before.usage, after.population, after.usage, confidence=confidence)
