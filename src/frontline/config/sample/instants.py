"""When things happened: the story's own Monday, told as the day of the first start.

The story says `Mon 09:12`, and ends at Mon 11:00, which is the instant of the build: its newest messages are minutes
old, whenever that is. What happened up to Friday keeps its hour of the day (UTC), for people work in the daytime.
"""

import re
from datetime import UTC, datetime, time, timedelta

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKEND = timedelta(hours=59)  # before the end, when Saturday begins: from then on all distances are as told
_END = timedelta(hours=11)
_FORM = re.compile(r"(?:(last|next) )?(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?: (\d\d):(\d\d)(?::(\d\d))?)?")


class Untellable(ValueError):
    """The story says something that it can't mean."""


class Calendar:
    """The story's days and hours as instants, for a story that ends at `end`."""

    def __init__(self, end: datetime) -> None:
        self._end = end
        self._today = datetime.combine(end.date(), time(), UTC)

    def instant(self, said: str) -> datetime:
        """The instant of `Fri 16:40`, `last Tue 10:00` or `Sun 23:04:11`. Raises Untellable."""
        days, hour = _read(said)
        before_end = _END - hour - timedelta(days=days)
        if before_end < WEEKEND:
            return self._end - before_end
        return self._today + timedelta(days=days) + hour

    def weekday(self, said: str) -> str:
        """The name of the day that the story calls `Fri`, `last Tue` or `next Wed`."""
        days, _ = _read(said)
        return f"{self._today + timedelta(days=days):%A}"


def _read(said: str) -> tuple[int, timedelta]:
    """Days after the story's Monday (negative: before), and the time of that day."""
    found = _FORM.fullmatch(said)
    if found is None:
        raise Untellable(f"{said!r} is no time of the story: write it like 'Fri 16:40' or 'last Tue 10:00'.")
    week, day, *clock = found.groups()
    index = DAYS.index(day)
    days = index if week == "next" else -7 if (week, index) == ("last", 0) else (index - 7 if index else 0)
    if week == "last" and index:
        days -= 7
    hours, minutes, seconds = (int(part or 0) for part in clock)
    return days, timedelta(hours=hours, minutes=minutes, seconds=seconds)
