"""How many to read, in plain words."""

import math
from dataclasses import dataclass
from datetime import timedelta

from frontline.reports.statistics.sizes import points_all_bars, size_all_bars
from frontline.reports.studies.models import Study
from frontline.reports.studies.outcome import counts_of

TYPICAL = timedelta(minutes=2)
"""For one conversation, before anybody has read any."""
_BARS = 3


@dataclass(frozen=True, slots=True)
class Sizing:
    """`points`: within how many every bar is, at worst, all at once with 95 %; 0 if all are read."""

    population: int
    size: int
    points: int
    sentence: str
    others: str
    """What other exactness would take."""
    effort: str


def sizing(population: int, size: int, *, double_share: float = 0.2) -> Sizing:
    """What reading `size` of `population` gives. The population has one conversation or more."""
    size = min(size, population)
    whole = size == population
    points = 0 if whole else math.ceil(points_all_bars(population, size) - 1e-9)
    if whole:
        sentence = f"All {population:,}: every bar exact, since nothing is left unread."
    else:
        sentence = f"{size:,} of {population:,}: every bar within {points} points, all bars at once (95 %)."
    here, endless = ([_size(among, goal) for goal in (10, 5)] for among in (population, None))
    others = (
        f"It takes {here[0]:,} for 10 points and {here[1]:,} for 5;"
        f" {endless[0]:,} and {endless[1]:,} if conversations had no end."
    )
    return Sizing(population, size, points, sentence, others, _effort(size, double_share))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What the next study would show of one culprit of the last."""

    name: str
    share: int
    """In points, in the last study."""
    fall: int | None
    """From what fall on it shows, in per cent of that share; None: not even if it were gone."""


def foreseen(previous: Study, size: int) -> list[Foreseen]:
    """Of the largest culprits of the study before: what fall would be found with a power of 80 %.

    Exact, and so up to two seconds for a pair of sizes that is asked for the first time.
    """
    from frontline.reports.statistics.power import detectable_fall

    counts = counts_of(previous)
    found = []
    family = max(1, len(counts.named()))
    for culprit, count in list(counts.by_culprit().items())[:_BARS]:
        fall = detectable_fall(count / counts.read, counts.read, size, family=family)
        share = round(100 * count / counts.read)
        found.append(Foreseen(counts.label_of(culprit), share, None if fall is None else round(100 * fall)))
    return found


def _size(population: int | None, points: int) -> int:
    size = size_all_bars(population, points)
    return size if population is None else min(population, size)


def _effort(size: int, double_share: float) -> str:
    readings = size + round(size * double_share)
    minutes = readings * TYPICAL.total_seconds() / 60
    return (
        f"{readings:,} readings, about {minutes / 60:.0f} h"
        if minutes >= 90
        else f"{readings:,} readings, about {minutes:.0f} min"
    )
