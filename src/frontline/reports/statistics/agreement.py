"""Do two people who read the same conversations see the same culprit?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.normal import two_sided
from frontline.reports.statistics.wilson import Interval


@dataclass(frozen=True)
class Agreement:
    """Of `pairs` conversations read twice, how often both readers agree, and how much of that is not by chance.

    `kappa`, `error` and `interval` are None when chance alone would make them agree always (one culprit only).
    `table[i][j]` is how many the first reader gave `labels[i]` and the second `labels[j]`.
    """

    labels: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]
    pairs: int
    agreed: float
    by_chance: float
    kappa: float | None
    error: float | None
    interval: Interval | None

    @property
    def disagreements(self) -> int:
        return self.pairs - sum(self.table[i][i] for i in range(len(self.labels)))


def agree(readings: Sequence[tuple[str, str]], *, confidence: float = 0.95) -> Agreement:
    """The agreement of (first reader's culprit, second reader's culprit), one pair for each conversation read twice."""
    labels = tuple(sorted({label for pair in readings for label in pair}))
    place = {label: index for index, label in enumerate(labels)}
    table = [[0] * len(labels) for _ in labels]
    for first, second in readings:
        table[place[first]][place[second]] += 1
    return agree_on_table(labels, table, confidence=confidence)


def agree_on_table(
    labels: Sequence[str], table: Sequence[Sequence[int]], *, confidence: float = 0.95
) -> Agreement:
    """Cohen's kappa and its standard error.

    Cohen 1960, Educational and Psychological Measurement 20:37-46; Fleiss, Cohen & Everitt 1969, Psychological
    Bulletin 72:323-327, eq. 13 (the error for intervals, not the one for testing kappa = 0).
    """
    pairs = sum(map(sum, table))
    if pairs == 0:
        raise Invalid("No conversation was read twice yet: there is no agreement to measure.")
    k = range(len(labels))
    p = [[count / pairs for count in row] for row in table]
    rows, columns = [sum(p[i]) for i in k], [sum(p[i][j] for i in k) for j in k]
    agreed, chance = sum(p[i][i] for i in k), sum(rows[i] * columns[i] for i in k)
    kappa = error = interval = None
    if chance < 1:
        kappa = (agreed - chance) / (1 - chance)
        same = sum(p[i][i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in k)
        other = sum(p[i][j] * (columns[i] + rows[j]) ** 2 for i in k for j in k if i != j)
        rest = (kappa - chance * (1 - kappa)) ** 2
        error = math.sqrt(max(0.0, same + (1 - kappa) ** 2 * other - rest) / pairs) / (1 - chance)
        z = two_sided(confidence)
        interval = max(-1.0, kappa - z * error), min(1.0, kappa + z * error)
    return Agreement(tuple(labels), tuple(map(tuple, table)), pairs, agreed, chance, kappa, error, interval)
