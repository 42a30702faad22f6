"""The exact unconditional test of two shares, and the outcomes that it rejects."""

from functools import lru_cache
from typing import Any

from frontline.reports.statistics.normal import below

EXACT_UP_TO = 1200
"""Read in both periods together; beyond that the same test by the normal distribution, which then hardly differs."""


@lru_cache(maxsize=65536)
def barnard(x1: int, n1: int, x2: int, n2: int) -> float:
    """The two-sided p of x1 of n1 against x2 of n2.

    Barnard's unconditional test with the pooled score statistic (Suissa & Shuster 1985, JRSS A 148:317-327):
    the largest probability, over all common shares, of a difference at least as striking. The p of
    `scipy.stats.barnard_exact`, in milliseconds: for a fixed x1 the striking x2 are the lowest and the highest ones.
    """
    if n1 + n2 > EXACT_UP_TO:
        return _score(x1, n1, x2, n2)
    import numpy as np

    striking = _striking(n1, n2, abs(float(_statistics(n1, n2)[x1, x2])))
    found = _probabilities(striking, *_tables(n1, n2))
    # Between two steps of the grid it may be a little more: look closer around the largest.
    near = _grid(n1 != n2)[int(np.argmax(found))] * np.linspace(0.97, 1.03, 31)
    closer = _probabilities(striking, *_tables_at(n1, n2, near[near < 1]))
    return min(1.0, float(max(found.max(), closer.max())))


def rejected(p1: float, n1: int, p2: float, n2: int, alpha: float) -> float:
    """The probability that `barnard` gives a p of at most `alpha` and the difference points the way it is."""
    import numpy as np

    lowest, highest = _striking(n1, n2, _critical(n1, n2, round(alpha, 12)))
    nothing = np.zeros_like(lowest)
    first = _tables_at(n1, n2, np.array([p1]))[0]
    second = _tables_at(n1, n2, np.array([p2]))[1:]
    one_sided = (lowest, nothing) if p1 > p2 else (nothing, highest)
    return float(_probabilities(one_sided, first, *second)[0])


@lru_cache(maxsize=64)
def _critical(n1: int, n2: int, alpha: float) -> float:
    """The smallest |z| whose `barnard` p is at most `alpha`; infinite if none is."""
    import numpy as np

    values = np.unique(np.round(np.abs(_statistics(n1, n2)), 9))
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        striking = _striking(n1, n2, float(values[middle]))
        if _probabilities(striking, *_tables(n1, n2)).max() <= alpha:
            high = middle
        else:
            low = middle + 1
    return float(values[low]) if low < len(values) else float("inf")


@lru_cache(maxsize=8)
def _statistics(n1: int, n2: int) -> Any:
    """The pooled z of every outcome, by x1 and x2: above 0 where the second share is larger."""
    import numpy as np

    x1, x2 = np.arange(n1 + 1)[:, None], np.arange(n2 + 1)[None, :]
    pooled = (x1 + x2) / (n1 + n2)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    gap = x2 / n2 - x1 / n1
    return np.divide(gap, spread, out=np.zeros_like(gap), where=spread > 0)


def _striking(n1: int, n2: int, least: float) -> tuple[Any, Any]:
    """For each x1, how many of the lowest and how many of the highest x2 have a |z| of at least `least`."""
    z = _statistics(n1, n2)
    if least < 1e-9:
        lowest = (z <= 0).sum(axis=1)
        return lowest, n2 + 1 - lowest
    return (z <= 1e-9 - least).sum(axis=1), (z >= least - 1e-9).sum(axis=1)


def _probabilities(striking: tuple[Any, Any], first: Any, up_to: Any, down_to: Any) -> Any:
    """The probability of the striking outcomes at each of the common shares."""
    lowest, highest = striking
    return (first * (up_to[:, lowest] + down_to[:, highest])).sum(axis=1)


@lru_cache(maxsize=8)
def _tables(n1: int, n2: int) -> tuple[Any, Any, Any]:
    return _tables_at(n1, n2, _grid(n1 != n2))


def _tables_at(n1: int, n2: int, shares: Any) -> tuple[Any, Any, Any]:
    """A row for each share: the probability of each x1; of the 0, 1, ... lowest x2; of the 0, 1, ... highest."""
    import numpy as np

    second = np.pad(_binomial(n2, shares), ((0, 0), (1, 0)))
    highest = np.pad(second[:, :0:-1], ((0, 0), (1, 0)))
    return _binomial(n1, shares), np.cumsum(second, axis=1), np.cumsum(highest, axis=1)


@lru_cache(maxsize=2)
def _grid(whole: bool) -> Any:
    """Common shares to try; up to a half is enough when both samples are of one size.

    Even steps of the angle: finer where the share is small, which is where the largest probability often is.
    """
    import numpy as np

    grid = np.sin(np.linspace(0, np.pi / 4, 130)[1:]) ** 2
    return np.concatenate([grid, 1 - grid]) if whole else grid


def _binomial(n: int, shares: Any) -> Any:
    """The binomial probabilities of 0 to n, a row for each share."""
    import numpy as np
    from scipy.special import gammaln, xlog1py, xlogy

    x = np.arange(n + 1)[None, :]
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return np.exp(ways + xlogy(x, shares[:, None]) + xlog1py(n - x, -shares[:, None]))


def _score(x1: int, n1: int, x2: int, n2: int) -> float:
    pooled = (x1 + x2) / (n1 + n2)
    if pooled in (0, 1):
        return 1.0
    z = (x1 / n1 - x2 / n2) / (pooled * (1 - pooled) * (1 / n1 + 1 / n2)) ** 0.5
    return 2 * below(-abs(z))
