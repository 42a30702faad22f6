"""Samples whose conversations don't stand for equally many: shares by weight, and how many draws tell as much.

Each that was read of a stratum stands for w = N_h/n_h conversations of it. The verdict of a comparison is about what
brings conversations about, so nothing is corrected for a finite population, and nothing is taken for certain because
weeks or tiers were drawn from apart: strata can only cost something here, where one of them was read too little.
"""

from collections.abc import Sequence
from dataclasses import replace

from frontline.reports.statistics.stratified import Stratum

_REST = "\0the rest"


def weighted(culprit: str, strata: Sequence[Stratum]) -> tuple[float, float]:
    """The share of those that belong that have `culprit`, and the effective number read.

    p = sum w y / sum w over those read, the combined ratio estimate (Cochran 1977, Sampling Techniques, 3rd ed.,
    section 6.11), with V = sum w^2 (y - p)^2 / (sum w)^2, its variance by linearisation as if drawn with replacement
    (Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, section 5.7). The effective number is
    p(1-p)/V (Rao & Scott 1992, Biometrics 48:577-585), and never more than Kish's (sum w)^2 / sum w^2 (Kish 1992,
    Journal of Official Statistics 8:183-200), which holds whatever the culprit. In proportion to the strata both are
    the number read, and p is x/n.
    """
    size = sum(s.each * s.read for s in strata)
    share = sum(s.each * s.counts.get(culprit, 0) for s in strata) / size
    even = sum(s.each**2 * s.read for s in strata)
    seen = sum(s.each**2 * _squares(s.counts.get(culprit, 0), s.read, share) for s in strata)
    spread = max(even, seen / (share * (1 - share)) if 0 < share < 1 else 0.0)
    return share, size**2 / spread


def weighted_of_drawn(culprit: str, strata: Sequence[Stratum]) -> tuple[float, float]:
    """The same of all that were drawn, those that turned out not to belong too."""
    return weighted(culprit, [_whole(s) for s in strata])


def belonging(strata: Sequence[Stratum]) -> tuple[float, float]:
    """The share of all that were drawn that belongs, and the effective number drawn."""
    rest, number = weighted_of_drawn(_REST, strata)
    return 1 - rest, number


def _whole(s: Stratum) -> Stratum:
    return replace(s, counts={**s.counts, _REST: s.excluded}, excluded=0) if s.excluded else s


def _squares(count: int, read: int, share: float) -> float:
    return count * (1 - share) ** 2 + (read - count) * share**2
