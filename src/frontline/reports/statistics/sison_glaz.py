"""Sison and Glaz's intervals, for comparing: not drawn, since they have no finite population correction."""

from collections.abc import Sequence

from frontline.reports.statistics.wilson import Interval


def sison_glaz(counts: Sequence[int], *, confidence: float = 0.95) -> list[Interval]:
    """Simultaneous intervals of the shares of a multinomial sample, in the order of `counts`.

    Sison & Glaz 1995, JASA 90:366-369, by statsmodels (as R's MultinomialCI): equally far below every share.
    """
    from statsmodels.stats.proportion import multinomial_proportions_confint

    found = multinomial_proportions_confint(list(counts), alpha=1 - confidence, method="sison-glaz")
    return [(float(low), float(high)) for low, high in found]
