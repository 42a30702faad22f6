"""Lengths of time in words, short enough for a table."""

NOTHING = "\N{EN DASH}"


def in_words(seconds: int | None) -> str:
    """ "40 s", "12 min", "3 h 20 min", "4 d 6 h"; a day has 24 hours, of working time too. None: a dash."""
    if seconds is None:
        return NOTHING
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes:02} min" if minutes else f"{hours} h"
    days, hours = divmod(round(seconds / 3600), 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def bars(edges: tuple[int, ...]) -> list[str]:
    """What the bars between those edges are called: "up to 15 min", "up to 1 h", ..., "over 7 d"."""
    return [*(f"up to {in_words(edge)}" for edge in edges), f"over {in_words(edges[-1])}"]


def share(value: float | None) -> str:
    """A share of one as "92 %"; never 100 % for less than all. None: a dash."""
    if value is None:
        return NOTHING
    percent = round(value * 100)
    return f"{min(percent, 99) if value < 1 else percent} %"
