"""When too few were read to show an estimate."""

from frontline.reports.statistics.bars import TooFew
from frontline.reports.statistics.sizes import size_all_bars

COARSEST = 20.0
"""Points: intervals are shown once every bar at once is within this at worst. That is 32 conversations read in an
endless population, 28 of 200. With fewer, a bar of a third could as well be a tenth or a half."""


def too_few(read: int, population: int, *, least: int | None = None) -> TooFew | None:
    """Says so if fewer than `least` were read; without `least` the number at which bars are within 20 points."""
    least = min(population, least if least is not None else size_all_bars(population, COARSEST))
    if read >= least:
        return None
    sentence = f"{read:,} read so far, too few to say anything of the others. Intervals appear at {least:,}."
    return TooFew(read, least, sentence)
