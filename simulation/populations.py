"""Populations with a known truth: what each conversation is about, who wrote it, and in which words."""

from dataclasses import dataclass

import numpy as np

VOCABULARY = 800
OWN_WORDS = 12
"""Words that speak of one culprit alone."""


@dataclass(frozen=True)
class Kind:
    """`shares` of the culprits; `cluster` how many conversations on one matter a customer has, on average."""

    name: str
    shares: tuple[float, ...]
    size: int = 1000
    read: int = 100
    cluster: float = 1.0


KINDS = (
    Kind("skewed", (0.36, 0.22, 0.14, 0.10, 0.07, 0.05, 0.04, 0.02)),
    Kind("flat", (0.125,) * 8),
    Kind("rare culprits", (0.60, 0.25, 0.08, 0.03, 0.02, 0.01, 0.01), size=2000, read=128),
    Kind("clustered by customer", (0.36, 0.22, 0.14, 0.10, 0.07, 0.05, 0.04, 0.02), cluster=3.0),
)

CLARITIES = {"about 60 %": 0.108, "about 80 %": 0.185, "about 92 %": 0.275, "useless": 0.185}
"""How much of a text is in words that speak of its culprit; the useless model's texts are shuffled."""


@dataclass(frozen=True)
class Population:
    labels: np.ndarray
    customers: np.ndarray
    texts: list[str]

    @property
    def shares(self) -> np.ndarray:
        return np.bincount(self.labels) / len(self.labels)


def make(kind: Kind, chance: np.random.Generator, *, size: int | None = None, shares=None) -> Population:
    """Labels drawn by the kind's shares: for each conversation, or for each customer's run of them."""
    count, wanted = size or kind.size, np.array(shares if shares is not None else kind.shares)
    labels, customers = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    at = customer = 0
    while at < count:
        run = 1 + chance.poisson(kind.cluster - 1) if kind.cluster > 1 else 1
        labels[at : at + run] = chance.choice(len(wanted), p=wanted)
        customers[at : at + run] = customer
        at, customer = at + run, customer + 1
    return Population(labels, customers, [])


def written(population: Population, model: str, chance: np.random.Generator) -> Population:
    """The same with texts, as clear as `model` says."""
    ranks = 1 / np.arange(1, VOCABULARY + 1)
    common = chance.choice(VOCABULARY, size=(len(population.labels), 25), p=ranks / ranks.sum())
    texts = []
    for label, words in zip(population.labels, common, strict=True):
        length = chance.integers(8, 26)
        own = chance.random(length) < CLARITIES[model]
        which = chance.integers(0, OWN_WORDS, size=length)
        texts.append(
            " ".join(
                f"own{label}of{w}" if mine else f"word{c}"
                for mine, w, c in zip(own, which, words[:length], strict=True)
            )
        )
    if model == "useless":
        chance.shuffle(texts)
    return Population(population.labels, population.customers, texts)
