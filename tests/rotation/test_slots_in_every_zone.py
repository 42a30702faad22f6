"""Slots keep the wall clock's time in every zone that there is, from 2000 to 2040."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.hours.wall import wall
from frontline.rotation.slots import Cadence, slots_between

ZONES = sorted(available_timezones())
EPOCH = datetime(1970, 1, 1)


def _local(seconds):
    return EPOCH + timedelta(seconds=seconds)


def _check(cadence, since, until):
    """Each slot begins at the first instant at which the clock shows its time or later, as zoneinfo tells it."""
    zone = ZoneInfo(cadence.zone)
    found = list(slots_between(cadence, wall(cadence.zone, since, until), since, until))

    assert found[0][0] == since
    assert all(one < other and slot < later for (one, slot), (other, later) in pairwise(found))
    for instant, slot in found[1:]:
        begin = _local(cadence.local(slot))
        shown = datetime.fromtimestamp(instant, zone)
        before = datetime.fromtimestamp(instant - 1, zone)
        assert before.replace(tzinfo=None) < begin <= shown.replace(tzinfo=None)
        assert shown.fold == 0
        skipped = shown.replace(tzinfo=None) != begin
        assert not skipped or shown.utcoffset() > before.utcoffset()


def test_every_zone_keeps_half_past_two_on_sundays():
    """When most clocks change."""
    for number, zone in enumerate(ZONES):
        begin = datetime(2000 + number * 7 % 41, 1, 1, tzinfo=UTC)
        anchor = int((datetime(2000, 1, 2, 2, 30) - EPOCH).total_seconds())
        since = int(begin.timestamp())
        _check(Cadence(anchor, zone, 1, "week"), since, since + 366 * 86_400)


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    anchor=st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)).map(lambda at: at.replace(microsecond=0)),
    every=st.integers(1, 30),
    unit=st.sampled_from(("hour", "day", "week", "month")),
    since=st.integers(946_684_800, 2_208_988_800),
)
def test_slots_partition_time(zone, anchor, every, unit, since):
    _check(Cadence(int((anchor - EPOCH).total_seconds()), zone, every, unit), since, since + 90 * 86_400)
