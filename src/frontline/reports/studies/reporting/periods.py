"""A period as people say it."""

from calendar import monthrange
from datetime import date


def in_words(first: date, last: date) -> str:
    """ "May 2026", "April to June 2026", "3 to 17 May 2026", "28 April to 4 May 2026"; years where they differ."""
    year = "" if first.year == last.year else f" {first.year}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return f"{last:%B} {last.year}"
        if not year and (first.month, last.month) == (1, 12):
            return str(last.year)
        return f"{first:%B}{year} to {last:%B} {last.year}"
    if first == last:
        return day(last)
    month = "" if not year and first.month == last.month else f" {first:%B}"
    return f"{first.day}{month}{year} to {day(last)}"


def day(on: date) -> str:
    """ "3 May 2026"."""
    return f"{on.day} {on:%B} {on.year}"
