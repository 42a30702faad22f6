"""How many conversations to read of each stratum: in proportion to how many it has."""

from collections.abc import Mapping

from frontline.kernel.refusal import Invalid

LEAST = 2
"""Of each stratum, if it has them: the spread within it can't be told from one."""


def allocate(populations: Mapping[str, int], size: int) -> dict[str, int]:
    """`size` shared out over strata in proportion to their populations, whole numbers by the largest remainder.

    Each stratum gets LEAST, or all it has if that is fewer, and none more than it has (Cochran 1977, Sampling
    Techniques, section 5.5 to 5.8). Raises Invalid if `size` doesn't reach for that.
    """
    total = sum(populations.values())
    size = min(size, total)
    shares = {key: min(LEAST, population) for key, population in populations.items()}
    if sum(shares.values()) > size:
        raise Invalid(
            f"{size:,} are too few for {len(populations):,} strata: read at least {sum(shares.values()):,},"
            " or draw a simple random sample."
        )
    exact = {key: size * population / total for key, population in populations.items()}
    for key, population in populations.items():
        shares[key] = min(population, max(shares[key], int(exact[key])))
    return _even_out(shares, exact, populations, size)


def _even_out(
    shares: dict[str, int], exact: Mapping[str, float], populations: Mapping[str, int], size: int
) -> dict[str, int]:
    """One more where most is lacking, or one fewer where most is too much, until the sum is right."""
    while (over := sum(shares.values()) - size) != 0:
        if over < 0:
            open_ = [key for key in shares if shares[key] < populations[key]]
            shares[max(open_, key=lambda key: exact[key] - shares[key])] += 1
        else:
            open_ = [key for key in shares if shares[key] > min(LEAST, populations[key])]
            shares[max(open_, key=lambda key: shares[key] - exact[key])] -= 1
    return shares
