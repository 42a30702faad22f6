"""The test of two shares, by name: Barnard's unless asked otherwise."""

from typing import Literal

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.barnard import barnard

Test = Literal["barnard", "boschloo", "fisher"]

BOSCHLOO_UP_TO = 400
"""Read in both periods together; more takes seconds."""


def p_of(test: Test, x1: int, n1: int, x2: int, n2: int) -> float:
    """The two-sided p of x1 of n1 against x2 of n2."""
    if test == "barnard":
        return barnard(x1, n1, x2, n2)
    if test == "boschloo":
        return boschloo(x1, n1, x2, n2)
    if test == "fisher":
        return fisher(x1, n1, x2, n2)
    raise Invalid(f"There is no test {test!r}: there are barnard, boschloo and fisher.")


def fisher(x1: int, n1: int, x2: int, n2: int) -> float:
    """Fisher's exact test (Fisher 1935, JRSS 98:39-82), by scipy: given how many there are in both together."""
    from scipy.stats import fisher_exact

    return float(fisher_exact([[x1, x2], [n1 - x1, n2 - x2]]).pvalue)


def boschloo(x1: int, n1: int, x2: int, n2: int) -> float:
    """Boschloo's exact test (Boschloo 1970, Statistica Neerlandica 24:1-35), by scipy.

    Fisher's p is the statistic of an unconditional test.
    """
    from scipy.stats import boschloo_exact

    if n1 + n2 > BOSCHLOO_UP_TO:
        raise Invalid(f"Boschloo's test is for {BOSCHLOO_UP_TO} read in both periods at most: take barnard.")
    if x1 + x2 in (0, n1 + n2):
        return 1.0
    return min(1.0, float(boschloo_exact([[x1, x2], [n1 - x1, n2 - x2]]).pvalue))
