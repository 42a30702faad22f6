"""Samples in which one customer wrote several conversations: by how much that widens the chance of a share."""

import math

from frontline.reports.statistics.periods import Period


def design_effect(culprit: str, before: Period, after: Period) -> float:
    """The variance of the difference of two shares with customers as they are, over that of single conversations.

    Rao & Scott 1992, Biometrics 48:577-585: for the ratio p = sum x_c / sum n_c over the m customers c of a sample,
    m/(m-1) sum (x_c - p n_c)^2 / n^2, against p(1-p)/n; both periods together, each around its own share as read. Never
    under 1, and 1 for a period whose customers are not known.
    """
    parts = [_variances(culprit, period) for period in (before, after)]
    clustered, single = sum(part[0] for part in parts), sum(part[1] for part in parts)
    return max(1.0, clustered / single) if single else 1.0


def widen_p(p: float, effect: float) -> float:
    """The p of a test whose statistic has `effect` times the variance that p was worked out for."""
    from scipy.special import ndtr, ndtri

    if effect <= 1 or p >= 1:
        return p
    return float(2 * ndtr(ndtri(p / 2) / math.sqrt(effect)))


def _variances(culprit: str, period: Period) -> tuple[float, float]:
    share, read = period.counts.get(culprit, 0) / period.read, period.read
    single = share * (1 - share) / read
    customers = len(period.customers)
    if customers < 2:
        return single, single
    rest = [each.get(culprit, 0) - share * sum(each.values()) for each in period.customers]
    return customers / (customers - 1) * sum(r * r for r in rest) / read**2, single
