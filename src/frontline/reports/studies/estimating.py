"""From what was read to what it says of all: the estimate of a study."""

from frontline.reports.estimate import Estimate, Stratum, estimate, estimate_strata
from frontline.reports.studies.outcome import Counts


def strata_of(counts: Counts) -> list[Stratum]:
    """As the statistics take them."""
    return [Stratum(s.key, s.population, counts.named(s), s.excluded) for s in counts.strata]


def estimate_of(counts: Counts) -> Estimate:
    """By stratum if it was drawn so. Raises Invalid while nothing was read, or nothing of a stratum."""
    if counts.is_stratified:
        return estimate_strata(strata_of(counts))
    return estimate(counts.population, counts.named(), excluded=counts.excluded)
