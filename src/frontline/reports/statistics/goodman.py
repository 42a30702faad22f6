"""Intervals that hold for all bars at once."""

from collections.abc import Sequence

from frontline.reports.statistics.normal import two_sided
from frontline.reports.statistics.wilson import Interval, effective, score_interval


def goodman(
    counts: Sequence[int], population: int | None = None, *, confidence: float = 0.95
) -> list[Interval]:
    """Simultaneous intervals of the shares of a multinomial sample, in the order of `counts`.

    Goodman 1965, Technometrics 7:247-254, eq. 2.5: score intervals with the upper alpha/k point of chi-squared with one
    degree of freedom, which is the square of a normal z. Finite populations by the effective number.
    """
    read = sum(counts)
    if read == 0:
        return [(0.0, 1.0)] * len(counts)
    z = two_sided(confidence, len(counts))
    return [score_interval(count / read, effective(read, population), z) for count in counts]
