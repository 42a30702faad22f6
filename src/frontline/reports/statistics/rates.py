"""Rates: conversations for each unit of usage, and the ratio of two of them with its interval."""

import math
from dataclasses import dataclass

from frontline.reports.statistics.normal import below, quantile
from frontline.reports.statistics.wilson import Interval


@dataclass(frozen=True)
class RateRatio:
    """How the conversations for each unit of usage changed: after / before.

    `ratio` is infinite when there was nothing before, and not a number when there was nothing in both.
    """

    ratio: float
    interval: Interval
    p: float
    overdispersion: float


def rate_ratio(
    before: float,
    usage_before: float,
    after: float,
    usage_after: float,
    *,
    overdispersion: float = 1.0,
    confidence: float = 0.95,
) -> RateRatio:
    """The ratio of two Poisson rates: score interval and test (Gu, Ng, Tang & Schucany 2008, Biometrical Journal
    50:283-298, W2: the square of their statistic is inverted).

    With over-dispersion counts and usage are both divided by it: the rates stay, each variance grows by it.
    """
    x1, u1 = before / overdispersion, usage_before / overdispersion
    x2, u2 = after / overdispersion, usage_after / overdispersion
    return RateRatio(
        ratio=_ratio(x2 * u1, x1 * u2),
        interval=_score_interval(x1, u1, x2, u2, quantile(1 - (1 - confidence) / 2)),
        p=_p(x1, u1, x2, u2),
        overdispersion=overdispersion,
    )


def _ratio(over: float, under: float) -> float:
    if under:
        return over / under
    return math.inf if over else math.nan


def _p(x1: float, u1: float, x2: float, u2: float) -> float:
    """Two-sided, of equal rates."""
    if x1 + x2 == 0:
        return 1.0
    z = (x2 * u1 - x1 * u2) / math.sqrt(u1 * u2 * (x1 + x2))
    return min(1.0, 2 * below(-abs(z)))


def _score_interval(x1: float, u1: float, x2: float, u2: float, z: float) -> Interval:
    """All r with (x2 - r d x1)^2 <= z^2 r d (x1 + x2), d = u2/u1: a quadratic in r."""
    if x1 + x2 == 0:
        return 0.0, math.inf
    z2, total, d = z * z, x1 + x2, u2 / u1
    middle = 2 * x1 * x2 + z2 * total
    root = math.sqrt(max(0.0, middle**2 - 4 * x1**2 * x2**2))
    low = 2 * x2**2 / (middle + root) / d
    return low, (middle + root) / (2 * x1**2) / d if x1 else math.inf
