"""How often a comparison says "not by chance": where nothing has changed, and where one culprit was halved."""

import math
from dataclasses import dataclass

import numpy as np

from frontline.reports.estimate import Period, compare
from frontline.reports.statistics.clustering import design_effect
from frontline.reports.statistics.power import power_to_compare, size_to_compare
from simulation.populations import Kind, Population, make

HALVED = 0.20, 0.10
STATED = 0.8


@dataclass
class Changes:
    pairs: int = 0
    false: int = 0
    """Pairs without a change in which any culprit was said to have changed."""
    found: int = 0
    """Pairs in which the halved culprit was said to have fallen."""
    stated: float = 0.0

    def add(self, other: "Changes") -> "Changes":
        self.pairs += other.pairs
        self.false += other.false
        self.found += other.found
        self.stated = other.stated
        return self


def without(kind: Kind, pairs: int, seed: int) -> Changes:
    """Two periods of the same shares, of different volume."""
    chance, found = np.random.default_rng(seed), Changes()
    for _ in range(pairs):
        before = _period(kind, make(kind, chance), kind.read, chance)
        after = _period(kind, make(kind, chance, size=int(kind.size * 0.8)), kind.read, chance)
        said = compare(before, after)
        found.pairs += 1
        found.false += any(each.verdict != "unclear" for each in said.differences)
    return found


def halved(kind: Kind, pairs: int, seed: int) -> Changes:
    """One culprit falls from a fifth to a tenth, the others keep their proportions; as many are read as was said."""
    chance = np.random.default_rng(seed)
    others = np.array(kind.shares[1:]) / sum(kind.shares[1:])
    shares = [np.array([share, *(others * (1 - share))]) for share in HALVED]
    read, stated = _size(kind, shares, chance)
    found = Changes(stated=stated)
    for _ in range(pairs):
        before, after = (
            _period(kind, make(kind, chance, shares=each, size=max(kind.size, 3 * read)), read, chance)
            for each in shares
        )
        fell = next(each for each in compare(before, after).differences if each.culprit == "0")
        found.pairs += 1
        found.found += fell.verdict == "fewer"
    return found


def _size(kind: Kind, shares: list[np.ndarray], chance: np.random.Generator) -> tuple[int, float]:
    """How many to read, and the power that is stated then; where customers write often, by what an earlier study of the
    same kind showed of that."""
    alone = size_to_compare(*HALVED, power=STATED, family=len(kind.shares))
    read, effect = alone, 1.0
    for _ in range(3 if kind.cluster > 1 else 0):
        earlier = [
            _period(kind, make(kind, chance, shares=each, size=3 * read), read, chance)
            for _ in range(10)
            for each in shares
        ]
        pairs = zip(earlier[::2], earlier[1::2], strict=True)
        effect = float(np.mean([design_effect("0", one, two) for one, two in pairs]))
        read = math.ceil(alone * effect)
    as_good_as = round(read / effect)
    return read, power_to_compare(*HALVED, as_good_as, as_good_as, family=len(kind.shares))


def _period(kind: Kind, population: Population, read: int, chance: np.random.Generator) -> Period:
    drawn = chance.choice(len(population.labels), size=read, replace=False)
    labels, customers = population.labels[drawn], population.customers[drawn]
    counts = np.bincount(labels, minlength=len(kind.shares))
    each: dict[int, dict[str, int]] = {}
    for label, customer in zip(labels, customers, strict=True):
        its = each.setdefault(int(customer), {})
        its[str(label)] = its.get(str(label), 0) + 1
    return Period(
        len(population.labels),
        read,
        {str(n): int(count) for n, count in enumerate(counts)},
        customers=list(each.values()),
    )
