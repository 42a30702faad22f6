"""How many conversations of the whole population a culprit has: exact, by inverting the hypergeometric test."""

from collections.abc import Callable
from functools import lru_cache

CountInterval = tuple[int, int]


@lru_cache(maxsize=65536)
def count_interval(count: int, drawn: int, population: int, *, confidence: float = 0.95) -> CountInterval:
    """From how many to how many of `population` are such, when `count` of `drawn` were.

    All K that neither one-sided test at (1-confidence)/2 rejects: P(X >= count | K) and P(X <= count | K) are both more
    than that, X hypergeometric (Katz 1953, JASA 48:256-261; Buonaccorsi 1987, The American Statistician
    41:215-218). Coverage is at least `confidence` for every K. At least those seen are there, and those seen to be
    others are not: count <= K <= population - (drawn - count).
    """
    least, most = count, population - (drawn - count)
    tail = (1 - confidence) / 2
    low = _first(least, most, lambda total: at_least(count, drawn, total, population) > tail)
    high = population - _first(
        drawn - count,
        population - count,
        lambda others: at_least(drawn - count, drawn, others, population) > tail,
    )
    return low, high


def at_least(count: int, drawn: int, total: int, population: int) -> float:
    """P(X >= count) where X of `drawn` are among the `total` of `population`: the sum of C(n,x) C(N-n,K-x) / C(N,K)."""
    import numpy as np
    from scipy.special import gammaln

    least, most = max(count, 0, drawn + total - population), min(drawn, total)
    if count <= max(0, drawn + total - population):
        return 1.0
    if least > most:
        return 0.0
    x = np.arange(least, most + 1)
    rest = population - drawn
    log = gammaln(drawn + 1) - gammaln(x + 1) - gammaln(drawn - x + 1)
    log += gammaln(rest + 1) - gammaln(total - x + 1) - gammaln(rest - total + x + 1)
    log -= gammaln(population + 1) - gammaln(total + 1) - gammaln(population - total + 1)
    return min(1.0, float(np.exp(log).sum()))


def _first(least: int, most: int, holds: Callable[[int], bool]) -> int:
    """The least number from `least` to `most` for which `holds`, which stays true from there on."""
    while least < most:
        middle = (least + most) // 2
        if holds(middle):
            most = middle
        else:
            least = middle + 1
    return least
