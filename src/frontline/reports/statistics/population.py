"""How many of the population the study is about, when some that were drawn turned out not to belong."""

from frontline.reports.statistics.bars import Part
from frontline.reports.statistics.exact import exact_interval
from frontline.reports.statistics.hypergeometric import count_interval
from frontline.reports.statistics.wilson import Interval


def estimate_part(population: int, read: int, excluded: int, *, confidence: float = 0.95) -> Part:
    """`read` belonged, `excluded` were drawn and didn't: N read/(read+excluded) belong, and its exact interval.

    This is estimation for a domain of unknown size (Cochran 1977, Sampling Techniques, section 2.12 and 2.13): those
    read are a simple random sample of the domain, since each was taken in the drawn order.
    """
    drawn = read + excluded
    if excluded == 0:
        return Part(population, read, 0, population, (population, population))
    size = max(read, round(population * read / drawn))
    interval = count_interval(read, drawn, population, confidence=confidence)
    return Part(population, read, excluded, size, interval)


def share_interval(count: int, part: Part, *, confidence: float = 0.95, family: int = 1) -> Interval:
    """The interval of a share of the conversations that belong, `count` of those read having the culprit.

    Exact where it is known how many belong. Where that is estimated it reaches as far as the exact intervals for the
    fewest, the likeliest and the most that may belong.
    """
    sizes = {part.size, *part.interval}
    found = [exact_interval(count, part.read, size, confidence=confidence, family=family) for size in sizes]
    return min(low for low, _ in found), max(high for _, high in found)
