"""Any calendar, near a night when the clocks change where there is one."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from frontline.hours.arithmetic import week_of
from frontline.hours.calendar import Calendar, OnDates
from frontline.hours.opening import BLOCK
from frontline.hours.spans import Days, Instants
from tests.hours.naive import MINUTE

DAY = timedelta(days=1)


def many(examples):
    """So many examples, however long a busy machine takes for them."""
    return settings(deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow])


ZONES = sorted(available_timezones())
CURIOUS = (
    "Pacific/Apia",  # a whole day is skipped
    "America/Sao_Paulo",  # midnight is skipped
    "Asia/Beirut",  # and here
    "America/Havana",  # midnight comes twice
    "Antarctica/Troll",  # two hours
    "Australia/Lord_Howe",  # half an hour
    "Africa/Casablanca",  # back for a month
    "Asia/Kathmandu",  # a quarter to the hour, and no change at all
    "Europe/Berlin",
    "America/Chicago",
)
# Where one block of a calendar ends and the next begins.
BORDERS = [datetime.fromtimestamp(number * BLOCK, UTC) for number in range(30, 70)]
zones = st.one_of(st.sampled_from(CURIOUS), st.sampled_from(ZONES))
minutes_of_day = st.one_of(st.sampled_from((0, 30, 60, 90, 120, 150, 180, 1380, 1410)), st.integers(0, 1439))
hours = st.lists(st.tuples(st.integers(0, 6), minutes_of_day, minutes_of_day), max_size=9)


@cache
def _changes(zone, year):
    """The days of a year on which the offset changes."""
    here = ZoneInfo(zone)
    days = [datetime(year, 1, 1, tzinfo=UTC) + number * DAY for number in range(366)]
    return [
        day for day in days if day.astimezone(here).utcoffset() != (day + DAY).astimezone(here).utcoffset()
    ]


@st.composite
def specs(draw, length=4):
    """(specification for the naive walker, its first instant), of `length` days from 2000 to 2040."""
    zone, year = draw(zones), draw(st.integers(2000, 2039))
    changes = _changes(zone, year)
    night = draw(st.sampled_from(changes)) if changes and draw(st.booleans()) else None
    any_day = st.one_of(
        st.integers(0, 364).map(lambda n: datetime(year, 1, 1, tzinfo=UTC) + n * DAY),
        st.sampled_from(BORDERS),
    )
    since = (night or draw(any_day)) + draw(st.integers(-1440, 600)) * MINUTE
    return draw(spec_of(zone, since, length)), since


@st.composite
def spec_of(draw, zone, since, length):
    near = st.integers(-1, length).map(lambda n: (since + n * DAY).date())
    instants = st.integers(-600, length * 1440).map(lambda n: since + n * MINUTE)
    spans = st.one_of(
        st.tuples(near, near).map(lambda pair: tuple(sorted(pair))),
        st.tuples(instants, st.integers(1, 2000)).map(lambda pair: (pair[0], pair[0] + pair[1] * MINUTE)),
    )
    return {
        "zone": zone,
        "hours": draw(hours),
        "holidays": draw(st.lists(near, max_size=2)),
        "closures": draw(st.lists(spans, max_size=2)),
    }


def calendar_of(spec):
    return Calendar(
        zone=spec["zone"],
        week=week_of((weekday, start * 60, end * 60) for weekday, start, end in spec["hours"]),
        holidays=OnDates(frozenset(spec["holidays"])),
        closures=tuple(_closure(*each) for each in spec["closures"]),
    )


def _closure(first, last):
    if isinstance(first, datetime):
        return Instants(int(first.timestamp()), int(last.timestamp()))
    return Days(first, last)


instants = st.integers(
    int(datetime(2000, 1, 1, tzinfo=UTC).timestamp()), int(datetime(2040, 1, 1, tzinfo=UTC).timestamp())
)


@st.composite
def calendars(draw):
    """One whose days off are anywhere in those years."""
    days = st.dates(date(2000, 1, 1), date(2039, 12, 31))
    closures = st.lists(
        st.tuples(days, st.integers(0, 400)).map(lambda p: Days(p[0], p[0] + p[1] * DAY)), max_size=2
    )
    weeks = hours.filter(bool).map(lambda found: week_of((w, a * 60, b * 60 % 86_400) for w, a, b in found))
    return Calendar(
        draw(zones), draw(weeks), OnDates(draw(st.frozensets(days, max_size=3))), tuple(draw(closures))
    )
