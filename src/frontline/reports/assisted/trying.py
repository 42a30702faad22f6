"""Trying the interval on this very population: would it hold as often as it says?

A population like this one is made up: those read keep their labels, each of the others gets the label of one of those
read of which the model thought alike, that is which the model, without having seen them, put into the same class. Then
the same number is drawn again and again, and it is counted how often the interval holds the truth, which is known.
"""

import numpy as np

from frontline.reports.assisted.predicting import Labels
from frontline.reports.assisted.sampling import Sample
from frontline.reports.statistics.difference import PSEUDO

POPULATIONS = 20
DRAWS = 50  # of each population: a thousand in all, so a coverage of 0.95 is known to about 0.007


def coverage(sample: Sample, z: float, *, seed: int) -> list[float]:
    """Of each class, in how many of the made-up studies the interval with the model's help held the truth, 0 to 1."""
    chance = np.random.default_rng(seed)
    held = np.zeros(sample.classes)
    for _ in range(POPULATIONS):
        labels = _made_up(sample, chance)
        truth = np.eye(sample.classes)[labels]
        wrong = truth - sample.predicted
        share, guessed = truth.mean(axis=0), sample.predicted.mean(axis=0)
        for _ in range(DRAWS):
            drawn = wrong[_drawn(sample, chance)]
            found = guessed + drawn.mean(axis=0)
            held += np.abs(found - share) <= z * _error(drawn, len(wrong))
    return [float(each) for each in held / (POPULATIONS * DRAWS)]


def _error(wrong: np.ndarray, population: int) -> np.ndarray:
    read = len(wrong)
    spread = ((wrong**2).sum(axis=0) + PSEUDO) / (read + PSEUDO)
    error: np.ndarray = np.sqrt((1 - read / population) * spread / read)
    return error


def _drawn(sample: Sample, chance: np.random.Generator) -> Labels:
    return chance.choice(len(sample.predicted), size=len(sample.read), replace=False, shuffle=False)


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
