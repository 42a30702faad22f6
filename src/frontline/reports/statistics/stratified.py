"""Shares from a sample that was drawn by stratum: each stratum counts as much as it has conversations."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontline.reports.statistics.normal import two_sided
from frontline.reports.statistics.wilson import Interval, score_interval


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


def share_of(culprit: str, strata: Sequence[Stratum]) -> tuple[float, float]:
    """The share of `culprit` over all strata, and its variance.

    p = sum W_h p_h, W_h = N_h/N; V = sum W_h^2 (1-f_h) p_h q_h/(n_h - 1) (Cochran 1977, eq. 5.52 and 5.53). With
    excluded ones it is the ratio of two domain totals, and V that of the ratio (section 5A.14).
    """
    size = sum(s.population * s.read / s.drawn for s in strata if s.drawn)
    total = sum(s.population * s.counts.get(culprit, 0) / s.drawn for s in strata if s.drawn)
    share = total / size if size else 0.0
    return share, sum(_variance(culprit, s, share) for s in strata) / size**2 if size else math.inf


def effective_stratified(culprit: str, strata: Sequence[Stratum]) -> tuple[float, float]:
    """The share, and the number of draws with replacement that would give its variance (Korn & Graubard 1998)."""
    share, variance = share_of(culprit, strata)
    if variance == 0:
        read = sum(s.read for s in strata)
        return share, math.inf if read == sum(s.population - s.excluded for s in strata) else read
    return share, share * (1 - share) / variance


def stratified_interval(
    culprit: str, strata: Sequence[Stratum], *, confidence: float = 0.95, family: int = 1
) -> Interval:
    """The score interval at the effective number."""
    share, read = effective_stratified(culprit, strata)
    return score_interval(share, read, two_sided(confidence, family))


def _variance(culprit: str, s: Stratum, share: float) -> float:
    """Of the stratum's total of (is this culprit - share x belongs)."""
    if s.drawn < 2 or s.drawn >= s.population:
        return 0.0
    count = s.counts.get(culprit, 0)
    squares = count * (1 - share) ** 2 + (s.read - count) * share**2
    mean = (count - share * s.read) / s.drawn
    spread = (squares - s.drawn * mean**2) / (s.drawn - 1)
    return s.population**2 * (1 - s.drawn / s.population) * spread / s.drawn
