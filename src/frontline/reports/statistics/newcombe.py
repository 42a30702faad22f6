"""The interval of the difference of two shares."""

import math

from frontline.reports.statistics.normal import two_sided
from frontline.reports.statistics.wilson import Interval, effective, score_interval


def newcombe(
    before: tuple[float, float],
    after: tuple[float, float],
    *,
    populations: tuple[int | None, int | None] = (None, None),
    confidence: float = 0.95,
) -> Interval:
    """The interval of after - before; each is (how many have it, how many were read).

    Newcombe 1998, Statistics in Medicine 17:873-890, method 10: from the two Wilson intervals (l, u),
    d - sqrt((p2-l2)^2 + (u1-p1)^2) to d + sqrt((u2-p2)^2 + (p1-l1)^2). With `populations` the Wilson intervals
    have finite population correction: the difference of these very periods, not of what brought them about.
    """
    if not before[1] or not after[1]:
        return -1.0, 1.0
    one, two = (
        (count / read, effective(read, population))
        for (count, read), population in zip((before, after), populations, strict=True)
    )
    return newcombe_of_shares(one, two, confidence=confidence)


def newcombe_of_shares(
    before: tuple[float, float], after: tuple[float, float], *, confidence: float = 0.95
) -> Interval:
    """The same from shares; each is (share, effective number read), which may be infinite."""
    z = two_sided(confidence)
    p1, p2 = before[0], after[0]
    low1, high1 = score_interval(p1, before[1], z)
    low2, high2 = score_interval(p2, after[1], z)
    difference = p2 - p1
    return (
        max(-1.0, difference - math.hypot(p2 - low2, high1 - p1)),
        min(1.0, difference + math.hypot(high2 - p2, p1 - low1)),
    )
