"""The normal distribution, from the standard library: no more is needed for most of the formulas."""

from statistics import NormalDist

_NORMAL = NormalDist()


def quantile(probability: float) -> float:
    """The point below which a standard normal value lies with `probability`."""
    return _NORMAL.inv_cdf(probability)


def below(value: float) -> float:
    """The probability that a standard normal value is at most `value`."""
    return _NORMAL.cdf(value)


def two_sided(confidence: float, family: int = 1) -> float:
    """The z of a two-sided interval at `confidence` (0.95 gives 1.96).

    With a `family` of k it is the z at which k intervals hold together, by Bonferroni's inequality.
    """
    return _NORMAL.inv_cdf(1 - (1 - confidence) / (2 * family))
