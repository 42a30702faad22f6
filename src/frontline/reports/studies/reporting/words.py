"""Shares and counts as people read them."""

from frontline.reports.statistics.hypergeometric import CountInterval
from frontline.reports.statistics.wilson import Interval


def percent(share: float) -> str:
    """ "36 %"; "0.4 %" below one, so that little is not nothing."""
    of_hundred = 100 * share
    return f"{of_hundred:.1f} %" if 0 < of_hundred < 0.95 else f"{of_hundred:.0f} %"


def interval(share: Interval) -> str:
    """ "27 to 46 %"."""
    low, high = (percent(each) for each in share)
    return f"{low.removesuffix(' %')} to {high}"


def conversations(count: CountInterval) -> str:
    """ "52 to 172 conversations"."""
    low, high = count
    if low == high:
        return f"{low:,} conversation{'' if low == 1 else 's'}"
    return f"{low:,} to {high:,} conversations"


def either(names: list[str], most: int = 4) -> str:
    """ "A, B or C"; "A, B, C or 3 others" where there are many."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def numbers(count: CountInterval) -> str:
    """ "52 to 172"."""
    return conversations(count).removesuffix("s").removesuffix(" conversation")
