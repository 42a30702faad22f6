"""What an estimate says: a bar for each culprit, and of how many conversations it speaks."""

from dataclasses import dataclass

from frontline.reports.statistics.hypergeometric import CountInterval
from frontline.reports.statistics.wilson import Interval


@dataclass(frozen=True)
class Bar:
    """One culprit: its share of the conversations, as fractions of one, and how many they are in the population."""

    culprit: str
    read: int
    """How many of those read have this culprit."""
    share: float
    wilson: Interval
    """Wilson's, for this bar alone."""
    goodman: Interval
    """Goodman's, for all bars at once."""
    alone: Interval
    """Exact, for this bar alone: holds in at least 95 of 100 studies, however rare the culprit."""
    together: Interval
    """Exact, for all bars at once: the one to draw. Goodman's holds less often than it says when bars are short."""
    expected: int
    """The best single guess of how many conversations of the population have this culprit."""
    count: CountInterval
    """From how many to how many conversations of the population, this bar alone."""


@dataclass(frozen=True)
class Part:
    """The conversations that the study is about: all that were drawn from, without those that turned out not to belong.

    Without any such, `size` is `population`, exactly.
    """

    population: int
    read: int
    excluded: int
    size: int
    interval: CountInterval


@dataclass(frozen=True)
class TooFew:
    """Fewer were read than an estimate needs: show the tally and this sentence, and no intervals."""

    read: int
    least: int
    sentence: str


@dataclass(frozen=True)
class Estimate:
    """What the sample says of the population, bars in the order they were given in.

    `within` is the widest any bar can be at this number read, all bars at once, in points to either side (Thompson);
    `unseen` the share that a culprit which was not met even once may still have, for that one alone.
    If `too_few` is set the intervals are right but of no use: don't show them.
    """

    part: Part
    bars: tuple[Bar, ...]
    within: float
    unseen: float
    too_few: TooFew | None
    confidence: float

    @property
    def by_share(self) -> tuple[Bar, ...]:
        """The bars, the longest first."""
        return tuple(sorted(self.bars, key=lambda bar: (-bar.share, bar.culprit)))
