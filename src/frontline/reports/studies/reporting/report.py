"""A report as plain data."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from frontline.reports.statistics.agreement import Agreement
from frontline.reports.statistics.bars import Part
from frontline.reports.statistics.hypergeometric import CountInterval
from frontline.reports.statistics.wilson import Interval
from frontline.reports.studies.outcome import Counts

Scale = Literal["together", "alone"]
"""Which intervals: those that hold for all bars at once, or each for its bar alone."""
UNSURE_KEY = "unsure"


@dataclass(frozen=True, slots=True)
class Reach:
    """From where to where: `share` as fractions of one, `count` in conversations of the population."""

    share: Interval
    count: CountInterval


@dataclass(frozen=True, slots=True)
class Helped:
    """A bar with the model's help. An interval is None where the plain one stays."""

    share: float
    together: Interval | None
    alone: Interval | None

    def interval(self, scale: Scale) -> Interval | None:
        return self.together if scale == "together" else self.alone


@dataclass(frozen=True, slots=True)
class ReportBar:
    """One culprit, or "unsure". `key` is "culprit-7" or "unsure"; `read` of those read have it.

    `together` and `alone` are None where too few were read to show any interval.
    """

    key: str
    label: str
    kind: str
    read: int
    share: float
    expected: int
    together: Reach | None
    alone: Reach | None
    helped: Helped | None = None

    @property
    def is_unsure(self) -> bool:
        return self.key == UNSURE_KEY

    def reach(self, scale: Scale) -> Reach | None:
        return self.together if scale == "together" else self.alone


@dataclass(frozen=True, slots=True)
class Finding:
    """The report in a sentence. `leads` are the keys of the culprits that may be the largest: one if it is known."""

    sentence: str
    leads: tuple[str, ...] = ()
    is_clear: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says. Culprits stand in `bars` the longest first, the unsure behind them.

    `part` is of how many conversations it speaks, None while nothing can be estimated; `why_not` then says why, and
    also when there are shares, but too few for intervals.
    """

    study_id: int
    question: str
    products: tuple[str, ...]
    from_on: date
    until_on: date
    timezone: str
    period: str
    filters: tuple[str, ...]
    method: str
    is_finished: bool
    finished_at: datetime | None
    population: int
    size: int
    seed: int
    digest: str
    counts: Counts
    part: Part | None
    bars: tuple[ReportBar, ...]
    within: float
    unseen: float
    confidence: float
    why_not: str
    agreement: Agreement | None
    agreement_words: str
    finding: Finding

    @property
    def read(self) -> int:
        return self.counts.read

    @property
    def has_intervals(self) -> bool:
        return any(bar.together for bar in self.bars)

    def is_helped(self, scale: Scale = "together") -> bool:
        """At least one interval is shorter with the model's help."""
        return any(bar.helped and bar.helped.interval(scale) for bar in self.bars)

    @property
    def culprits(self) -> tuple[ReportBar, ...]:
        return tuple(bar for bar in self.bars if not bar.is_unsure)

    def bar(self, key: str) -> ReportBar | None:
        return next((bar for bar in self.bars if bar.key == key), None)
