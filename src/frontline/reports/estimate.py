"""The entry to the statistics of studies: what a sample that people have read says of all conversations.

    estimate(1000, {"docs": 44, "bug": 30, "unsure": 6})        a simple random sample
    estimate_strata([Stratum("May", 400, {...}), ...])          one drawn by stratum
    compare(Period(1000, 100, {...}), Period(900, 100, {...}))   two periods

All is pure: numbers in, dataclasses out. "Unsure" is a bar like any other: give it as a culprit.
"""

from collections.abc import Mapping, Sequence

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.bars import Bar, Estimate, Part, TooFew
from frontline.reports.statistics.checking import (
    check_counts,
    check_fraction,
    check_population,
    check_read,
    check_whole,
)
from frontline.reports.statistics.comparing import Comparison, Difference, compare
from frontline.reports.statistics.enough import too_few
from frontline.reports.statistics.goodman import goodman
from frontline.reports.statistics.hypergeometric import count_interval
from frontline.reports.statistics.normal import two_sided
from frontline.reports.statistics.periods import Period
from frontline.reports.statistics.population import estimate_part, share_interval
from frontline.reports.statistics.rates import RateRatio
from frontline.reports.statistics.sizes import points_all_bars
from frontline.reports.statistics.stratified import (
    Stratum,
    count_stratified,
    effective_stratified,
    expected_stratified,
    interval_stratified,
    part_of_strata,
)
from frontline.reports.statistics.wilson import score_interval, wilson

__all__ = [
    "Bar",
    "Comparison",
    "Difference",
    "Estimate",
    "Part",
    "Period",
    "RateRatio",
    "Stratum",
    "TooFew",
    "compare",
    "estimate",
    "estimate_strata",
]


def estimate(
    population: int,
    counts: Mapping[str, int],
    *,
    excluded: int = 0,
    confidence: float = 0.95,
    least: int | None = None,
) -> Estimate:
    """What a simple random sample says of all `population` conversations that it was drawn from.

    `counts` is how many of those read each culprit has, every conversation once; `excluded` how many were drawn and
    marked "not part of this" (they are not in `counts`). Shares are of the conversations that belong; intervals of
    counts allow for not knowing how many those are. `least` overrides the rule of too few. Raises Invalid.
    """
    counts = check_counts(counts)
    check_population(population)
    check_whole(excluded, what="The number of those that are not part of this")
    check_fraction(confidence, what="The confidence")
    read = sum(counts.values())
    check_read(read, excluded, population)
    if read == 0:
        raise Invalid("Nothing was read yet: an estimate needs at least one conversation with its culprit.")
    part = estimate_part(population, read, excluded, confidence=confidence)
    together = goodman(list(counts.values()), part.size, confidence=confidence)
    bars = tuple(
        Bar(
            culprit=culprit,
            read=count,
            share=count / read,
            wilson=wilson(count, read, part.size, confidence=confidence),
            goodman=at_once,
            alone=share_interval(count, part, confidence=confidence),
            together=share_interval(count, part, confidence=confidence, family=len(counts)),
            expected=round(population * count / (read + excluded)),
            count=count_interval(count, read + excluded, population, confidence=confidence),
        )
        for (culprit, count), at_once in zip(counts.items(), together, strict=True)
    )
    return Estimate(
        part=part,
        bars=bars,
        within=points_all_bars(part.size, read, confidence=confidence),
        unseen=wilson(0, read, part.size, confidence=confidence)[1],
        too_few=too_few(read, part.size, least=least),
        confidence=confidence,
    )


def estimate_strata(
    strata: Sequence[Stratum], *, confidence: float = 0.95, least: int | None = None
) -> Estimate:
    """What a stratified sample says; every stratum with conversations must have some read. Raises Invalid."""
    for s in strata:
        check_population(s.population, what=f"The population of {s.name!r}")
        check_counts(s.counts)
        check_read(s.read, s.excluded, s.population)
        if s.read == 0:
            raise Invalid(
                f"Nothing was read of {s.name!r} yet: each stratum needs at least one conversation."
            )
    if not strata:
        raise Invalid("There is no stratum to estimate from.")
    culprits = list(dict.fromkeys(culprit for s in strata for culprit in s.counts))
    part = part_of_strata(strata, confidence=confidence)
    return Estimate(
        part=part,
        bars=tuple(_bar(culprit, strata, part, len(culprits), confidence) for culprit in culprits),
        within=points_all_bars(part.size, part.read, confidence=confidence),
        unseen=wilson(0, part.read, part.size, confidence=confidence)[1],
        too_few=too_few(part.read, part.size, least=least),
        confidence=confidence,
    )


def _bar(culprit: str, strata: Sequence[Stratum], part: Part, bars: int, confidence: float) -> Bar:
    share, read = effective_stratified(culprit, strata)
    return Bar(
        culprit=culprit,
        read=sum(s.counts.get(culprit, 0) for s in strata),
        share=share,
        wilson=score_interval(share, read, two_sided(confidence)),
        goodman=score_interval(share, read, two_sided(confidence, bars)),
        alone=interval_stratified(culprit, strata, confidence=confidence),
        together=interval_stratified(culprit, strata, confidence=confidence, family=bars),
        expected=round(expected_stratified(culprit, strata)),
        count=count_stratified(culprit, strata, confidence=confidence),
    )
