"""Working time, minute by minute: slow, simple, and sharing nothing with ours.

It keeps the latest local time that the clock has shown. That decides which weekday, date and time of day it is, so
repeated and skipped times need no thought.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def open_minutes(spec, since, until):
    """For each minute from `since` to `until`, whether it is open.

    `spec`: zone, hours [(weekday, from, to)] in minutes of the day, holidays [date], closures [(date, date)] with both
    days, or [(instant, instant)].
    """
    zone = ZoneInfo(spec["zone"])
    seen = since - timedelta(days=2)
    latest = datetime.min
    found = []
    while seen < until:
        latest = max(latest, seen.astimezone(zone).replace(tzinfo=None))
        if seen >= since:
            found.append(_is_open(spec, seen, latest))
        seen += MINUTE
    return found


def _is_open(spec, at, local):
    if local.date() in spec["holidays"]:
        return False
    for first, last in spec["closures"]:
        if isinstance(first, datetime):
            if first <= at < last:
                return False
        elif first <= local.date() <= last:
            return False
    minute = local.hour * 60 + local.minute
    for weekday, start, end in spec["hours"]:
        crosses = end <= start
        if local.weekday() == weekday and start <= minute and (crosses or minute < end):
            return True
        if crosses and (local.weekday() - 1) % 7 == weekday and minute < end:
            return True
    return False


class Walk:
    """What the open minutes of a window answer. None: not within the window."""

    def __init__(self, minutes, since):
        self.minutes, self.since = minutes, since

    def at(self, number):
        return self.since + number * MINUTE

    def between(self, a, b):
        return sum(self.minutes[a:b]) * MINUTE if a <= b else -self.between(b, a)

    def add(self, number, wanted):
        while wanted and number < len(self.minutes):
            wanted -= self.minutes[number]
            number += 1
        return None if wanted else self.at(number)

    def subtract(self, number, wanted):
        while wanted and number > 0:
            number -= 1
            wanted -= self.minutes[number]
        return None if wanted else self.at(number)

    def opens_at(self, number):
        rest = self.minutes[number:]
        return self.at(number + rest.index(True)) if True in rest else None

    def closes_at(self, number):
        rest = self.minutes[number:]
        return self.at(number + rest.index(False)) if rest[:1] == [True] and False in rest else None
