"""The periods of a series: weeks from Monday, months from the first, quarters from January. Pure."""

from datetime import date, timedelta

_MONTHS = {"month": 1, "quarter": 3}


def first_day(every: str, day: date) -> date:
    """The first day of the period that holds `day`. `every`: week, month or quarter."""
    if every == "week":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[every]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def last_day(every: str, first: date) -> date:
    return following(every, first) - timedelta(days=1)


def following(every: str, first: date) -> date:
    """The first day of the period after the one that begins at `first`."""
    if every == "week":
        return first + timedelta(days=7)
    month = first.month - 1 + _MONTHS[every]
    return date(first.year + month // 12, month % 12 + 1, 1)


def first_after(every: str, day: date) -> date:
    """The first day of the first whole period after `day`."""
    return following(every, first_day(every, day))
