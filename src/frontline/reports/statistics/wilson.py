"""Wilson's score interval of one share, in an endless or a finite population."""

import math

from frontline.reports.statistics.normal import two_sided

Interval = tuple[float, float]


def effective(read: float, population: int | None) -> float:
    """The number of draws with replacement that tell as much as `read` of `population` without replacement.

    Without replacement the variance of a share is p(1-p)/n * (N-n)/(N-1) (Cochran 1977, Sampling Techniques,
    3rd ed., eq. 3.8); the effective number n(N-1)/(N-n) gives the same variance. Infinite when all were read.
    """
    if population is None:
        return float(read)
    if read >= population:
        return math.inf
    return read * (population - 1) / (population - read)


def score_interval(share: float, read: float, z: float) -> Interval:
    """All p with |share - p| <= z sqrt(p(1-p)/read) (Wilson 1927, JASA 22:209-212).

    `read` may be an effective number; infinite gives the share itself.
    """
    if math.isinf(read):
        return share, share
    if read <= 0:
        return 0.0, 1.0
    z2 = z * z
    middle = (share + z2 / (2 * read)) / (1 + z2 / read)
    half = z / (1 + z2 / read) * math.sqrt(share * (1 - share) / read + z2 / (4 * read * read))
    low = 0.0 if share == 0 else max(0.0, min(middle - half, share))
    high = 1.0 if share == 1 else min(1.0, max(middle + half, share))
    return low, high


def wilson(count: int, read: int, population: int | None = None, *, confidence: float = 0.95) -> Interval:
    """The interval of the share count/read for one bar alone, with finite population correction."""
    if read == 0:
        return 0.0, 1.0
    return score_interval(count / read, effective(read, population), two_sided(confidence))
