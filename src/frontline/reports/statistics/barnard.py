"""The exact unconditional test of two shares, for all outcomes of two samples at once."""

from functools import lru_cache
from typing import Any

EXACT_UP_TO = 1200
"""Read in both periods together; beyond that the same test by the normal distribution, which then hardly differs."""


def barnard(x1: int, n1: int, x2: int, n2: int) -> float:
    """The two-sided p of x1 of n1 against x2 of n2.

    Barnard's unconditional test with the pooled score statistic (Suissa & Shuster 1985, JRSS A 148:317-327):
    the largest probability, over all common shares, of a difference at least as striking. What
    `scipy.stats.barnard_exact` gives, by two products of matrices.
    """
    if n1 + n2 > EXACT_UP_TO:
        return _score(x1, n1, x2, n2)
    import numpy as np

    z, left, right = _table(n1, n2)
    extreme = (z >= z[x1, x2] - 1e-9).astype(float)
    found = np.einsum("gi,gi->g", left @ extreme, right)
    # Between two steps of the grid it may be a little more: look closer around the largest.
    best = _grid(n1 != n2)[int(np.argmax(found))]
    near = best * np.linspace(0.97, 1.03, 31)
    near = near[near < 1]
    closer = np.einsum("gi,gi->g", _binomial(n1, near) @ extreme, _binomial(n2, near))
    return min(1.0, float(max(found.max(), closer.max())))


def rejected(p1: float, n1: int, p2: float, n2: int, alpha: float) -> float:
    """The probability that `barnard` gives a p of at most `alpha` and the difference points the way it is."""
    import numpy as np

    falls, rises = _regions(n1, n2, round(alpha, 12))
    region = falls if p1 > p2 else rises
    return float(_binomial(n1, np.array([p1]))[0] @ region @ _binomial(n2, np.array([p2]))[0])


@lru_cache(maxsize=4)
def _regions(n1: int, n2: int, alpha: float) -> tuple[Any, Any]:
    """Which outcomes are rejected, as 1 among 0: those with the smaller second share, those with the larger."""
    import numpy as np

    z, _, _ = _table(n1, n2)
    extreme = z >= _critical(n1, n2, alpha) - 1e-9
    gap = np.arange(n1 + 1)[:, None] / n1 - np.arange(n2 + 1)[None, :] / n2
    return (extreme & (gap > 0)).astype(float), (extreme & (gap < 0)).astype(float)


@lru_cache(maxsize=64)
def _critical(n1: int, n2: int, alpha: float) -> float:
    """The smallest |z| whose `barnard` p is at most `alpha`; infinite if none is."""
    import numpy as np

    z, left, right = _table(n1, n2)
    values = np.unique(np.round(z, 9))
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        extreme = z >= values[middle] - 1e-9
        if np.max(np.einsum("gi,gi->g", left @ extreme, right)) <= alpha:
            high = middle
        else:
            low = middle + 1
    return float(values[low]) if low < len(values) else float("inf")


@lru_cache(maxsize=4)
def _table(n1: int, n2: int) -> tuple[Any, Any, Any]:
    """|z| of every outcome, and the probabilities of every x1 and x2 for a grid of common shares."""
    import numpy as np

    x1, x2 = np.arange(n1 + 1)[:, None], np.arange(n2 + 1)[None, :]
    pooled = (x1 + x2) / (n1 + n2)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    gap = np.abs(x1 / n1 - x2 / n2)
    z = np.divide(gap, spread, out=np.zeros_like(gap), where=spread > 0)
    grid = _grid(n1 != n2)
    return z, _binomial(n1, grid), _binomial(n2, grid)


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
    from frontline.reports.statistics.normal import below

    pooled = (x1 + x2) / (n1 + n2)
    if pooled in (0, 1):
        return 1.0
    z = (x1 / n1 - x2 / n2) / (pooled * (1 - pooled) * (1 / n1 + 1 / n2)) ** 0.5
    return 2 * below(-abs(z))
