"""Intervals with the help of a model that predicts every conversation: the difference estimator.

Cochran 1977, Sampling Techniques, 3rd ed., section 7.2 (the regression estimator with a slope fixed beforehand);
Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, section 6.3. The predictions f may be as wrong as they
like: theta = mean over all of f + mean over the sample of (y - f) is right on average whatever they are, and short when
they are good. No conversation may be predicted by a model that saw its label.

Two pseudo-residuals of one point each are added to the squares, as Agresti and Coull (1998, The American Statistician
52:119-126) add z2/2 successes and z2/2 failures, which are two at 95 %: without them a sample that happens to hold no
error of the model would claim to know everything. For all bars at once z is larger, and so are they: z2/2.
docs/decisions/0027-with-the-models-help.md has what it covers so, and without.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.wilson import Interval


def pseudo(z: float) -> float:
    """How many pseudo-residuals: two for one bar at 95 %."""
    return max(2.0, z * z / 2)


@dataclass(frozen=True, slots=True)
class Residuals:
    """One stratum, or the whole: of `population` conversations `read` have a label.

    `predicted` is the mean of f over all of them; `total` and `squares` are the sums over those read of y - f and of
    its square. `variance` is that of `predicted`, if f is known for a random part of the population only, else 0.
    """

    population: int
    read: int
    predicted: float
    total: float
    squares: float
    variance: float = 0.0


def difference_interval(strata: Sequence[Residuals], z: float) -> tuple[float, Interval]:
    """The share, and from where to where it may lie, as fractions of one; `z` is two-sided, 1.96 for one bar at 95 %.

    theta +- z sqrt((1 - n/N) s2/n) with s2 = (sum of squares + a)/(n + a), a = 2 at 95 %; of several strata theta
    and the variance are weighted by their parts of the population, and s2 is that of all of them. Raises Invalid.
    """
    population = sum(each.population for each in strata)
    read = sum(each.read for each in strata)
    if not population or any(each.read == 0 < each.population for each in strata):
        raise Invalid("Nothing was read of a part of this yet: the model's help needs some of each.")
    spread = (sum(each.squares for each in strata) + pseudo(z)) / (read + pseudo(z))
    share = variance = 0.0
    for each in strata:
        if each.population:
            weight = each.population / population
            share += weight * (each.predicted + each.total / each.read)
            missing = 1 - each.read / each.population
            variance += weight**2 * (missing * spread / each.read + each.variance)
    half = z * math.sqrt(variance)
    shown = min(max(share, 0.0), 1.0)  # by itself it may lie outside, when the model is far off
    return shown, (max(0.0, min(share - half, shown)), min(1.0, max(share + half, shown)))
