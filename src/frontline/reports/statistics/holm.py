"""Several tests at once: p values corrected so that even one false alarm among them is rare."""

from collections.abc import Sequence


def holm(ps: Sequence[float]) -> list[float]:
    """Holm 1979, Scandinavian Journal of Statistics 6:65-70: the i-th smallest of k is multiplied by k - i + 1.

    Corrected values keep the order of the raw ones and are at most 1.
    """
    corrected, largest = [0.0] * len(ps), 0.0
    for rank, index in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        largest = max(largest, min(1.0, ps[index] * (len(ps) - rank)))
        corrected[index] = largest
    return corrected
