"""How many conversations of the whole population a culprit has: exact, by inverting the hypergeometric test."""

from collections.abc import Callable

CountInterval = tuple[int, int]


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
    """P(X >= count) where X of `drawn` are among the `total` of `population`."""
    from scipy.stats import hypergeom

    return float(hypergeom.sf(count - 1, population, total, drawn))


def _first(least: int, most: int, holds: Callable[[int], bool]) -> int:
    """The least number from `least` to `most` for which `holds`, which stays true from there on."""
    while least < most:
        middle = (least + most) // 2
        if holds(middle):
            most = middle
        else:
            least = middle + 1
    return least
