"""Shares from a sample that was drawn by stratum: each stratum counts as much as it has conversations."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from frontline.reports.statistics.bars import Part
from frontline.reports.statistics.exact import beta_interval
from frontline.reports.statistics.hypergeometric import CountInterval
from frontline.reports.statistics.wilson import Interval

_EXCLUDED = "\0not part of this"


@dataclass(frozen=True)
class Stratum:
    """A part of the population that was drawn from on its own (a week, a tier)."""

    name: str
    population: int
    counts: Mapping[str, int] = field(default_factory=dict)
    excluded: int = 0

    @property
    def read(self) -> int:
        return sum(self.counts.values())

    @property
    def drawn(self) -> int:
        return self.read + self.excluded

    @property
    def each(self) -> float:
        """How many conversations one that was drawn stands for."""
        return self.population / self.drawn


def share_of(culprit: str, strata: Sequence[Stratum]) -> tuple[float, float]:
    """The share of `culprit` over all strata, and its variance.

    p = sum W_h p_h with W_h = N_h/N, V = sum W_h^2 (1-f_h) p_h q_h/(n_h - 1) (Cochran 1977, Sampling Techniques,
    3rd ed., eq. 5.52 and 5.53). With excluded ones it is the ratio of two totals, those with the culprit and those that
    belong, and V the variance of that (eq. 6.50, the combined ratio estimate).
    """
    size = sum(s.each * s.read for s in strata)
    share = expected_stratified(culprit, strata) / size
    return share, sum(_variance(s, s.counts.get(culprit, 0), s.read, share) for s in strata) / size**2


def expected_stratified(culprit: str, strata: Sequence[Stratum]) -> float:
    """How many conversations of all strata have `culprit`, as a single guess."""
    return sum(s.each * s.counts.get(culprit, 0) for s in strata)


def effective_stratified(culprit: str, strata: Sequence[Stratum]) -> tuple[float, float]:
    """The share, and how many draws with replacement would tell as much.

    Korn & Graubard 1998, Survey Methodology 24:193-201. A stratum in which few were read and none had the culprit
    seems to have no variance at all; so it is taken as if one more had been read, with the share of all strata, and
    the culprit is never assumed to keep to some of the strata.
    """
    share, _ = share_of(culprit, strata)
    size = sum(s.each * s.read for s in strata)
    seen = sum(_variance(s, s.counts.get(culprit, 0) + share, s.read + 1, share) for s in strata)
    even = sum(_variance(s, s.read / 2, s.read, 0.5) for s in strata) / 0.25
    spread = max(seen / (share * (1 - share)) if 0 < share < 1 else 0.0, even)
    return share, size**2 / spread if spread else math.inf


def interval_stratified(
    culprit: str, strata: Sequence[Stratum], *, confidence: float = 0.95, family: int = 1
) -> Interval:
    """Clopper & Pearson's interval at the effective number, half a conversation longer at either end.

    The half is for there being whole conversations only, which is felt when most of a stratum was read.
    """
    share, read = effective_stratified(culprit, strata)
    low, high = beta_interval(share, read, confidence=confidence, family=family)
    half = 0.0 if math.isinf(read) else 0.5 / sum(s.each * s.read for s in strata)
    return max(0.0, low - half), min(1.0, high + half)


def count_stratified(culprit: str, strata: Sequence[Stratum], *, confidence: float = 0.95) -> CountInterval:
    """From how many to how many conversations of all strata have `culprit`, the excluded being some of those drawn."""
    whole = [replace(s, counts={**s.counts, _EXCLUDED: s.excluded}, excluded=0) for s in strata]
    low, high = interval_stratified(culprit, whole, confidence=confidence)
    population = sum(s.population for s in strata)
    count = sum(s.counts.get(culprit, 0) for s in whole)
    most = population - sum(s.drawn for s in whole) + count
    return max(count, math.floor(low * population + 1e-9)), min(most, math.ceil(high * population - 1e-9))


def part_of_strata(strata: Sequence[Stratum], *, confidence: float = 0.95) -> Part:
    """How many conversations of all strata belong to the study."""
    population, read, excluded = (
        sum(s.population for s in strata),
        sum(s.read for s in strata),
        sum(s.excluded for s in strata),
    )
    if excluded == 0:
        return Part(population, read, 0, population, (population, population))
    low, high = count_stratified(_EXCLUDED, strata, confidence=confidence)
    size = max(read, round(sum(s.each * s.read for s in strata)))
    return Part(population, read, excluded, size, (population - high, population - low))


def _variance(s: Stratum, count: float, read: float, share: float) -> float:
    """Of the stratum's total of what each conversation that belongs departs from `share`; others count nothing."""
    drawn = read + s.excluded
    if s.drawn >= s.population:
        return 0.0
    squares = count * (1 - share) ** 2 + (read - count) * share**2
    mean = (count - share * read) / drawn
    spread = (squares / drawn - mean**2) / max(1.0, drawn - 1)
    return s.population**2 * (1 - s.drawn / s.population) * max(0.0, spread)
