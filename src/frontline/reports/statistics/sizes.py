"""How many conversations to read, and how exact a number read is: one bar, or all bars at once."""

import math

from frontline.kernel.refusal import Invalid
from frontline.reports.statistics.checking import (
    check_fraction,
    check_points,
    check_population,
    check_whole,
)
from frontline.reports.statistics.normal import two_sided


def size_one_bar(population: int | None, points: float, *, confidence: float = 0.95) -> int:
    """How many to read so that one bar is within `points`, whatever its share.

    Krejcie & Morgan 1970, Educational and Psychological Measurement 30:607-610:
    s = X2 N P(1-P) / (d2 (N-1) + X2 P(1-P)) with P = 1/2, rounded to the nearest as in their table.
    """
    size = _size(_one_bar(confidence), population, points)
    return max(1, round(size))


def size_all_bars(population: int | None, points: float, *, confidence: float = 0.95) -> int:
    """How many to read so that every bar at once is within `points`, whatever the shares and however many bars.

    Thompson 1987, The American Statistician 41:42-46: n = max over m of z2 (1/m)(1-1/m) / d2, z the upper
    alpha/(2m) point of the normal, rounded up; the worst case are m equal shares (m = 3 at 95 %). In a finite
    population with the correction that Krejcie & Morgan use: n N / (n + N - 1).
    """
    size = _size(_all_bars(confidence), population, points)
    return max(1, math.ceil(size - 1e-9))


def points_one_bar(population: int | None, read: int, *, confidence: float = 0.95) -> float:
    """Within how many points one bar is when `read` were read, at worst (a share of one half)."""
    return _points(_one_bar(confidence), population, read)


def points_all_bars(population: int | None, read: int, *, confidence: float = 0.95) -> float:
    """Within how many points every bar at once is when `read` were read, at worst: `size_all_bars` turned round."""
    return _points(_all_bars(confidence), population, read)


def _one_bar(confidence: float) -> float:
    """n d2 for one share of one half."""
    return two_sided(check_fraction(confidence, what="The confidence")) ** 2 / 4


def _all_bars(confidence: float) -> float:
    """n d2 at worst over the number of bars: the table of Thompson 1987 (1.27359 at 95 %).

    It falls from some m on, since (1/m) shrinks faster than z2 grows; the worst m is 5 at most even at 1 %.
    """
    check_fraction(confidence, what="The confidence")
    return max(two_sided(confidence, bars) ** 2 * (bars - 1) / bars**2 for bars in range(2, 31))


def _size(constant: float, population: int | None, points: float) -> float:
    endless = constant / (check_points(points) / 100) ** 2
    if population is None:
        return endless
    return endless * check_population(population) / (endless + population - 1)


def _points(constant: float, population: int | None, read: int) -> float:
    if check_whole(read, what="The number read") < 1:
        raise Invalid("With nothing read there is nothing to say: read at least one conversation.")
    left = 1.0
    if population is not None:
        if read > check_population(population):
            raise Invalid(f"{read:,} can't be read: there are only {population:,} conversations.")
        left = (population - read) / (population - 1) if population > 1 else 0.0
    return min(100.0, 100 * math.sqrt(constant / read * left))
