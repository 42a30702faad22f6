"""Rates: conversations for each unit of usage, and the ratio of two of them with its interval."""

import math
from dataclasses import dataclass

from frontline.reports.statistics.normal import below, two_sided
from frontline.reports.statistics.wilson import Interval


@dataclass(frozen=True)
class Rate:
    """A number of conversations and the usage they came from, as they would be if each conversation came on its own.

    Dividing both by the same number keeps the rate and widens its variance by that number.
    """

    count: float
    usage: float

    def per_usage(self) -> float:
        return self.count / self.usage


@dataclass(frozen=True)
class RateRatio:
    """How the conversations for each unit of usage changed: after / before.

    `ratio` is infinite when there was nothing before, and not a number when there was nothing in either period.
    `p_holm` is p corrected for the number of culprits.
    """

    ratio: float
    interval: Interval
    p: float
    p_holm: float


def rate_of_sample(
    count: float,
    drawn: float,
    population: int,
    usage: float,
    *,
    overdispersion: float = 1.0,
    fraction: float | None = None,
) -> Rate:
    """The rate of a culprit that `count` of `drawn` conversations have, of `population` from that usage.

    The volume is estimated as N x/n. Its relative variance has two parts: that of the sample, (1-f)(1-p)/x with
    f = n/N (Cochran 1977, eq. 3.8, over p squared), and that of how many there happen to be, phi/(N p) = phi f/x with
    over-dispersion phi (McCullagh & Nelder 1989, Generalized Linear Models, 2nd ed., section 6.2.3). Together c/x with
    c = phi f + (1-f)(1-p): what x/c conversations counted one by one have.

    Of a weighted sample n is the effective number, x = n p, and `fraction` what was drawn of the population: then
    c = phi n/N + (1-f)(1-p).
    """
    effective, share = drawn / population, count / drawn
    if fraction is None:
        fraction = effective
    spread = overdispersion * effective + (1 - fraction) * (1 - share)
    return Rate(count / spread, effective * usage / spread)


def rate_ratio(before: Rate, after: Rate, *, confidence: float = 0.95) -> RateRatio:
    """The ratio of two Poisson rates, its score interval and the p of equal rates.

    Gu, Ng, Tang & Schucany 2008, Biometrical Journal 50:283-298: the score statistic with the constrained estimate,
    and the interval of all ratios that it does not reject.
    """
    x1, u1, x2, u2 = before.count, before.usage, after.count, after.usage
    p = 1.0
    if x1 + x2:
        p = 2 * below(-abs(x2 * u1 - x1 * u2) / math.sqrt(u1 * u2 * (x1 + x2)))
    return RateRatio(_ratio(x2 * u1, x1 * u2), _interval(x1, x2, u2 / u1, two_sided(confidence)), p, p)


def _ratio(over: float, under: float) -> float:
    if under:
        return over / under
    return math.inf if over else math.nan


def _interval(x1: float, x2: float, usage: float, z: float) -> Interval:
    """All r with (x2 - r d x1)^2 <= z^2 r d (x1 + x2), d the ratio of usage: the roots of a quadratic in r d."""
    if x1 + x2 == 0:
        return 0.0, math.inf
    middle = 2 * x1 * x2 + z * z * (x1 + x2)
    root = math.sqrt(max(0.0, middle**2 - 4 * x1**2 * x2**2))
    low = 2 * x2**2 / (middle + root) / usage
    return low, (middle + root) / (2 * x1**2) / usage if x1 else math.inf
