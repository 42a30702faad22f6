"""What goes into a formula is looked at first, so that a wrong number is a sentence and never a wrong result."""

import math
from collections.abc import Mapping

from frontline.kernel.refusal import Invalid

LARGEST = 10**9
"""More conversations than this are a mistake in the typing."""


def check_population(population: object, *, what: str = "The population") -> int:
    """`population` if it is a whole number of conversations, at least 1."""
    if isinstance(population, bool) or not isinstance(population, int) or not 1 <= population <= LARGEST:
        raise Invalid(f"{what} must be a whole number from 1 to {LARGEST:,}, not {population!r}.")
    return population


def check_whole(number: object, *, what: str) -> int:
    """`number` if it is a whole number, at least 0."""
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= LARGEST:
        raise Invalid(f"{what} must be a whole number from 0 to {LARGEST:,}, not {number!r}.")
    return number


def check_fraction(number: object, *, what: str) -> float:
    """`number` if it lies between 0 and 1, both left out."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number < 1:
        raise Invalid(f"{what} must be a fraction between 0 and 1, not {number!r}.")
    return float(number)


def check_share(number: object, *, what: str) -> float:
    """`number` if it lies between 0 and 1, both allowed."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= 1:
        raise Invalid(f"{what} must be a fraction from 0 to 1, not {number!r}.")
    return float(number)


def check_family(number: object) -> int:
    """`number` if it is a number of culprits that can be compared at once."""
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 10_000:
        raise Invalid(f"The number of culprits must be a whole number from 1 to 10,000, not {number!r}.")
    return number


def check_points(points: object) -> float:
    """`points` (percentage points) if they are more than 0 and less than 100."""
    if isinstance(points, bool) or not isinstance(points, int | float) or not 0 < points < 100:
        raise Invalid(f"The points must be more than 0 and less than 100, not {points!r}.")
    return float(points)


def check_positive(number: object, *, what: str) -> float:
    """`number` if it is finite and more than 0."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number < math.inf:
        raise Invalid(f"{what} must be a number above 0, not {number!r}.")
    return float(number)


def check_counts(counts: object) -> dict[str, int]:
    """`counts` (conversations read, by culprit) if every one is a whole number."""
    if not isinstance(counts, Mapping):
        raise Invalid(f"The counts must say how many conversations each culprit has, not {counts!r}.")
    return {str(name): check_whole(count, what=f"The count of {name!r}") for name, count in counts.items()}


def check_read(read: int, excluded: int, population: int) -> None:
    """No more can have been drawn than there are."""
    if read + excluded > population:
        raise Invalid(
            f"{read + excluded:,} conversations were drawn, but there are only {population:,} to draw from."
        )
