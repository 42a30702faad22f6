"""Trying the interval on this very population: would it hold as often as it says?

A population like this one is made up: those read keep their labels, each of the others gets the label of one of those
read of which the model thought alike, that is which the model, without having seen them, put into the same class. Then
the same number is drawn again and again, and it is counted how often the interval holds the truth, which is known.
"""

from collections.abc import Sequence

import numpy as np

from frontline.reports.assisted.predicting import Labels
from frontline.reports.assisted.sampling import Numbers, Sample
from frontline.reports.statistics.difference import pseudo

POPULATIONS = 10
DRAWS = 50  # of each population: five hundred in all, so a coverage of 0.95 is known to about 0.01


def coverages(sample: Sample, zs: Sequence[float], *, seed: int) -> list[list[float]]:
    """For each z, of each class: in how many of the made-up studies the interval with the model's help held, 0 to 1."""
    chance = np.random.default_rng(seed)
    held = np.zeros((len(zs), sample.classes))
    for _ in range(POPULATIONS):
        truth = np.eye(sample.classes)[_made_up(sample, chance)]
        wrong = truth - sample.predicted
        missed, squares = _studies(wrong, len(sample.read), chance)
        held += [(missed <= z * _error(squares, z, len(sample.read), len(wrong))).sum(axis=0) for z in zs]
    return [[float(each) for each in row] for row in held / (POPULATIONS * DRAWS)]


def _studies(wrong: Numbers, read: int, chance: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Of DRAWS studies (rows) and each class: how far the estimate missed the truth, and the sum of squares."""
    population = len(wrong)
    # The places of the `read` smallest of as many random numbers as there are conversations: a sample without return.
    drawn = wrong[chance.random((DRAWS, population)).argpartition(read - 1, axis=1)[:, :read]]
    # The estimate is mean f + mean drawn (y - f), the truth mean f + mean (y - f) over all.
    return np.abs(drawn.mean(axis=1) - wrong.mean(axis=0)), (drawn**2).sum(axis=1)


def _error(squares: Numbers, z: float, read: int, population: int) -> Numbers:
    spread = (squares + pseudo(z)) / (read + pseudo(z))
    error: Numbers = np.sqrt((1 - read / population) * spread / read)
    return error


def _made_up(sample: Sample, chance: np.random.Generator) -> Labels:
    thought = sample.predicted.argmax(axis=1)
    labels = np.empty(len(thought), dtype=np.int64)
    for each in np.unique(thought):
        rows = np.flatnonzero(thought == each)
        alike = sample.labels[thought[sample.read] == each]
        # Where none of those read was thought to be it, nothing is known: any of them will do.
        labels[rows] = chance.choice(alike if len(alike) else sample.labels, size=len(rows))
    labels[sample.read] = sample.labels
    return labels
