"""When it was: four weeks before the fix, the week of it, four weeks after it; and the last four."""

from dataclasses import dataclass
from datetime import date, timedelta

_FOUR_WEEKS = timedelta(days=27)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both included."""

    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Periods:
    before: Period
    between: Period
    """The week in which it was fixed."""
    after: Period
    lately: Period


def periods(today: date) -> Periods:
    """Seen from `today`."""
    monday = today - timedelta(days=today.weekday())
    return Periods(
        before=_four_weeks(monday - timedelta(weeks=14)),
        between=Period(monday - timedelta(weeks=10), monday - timedelta(weeks=9, days=1)),
        after=_four_weeks(monday - timedelta(weeks=9)),
        lately=_four_weeks(monday - timedelta(weeks=4)),
    )


def _four_weeks(begin: date) -> Period:
    return Period(begin, begin + _FOUR_WEEKS)
