"""Which bars the model makes shorter, and may."""

from dataclasses import dataclass

from frontline.reports.assisted.sampling import Sample, residuals
from frontline.reports.assisted.trying import coverages
from frontline.reports.statistics.difference import difference_interval
from frontline.reports.statistics.normal import two_sided
from frontline.reports.statistics.wilson import Interval

WORTH = 0.9
"""Of the plain interval's length: what is not shorter than this is not worth it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A bar without the model: its intervals alone and for all bars at once, as fractions of one."""

    alone: Interval
    together: Interval


@dataclass(frozen=True, slots=True)
class Helped:
    """One bar with the model's help. `use_alone` and `use_together` say whether it may stand for the plain ones.

    `coverage` is how often the interval for this bar alone held in the trial on this very population,
    `coverage_together` the one for all bars at once (of this bar, not of all together).
    """

    share: float
    alone: Interval
    together: Interval
    coverage: float
    coverage_together: float
    use_alone: bool
    use_together: bool


def help_of_model(sample: Sample, plain: list[Plain], *, seed: int, confidence: float = 0.95) -> list[Helped]:
    """For each class in the order of `plain`, the interval with the model's help, and whether to use it.

    It is used where it is shorter than the plain one by a tenth at least, and held at least as often as it says when it
    was tried on this population. To take whichever is shorter by a hair would be to pick the lucky ones: with a useless
    model all bars at once held in 0.936 of the studies then (docs/decisions/0027-with-the-models-help.md). The class
    outside the study, if there is one, has no bar: it stands behind those of `plain`.
    """
    alone_z, together_z = two_sided(confidence), two_sided(confidence, len(plain))
    alone_held, together_held = coverages(sample, (alone_z, together_z), seed=seed)
    found = []
    for culprit, bar in enumerate(plain):
        parts = residuals(sample, culprit)
        share, alone = difference_interval(parts, alone_z)
        _, together = difference_interval(parts, together_z)
        each_for_all = 1 - (1 - confidence) / len(plain)
        found.append(
            Helped(
                share=share,
                alone=alone,
                together=together,
                coverage=alone_held[culprit],
                coverage_together=together_held[culprit],
                use_alone=_is_shorter(alone, bar.alone) and alone_held[culprit] >= confidence,
                use_together=_is_shorter(together, bar.together) and together_held[culprit] >= each_for_all,
            )
        )
    return found


def _is_shorter(one: Interval, other: Interval) -> bool:
    return one[1] - one[0] <= WORTH * (other[1] - other[0])
