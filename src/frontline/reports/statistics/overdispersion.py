"""Conversations come in bursts, several from one customer: by how much that widens the chance of a total."""

from collections.abc import Iterable


def overdispersion(counts: Iterable[int], *, customers: int | None = None) -> float:
    """Variance over mean of the conversations per customer: 1 when they come one by one, at random.

    `counts` holds, for each customer who wrote, how many conversations; `customers` how many customers there are with
    the silent ones (without it: endless many). Never under 1. McCullagh & Nelder 1989, Generalized Linear Models,
    2nd ed., section 6.2.3 (Pearson's X2 over its degrees of freedom).
    """
    numbers = [count for count in counts if count > 0]
    total = sum(numbers)
    if not total:
        return 1.0
    squares = sum(count * count for count in numbers)
    if customers is None:
        return max(1.0, squares / total)
    mean = total / customers
    return max(1.0, (squares - total * mean) / (customers - 1) / mean) if customers > 1 else 1.0


def overdispersion_of_sample(counts: Iterable[int], drawn: int, population: int) -> float:
    """`overdispersion` of the whole population, from how many of the `drawn` conversations each customer has.

    Two given conversations are both drawn with probability n(n-1)/(N(N-1)), one with n/N; the pairs of one customer and
    the total are weighted by them (Horvitz & Thompson 1952, JASA 47:663-685).
    """
    numbers = [count for count in counts if count > 0]
    total = sum(numbers)
    if not total or drawn < 2:
        return 1.0
    pairs = sum(count * (count - 1) for count in numbers)
    return 1.0 + pairs / total * (population - 1) / (drawn - 1)
