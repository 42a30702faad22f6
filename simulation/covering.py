"""How often intervals hold the truth, and how wide they are, plain and with the model's help."""

from dataclasses import dataclass, field

import numpy as np

from frontline.reports.assisted.helping import Plain, help_of_model
from frontline.reports.assisted.predicting import predict, vectors
from frontline.reports.assisted.sampling import Sample
from frontline.reports.estimate import estimate
from simulation.populations import Kind, make, written

EACH = 25
"""Studies of one population; then the next is made."""


@dataclass
class Tally:
    """Of many studies: how often each kind of interval held, each bar's own and all at once; and what was saved."""

    studies: int = 0
    bars: np.ndarray | None = None  # per bar, by study: plain alone
    shown: np.ndarray | None = (
        None  # per bar: the one shown alone, which is the shorter one where it may be used
    )
    together: int = 0
    shown_together: int = 0
    prediction_powered: np.ndarray | None = None
    accuracy: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    narrower: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)
    lost: int = 0
    """Bars shown wider than the plain one."""

    def add(self, other: "Tally") -> "Tally":
        self.studies += other.studies
        for name in ("bars", "shown", "prediction_powered"):
            mine, its = getattr(self, name), getattr(other, name)
            setattr(self, name, its if mine is None else mine if its is None else mine + its)
        for name in ("together", "shown_together", "lost"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("accuracy", "used", "narrower", "saved"):
            getattr(self, name).extend(getattr(other, name))
        return self


def plain(kind: Kind, studies: int, seed: int) -> Tally:
    """Studies without any model."""
    chance, tally = np.random.default_rng(seed), Tally()
    for number in range(studies):
        if number % EACH == 0:
            population = make(kind, chance)
        read = chance.choice(kind.size, size=kind.read, replace=False)
        _count_plain(tally, kind, population.labels, read)
    return tally


def helped(kind: Kind, model: str, studies: int, seed: int) -> Tally:
    """Studies in which a model learns from those read."""
    chance, tally = np.random.default_rng(seed), Tally()
    for number in range(studies):
        if number % EACH == 0:
            population = written(make(kind, chance), model, chance)
            matrix = vectors(population.texts)
        read = chance.choice(kind.size, size=kind.read, replace=False)
        _count_helped(tally, kind, population.labels, matrix, read, seed=int(chance.integers(1 << 30)))
    return tally


def _bars(kind: Kind, labels: np.ndarray, read: np.ndarray) -> list[Plain]:
    counts = np.bincount(labels[read], minlength=len(kind.shares))
    found = estimate(kind.size, {str(n): int(count) for n, count in enumerate(counts)})
    return [Plain(bar.alone, bar.together) for bar in found.bars]


def _holds(intervals: list[tuple[float, float]], truth: np.ndarray) -> np.ndarray:
    return np.array(
        [low - 1e-12 <= share <= high + 1e-12 for (low, high), share in zip(intervals, truth, strict=True)]
    )


def _truth(kind: Kind, labels: np.ndarray) -> np.ndarray:
    return np.bincount(labels, minlength=len(kind.shares)) / len(labels)


def _count_plain(tally: Tally, kind: Kind, labels: np.ndarray, read: np.ndarray) -> list[Plain]:
    bars, truth = _bars(kind, labels, read), _truth(kind, labels)
    alone = _holds([bar.alone for bar in bars], truth)
    tally.studies += 1
    tally.bars = alone.astype(int) if tally.bars is None else tally.bars + alone
    tally.together += int(_holds([bar.together for bar in bars], truth).all())
    return bars


def _count_helped(
    tally: Tally, kind: Kind, labels: np.ndarray, matrix: object, read: np.ndarray, *, seed: int
) -> None:
    bars, truth = _count_plain(tally, kind, labels, read), _truth(kind, labels)
    guessed = predict(matrix, read, labels[read], len(kind.shares), seed=seed)
    sample = Sample(guessed, read, labels[read], np.zeros(kind.size, dtype=np.int64), (kind.size,))
    found = help_of_model(sample, bars, seed=seed)
    alone = [f.alone if f.use_alone else b.alone for f, b in zip(found, bars, strict=True)]
    together = [f.together if f.use_together else b.together for f, b in zip(found, bars, strict=True)]
    held = _holds(alone, truth)
    tally.shown = held.astype(int) if tally.shown is None else tally.shown + held
    tally.shown_together += int(_holds(together, truth).all())
    powered = _holds(_prediction_powered(guessed, labels, read, len(kind.shares)), truth)
    tally.prediction_powered = (
        powered.astype(int) if tally.prediction_powered is None else tally.prediction_powered + powered
    )
    unread = np.setdiff1d(np.arange(kind.size), read)
    tally.accuracy.append(float((guessed[unread].argmax(axis=1) == labels[unread]).mean()))
    for shown, bar in zip(alone, bars, strict=True):
        _count_width(tally, kind, shown, bar.alone)


def _count_width(tally: Tally, kind: Kind, shown: tuple[float, float], bar: tuple[float, float]) -> None:
    ratio = (shown[1] - shown[0]) / (bar[1] - bar[0])
    tally.used.append(float(ratio < 1))
    tally.narrower.append(1 - ratio)
    tally.lost += ratio > 1 + 1e-12
    # Width goes with sqrt(1/n - 1/N): a plain interval of this width would take 1/needed = ratio^2 (1/n - 1/N) + 1/N.
    needed = 1 / (ratio**2 * (1 / kind.read - 1 / kind.size) + 1 / kind.size)
    tally.saved.append(1 - kind.read / needed)


def _prediction_powered(
    guessed: np.ndarray, labels: np.ndarray, read: np.ndarray, classes: int
) -> list[tuple[float, float]]:
    """Angelopoulos et al. 2023, "Prediction-powered inference", Science 382:669-674, for a mean: with the same
    cross-fitted predictions and the finite population correction, so that only the pseudo-residuals differ."""
    wrong = np.eye(classes)[labels[read]] - guessed[read]
    middle = guessed.mean(axis=0) + wrong.mean(axis=0)
    left = 1 - len(read) / len(guessed)
    half = 1.96 * np.sqrt(left * wrong.var(axis=0, ddof=1) / len(read))
    return list(zip(middle - half, middle + half, strict=True))
