"""What a comparison would show: its power, the size it needs, the smallest fall it would find."""

from functools import lru_cache

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.barnard import EXACT_UP_TO, rejected
from frontline.reports.statistics.checking import (
    check_family,
    check_fraction,
    check_population,
    check_share,
    check_whole,
)
from frontline.reports.statistics.normal import below, quantile


def power_to_compare(
    before: float,
    after: float,
    read_before: int,
    read_after: int,
    *,
    confidence: float = 0.95,
    family: int = 1,
) -> float:
    """The probability that a change of a share from `before` to `after` is found "not by chance".

    With a `family` of culprits tested at once it is that of the first step of Holm's procedure, so at least that. Exact
    for the test that `compare` uses (the sum of the binomial probabilities of its rejection region); by the normal
    distribution beyond its reach (Fleiss, Levin & Paik 2003, Statistical Methods for Rates and
    Proportions, 3rd ed., eq. 4.14 without continuity correction).
    """
    check_whole(read_before, what="The number read before")
    check_whole(read_after, what="The number read after")
    check_share(before, what="The share before")
    check_share(after, what="The share after")
    check_family(family)
    alpha = (1 - check_fraction(confidence, what="The confidence")) / family
    if before == after or not read_before or not read_after:
        return 0.0
    if read_before + read_after <= EXACT_UP_TO:
        return rejected(before, read_before, after, read_after, alpha)
    return _approximate(before, after, read_before, read_after, alpha)


def size_to_compare(
    before: float,
    after: float,
    *,
    power: float = 0.8,
    population: int | None = None,
    confidence: float = 0.95,
    family: int = 1,
) -> int:
    """How many to read in each of two periods so that a change from `before` to `after` is found with `power`.

    Exact for the test that `compare` uses, whose power rises in steps: three sizes in a row must reach it. The search
    begins at Fleiss, Levin & Paik 2003, eq. 4.14 without continuity correction, which is the answer beyond the reach of
    the exact test. The verdict is about what brings conversations about, so a small population needs no smaller
    sample; Invalid if not even all of it are enough.
    """
    check_fraction(before, what="The share before")
    check_fraction(after, what="The share after")
    check_fraction(power, what="The power")
    check_fraction(confidence, what="The confidence")
    check_family(family)
    if before == after:
        raise Invalid("The shares before and after are the same: there is no change to find.")
    size = _fleiss(before, after, power, (1 - confidence) / family)

    def reached(size: int) -> bool:
        return power_to_compare(before, after, size, size, confidence=confidence, family=family) >= power

    while 2 * size <= EXACT_UP_TO and not all(reached(n) for n in (size, size + 1, size + 2)):
        size += 1
    if population is not None and size > check_population(population):
        raise Invalid(
            f"Not even reading all {population:,} conversations of each period would show a change from"
            f" {before:g} to {after:g} with a power of {power:g}: that takes {size:,}."
        )
    return size


@lru_cache(maxsize=256)
def detectable_fall(
    before: float,
    read_before: int,
    read_after: int,
    *,
    power: float = 0.8,
    confidence: float = 0.95,
    family: int = 1,
    design_effect: float = 1.0,
) -> float | None:
    """The smallest fall that would show with `power`, as a fraction of `before` (0.5: by half); None if none would.

    With a design effect the numbers read count for as much less, by the normal distribution.
    """

    def shows(percent: int) -> bool:
        after = before * (1 - percent / 100)
        if design_effect > 1:
            reads = read_before / design_effect, read_after / design_effect
            return _approximate(before, after, *reads, (1 - confidence) / family) >= power
        found = power_to_compare(before, after, read_before, read_after, confidence=confidence, family=family)
        return found >= power

    if not 0 < before <= 1 or not shows(100):
        return None
    low, high = 0, 100
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return high / 100


def _fleiss(before: float, after: float, power: float, alpha: float) -> int:
    mean = (before + after) / 2
    null = quantile(1 - alpha / 2) * (2 * mean * (1 - mean)) ** 0.5
    other = quantile(power) * (before * (1 - before) + after * (1 - after)) ** 0.5
    return int((null + other) ** 2 / (before - after) ** 2) + 1


def _approximate(before: float, after: float, n1: float, n2: float, alpha: float) -> float:
    mean = (n1 * before + n2 * after) / (n1 + n2)
    null = (mean * (1 - mean) * (1 / n1 + 1 / n2)) ** 0.5
    spread = (before * (1 - before) / n1 + after * (1 - after) / n2) ** 0.5
    gap = abs(before - after) - quantile(1 - alpha / 2) * null
    if spread == 0:
        return 1.0 if gap > 0 else 0.0
    return below(gap / spread)
