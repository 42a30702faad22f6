"""A population of which some were read and all were predicted, in numbers."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from frontline.reports.assisted.predicting import Labels, Shares
from frontline.reports.statistics.difference import Residuals

Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Sample:
    """`predicted` has a row for each conversation that is known by its text, a column for each class.

    `read` are the rows with a label, `labels` which class, `strata` the number of each row's stratum, and `sizes` how
    many conversations each stratum has: more than it has rows, where only some of those unread were looked at.
    `outside` is the class of those that are not part of the study, None if there is none.
    """

    predicted: Shares
    read: Labels
    labels: Labels
    strata: Labels
    sizes: tuple[int, ...]
    outside: int | None = None

    @property
    def classes(self) -> int:
        return int(self.predicted.shape[1])


def residuals(sample: Sample, culprit: int) -> list[Residuals]:
    """Of each stratum, for one bar.

    Where some conversations are not part of the study, the share of a culprit is a ratio, of those with it to those
    that belong. It is taken as the mean of d = R + (y - R b)/B, with b whether one belongs, B the mean of b and R the
    ratio, by the sample alone (the linearised ratio: Cochran 1977, eq. 6.11; Särndal et al. 1992, section 5.6).
    """
    values = (sample.labels == culprit).astype(np.float64)
    guesses = sample.predicted[:, culprit]
    if sample.outside is not None:
        inside = (sample.labels != sample.outside).astype(np.float64)
        part = max(float(inside.mean()), 1 / len(inside))
        ratio = float((values.sum()) / max(inside.sum(), 1))
        values = ratio + (values - ratio * inside) / part
        guesses = ratio + (guesses - ratio * (1 - sample.predicted[:, sample.outside])) / part
    return [_of_stratum(sample, number, values, guesses) for number in range(len(sample.sizes))]


def _of_stratum(sample: Sample, number: int, values: Numbers, guesses: Numbers) -> Residuals:
    rows = guesses[sample.strata == number]
    mine = sample.strata[sample.read] == number
    wrong = values[mine] - guesses[sample.read][mine]
    unseen = sample.sizes[number] - len(rows)
    return Residuals(
        population=sample.sizes[number],
        read=int(mine.sum()),
        predicted=float(rows.mean()) if len(rows) else 0.0,
        total=float(wrong.sum()),
        squares=float((wrong**2).sum()),
        variance=float(rows.var()) / len(rows) * unseen / sample.sizes[number] if unseen > 0 else 0.0,
    )
