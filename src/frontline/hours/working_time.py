"""Working time in datetimes: add it, subtract it, count it; and when a deploy is allowed.

All is in whole seconds: parts of a second are cut off, of instants and of durations. With W(t) for the working time up
to t, `between(a, b)` is W(b) - W(a). `add(t, d)` is the first instant, not before t, at which W is W(t) + d, and
`subtract(t, d)` the last, not after t, at which it is W(t) - d. So eight hours from nine end at five, not when work
begins the next morning. For d, e > 0, where none of them is None:

- between(t, add(t, d)) == d == between(subtract(t, d), t)
- add(add(t, d), e) == add(t, d + e), and the same for subtract
- subtract(add(t, d), d) == opens_at(t): t, or if t lies in a closed gap, the end of that gap
- add(subtract(t, d), d) is t, or if t lies in a closed gap or at its end, the beginning of that gap
- a later t never gives an earlier add or subtract; a larger d never an earlier add, or a later subtract.

None is the answer if there is none within some 20 years (opening.FAR): of a calendar that is never open, for example.
"""

from datetime import UTC, datetime, timedelta

from frontline.hours.calendar import Calendar
from frontline.hours.opening import Opening
from frontline.kernel.refusal import Invalid

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_LAST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp())


class OutOfTime(Invalid):
    """No calendar is known for that year."""

    code = "out_of_time"


def add(calendar: Opening, at: datetime, working_for: timedelta) -> datetime | None:
    """When so much working time has passed since `at`. Negative: `subtract`. Raises OutOfTime."""
    return _instant(calendar.add(seconds_of(at), working_for // _SECOND))


def subtract(calendar: Opening, at: datetime, working_for: timedelta) -> datetime | None:
    """From when on there is so much working time until `at`. Negative: `add`. Raises OutOfTime."""
    return _instant(calendar.subtract(seconds_of(at), working_for // _SECOND))


def between(calendar: Opening, a: datetime, b: datetime) -> timedelta:
    """The working time from `a` to `b`; negative if `b` is earlier. Raises OutOfTime."""
    return timedelta(seconds=calendar.between(seconds_of(a), seconds_of(b)))


def is_open(calendar: Opening, at: datetime) -> bool:
    """Whether it is working time at that instant: at its beginning yes, at its end no. Raises OutOfTime."""
    return calendar.is_open(seconds_of(at))


def opens_at(calendar: Opening, at: datetime) -> datetime | None:
    """The first instant of working time, not before `at`: `at` itself within working time. Raises OutOfTime."""
    return _instant(calendar.opens_at(seconds_of(at)))


def closes_at(calendar: Opening, at: datetime) -> datetime | None:
    """When the working time ends that `at` lies in; None if it lies in none. Raises OutOfTime."""
    return _instant(calendar.closes_at(seconds_of(at)))


def deploy_is_allowed(calendar: Calendar, at: datetime) -> bool:
    """Whether no release freeze lies over that instant; at night too. Raises OutOfTime."""
    return not calendar.frozen.is_open(seconds_of(at))


def deploy_is_allowed_at(calendar: Calendar, at: datetime) -> datetime | None:
    """The first instant, not before `at`, that no release freeze lies over. Raises OutOfTime."""
    seconds = seconds_of(at)
    return _instant(calendar.frozen.closes_at(seconds) if calendar.frozen.is_open(seconds) else seconds)


def seconds_of(at: datetime) -> int:
    """Whole seconds since 1970 in UTC, of an aware instant. Raises OutOfTime."""
    found = (at - _EPOCH) // _SECOND
    if not 0 <= found < _LAST:
        raise OutOfTime("Working time is known for the years from 1970 to 2199.")
    return found


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else _EPOCH + timedelta(seconds=seconds)
