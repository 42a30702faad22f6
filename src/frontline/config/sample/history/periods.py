"""When it was: two times four weeks, Monday to Sunday, before and after the fix; and the last four weeks."""

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
    fixed_on: date
    after: Period
    lately: Period


def periods(today: date) -> Periods:
    """Seen from `today`."""
    monday = today - timedelta(days=today.weekday())
    return Periods(
        before=_four_weeks(monday - timedelta(weeks=18)),
        fixed_on=monday - timedelta(weeks=12, days=-2),
        after=_four_weeks(monday - timedelta(weeks=10)),
        lately=_four_weeks(monday - timedelta(weeks=4)),
    )


def _four_weeks(begin: date) -> Period:
    return Period(begin, begin + _FOUR_WEEKS)
