"""What a comparison would show: its power, the size it needs, the smallest fall it would find."""

from functools import lru_cache

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.barnard import EXACT_UP_TO, rejected
from frontline.reports.statistics.checking import check_fraction, check_whole
from frontline.reports.statistics.normal import below, quantile

LARGEST = 100_000


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

    Raises Invalid if not even all `population` are enough. Fleiss, Levin & Paik 2003, eq. 4.14, is where the search for
    the exact size begins.
    """
    check_fraction(before, what="The share before")
    check_fraction(after, what="The share after")
    check_fraction(power, what="The power")
    check_fraction(confidence, what="The confidence")
    if before == after:
        raise Invalid("The shares before and after are the same: there is no change to find.")
    size = _fleiss(before, after, power, (1 - confidence) / family)
    if population is not None and size > population:
        raise Invalid(
            f"Not even reading all {population:,} conversations of each period would show a change from"
            f" {before:g} to {after:g} with a power of {power:g}: it takes {size:,}."
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
) -> float | None:
    """The smallest fall that would show with `power`, as a fraction of `before` (0.5: by half); None if none would."""

    def shows(percent: int) -> bool:
        after = before * (1 - percent / 100)
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


def _approximate(before: float, after: float, n1: int, n2: int, alpha: float) -> float:
    mean = (n1 * before + n2 * after) / (n1 + n2)
    null = (mean * (1 - mean) * (1 / n1 + 1 / n2)) ** 0.5
    spread = (before * (1 - before) / n1 + after * (1 - after) / n2) ** 0.5
    gap = abs(before - after) - quantile(1 - alpha / 2) * null
    if spread == 0:
        return 1.0 if gap > 0 else 0.0
    return below(gap / spread)
