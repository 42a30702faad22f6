"""What was read of a period, as a comparison takes it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.checking import (
    check_counts,
    check_population,
    check_positive,
    check_read,
    check_whole,
)
from frontline.reports.statistics.stratified import Stratum
from frontline.reports.statistics.weighing import weighted


@dataclass(frozen=True)
class Period:
    """What was read of one period.

    `read` may be more than the counts add up to; `excluded` were drawn and are not part of the study. `usage` is in any
    unit, the same in both periods.
    """

    population: int
    read: int
    counts: Mapping[str, int]
    excluded: int = 0
    usage: float | None = None
    customers: Sequence[Mapping[str, int]] = field(default=())
    """For each customer among those read, how many of their conversations have each culprit: every conversation read,
    once. With it comparisons allow for one customer writing often about the same."""
    volumes: Sequence[int] = field(default=())
    """How many of all `population` conversations each customer wrote, if that is known."""
    strata: Sequence[Stratum] = field(default=())
    """The same that was read, by stratum, if the sample was drawn so: then each stratum counts as much as it has
    conversations."""

    @property
    def drawn(self) -> int:
        return self.read + self.excluded

    def share(self, culprit: str) -> float:
        return self.effective(culprit)[0]

    def effective(self, culprit: str) -> tuple[float, float]:
        """The share, and how many draws from the whole would tell as much: as many as were read, unless weighted."""
        if self.strata:
            return weighted(culprit, self.strata)
        return self.counts.get(culprit, 0) / self.read, float(self.read)


def check_period(period: Period) -> None:
    """Raises Invalid if the numbers can't be those of a sample."""
    check_population(period.population)
    counts = check_counts(period.counts)
    if check_whole(period.read, what="The number read") < 1:
        raise Invalid("Nothing was read of one of the periods: a comparison needs both.")
    check_whole(period.excluded, what="The number of those that are not part of this")
    check_read(period.read, period.excluded, period.population)
    added = sum(counts.values())
    if added > period.read:
        raise Invalid(f"The counts add up to {added:,}, but only {period.read:,} conversations were read.")
    if period.usage is not None:
        check_positive(period.usage, what="The usage")
    if period.customers and sum(sum(each.values()) for each in period.customers) != period.read:
        raise Invalid("The conversations of the customers don't add up to the number read.")
    if period.strata:
        _check_strata(period)


def _check_strata(period: Period) -> None:
    for s in period.strata:
        check_population(s.population, what=f"The population of {s.name!r}")
        check_read(s.read, s.excluded, s.population)
        if s.drawn == 0:
            raise Invalid(f"Nothing was drawn of {s.name!r}: each stratum needs at least one conversation.")
    together: Counter[str] = Counter()
    for s in period.strata:
        together.update(s.counts)
    sums = (
        sum(s.population for s in period.strata),
        sum(s.excluded for s in period.strata),
        sum(s.read for s in period.strata),
    )
    if sums != (period.population, period.excluded, period.read) or +together != +Counter(period.counts):
        raise Invalid("The strata don't add up to the period.")
