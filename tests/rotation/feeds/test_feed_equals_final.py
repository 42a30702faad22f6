"""What a calendar program reads in a feed is what the evaluator said."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from frontline.hours.wall import wall
from frontline.rotation.evaluate import evaluate
from frontline.rotation.feeds.parts import Stretch, by_date, by_slot
from frontline.rotation.feeds.writing import Entry, written
from frontline.rotation.feeds.zones import vtimezone
from frontline.rotation.reading import read
from frontline.rotation.slots import slots_between
from tests.rotation.feeds.reading_back import read_back
from tests.rotation.strategies import NAMES, NIGHTS, specs

ZONES = sorted({zone for zone, _ in NIGHTS} | {"Europe/Dublin", "UTC", "America/St_Johns"})


def stretches(shifts):
    return [
        Stretch(
            shift.from_at, shift.until_at, NAMES.index(duty.teammate), duty.teammate, duty.role, duty.because
        )
        for shift in shifts
        for duty in shift.on
    ]


def begins(spec):
    cadence, window = spec.rotations["r"].layers[0].cadence, spec.window
    clock = wall(cadence.zone, window.start, window.end)
    slots = slots_between(cadence, clock, window.start, window.end)
    return [(datetime.fromtimestamp(at, UTC), str(slot)) for at, slot in slots]


def entry(part, zone):
    return Entry(
        uid=f"{part.slot}/{part.ordinal}/{part.teammate}/{part.role}",
        from_at=part.from_at,
        until_at=part.until_at,
        zone=zone,
        summary=part.name,
        description="",
        url="https://frontline.example/rotation",
        sequence=0,
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def times_of_each(spans):
    """{(teammate, role): the stretches of time, joined where they touch}"""
    found = defaultdict(list)
    for key, start, end in sorted(spans):
        if found[key] and found[key][-1][1] == start:
            found[key][-1] = (found[key][-1][0], end)
        else:
            found[key].append((start, end))
    return dict(found)


def through_a_calendar(parts, zone):
    return times_of_each(
        (tuple(uid.split("/")[2:]), start, end)
        for uid, start, end in read_back(written("r", [entry(part, zone) for part in parts]))
    )


@settings(max_examples=120, deadline=None)
@given(specs(), st.sampled_from(ZONES))
def test_the_feed_read_back_by_its_own_zones_equals_final(value, zone):
    spec = read(value)
    said = stretches(evaluate(spec)["r"])
    final = times_of_each(((str(s.teammate), s.role), s.from_at, s.until_at) for s in said)

    for parts in (by_slot(said, begins(spec)), by_date(said, zone)):
        assert through_a_calendar(parts, zone) == final
        uids = [entry(part, zone).uid for part in parts]
        assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(("zone", "night"), NIGHTS)
def test_every_quarter_of_an_hour_of_a_night_on_which_the_clocks_change_can_be_said(zone, night):
    first = datetime.fromisoformat(night).replace(tzinfo=UTC) - timedelta(hours=20)
    quarters = [first + timedelta(minutes=15 * number) for number in range(4 * 72)]
    entries = [
        entry(part, zone)
        for part in by_slot(
            [Stretch(at, at + timedelta(minutes=15), 1, "Ann", "on-call", "") for at in quarters],
            [(at, str(number)) for number, at in enumerate(quarters)],
        )
    ]

    told = read_back(written("r", entries))

    assert [start for _, start, _ in told] == quarters
    assert [end for _, _, end in told] == [at + timedelta(minutes=15) for at in quarters]


@pytest.mark.parametrize("zone", [*ZONES, "Africa/Cairo", "Asia/Gaza", "America/Asuncion", "Asia/Tokyo"])
def test_a_vtimezone_says_what_the_clocks_show_for_two_years(zone):
    first, last = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    described = vtimezone(zone, first, last).to_tz(lookup_tzid=False)
    here = ZoneInfo(zone)

    at = first
    while at < last:
        local = at.astimezone(here).replace(tzinfo=None)
        comes_twice = (
            local.replace(tzinfo=here, fold=0).utcoffset() != local.replace(tzinfo=here, fold=1).utcoffset()
        )
        if not comes_twice:
            assert local.replace(tzinfo=described).astimezone(UTC) == at, local
        at += timedelta(hours=1)


def test_the_zones_of_a_calendar_are_those_that_it_uses_and_utc_needs_none():
    at = datetime(2026, 6, 1, 7, tzinfo=UTC)
    stretch = Stretch(at, at + timedelta(hours=8), 1, "Ann", "on-call", "rotation hero")
    (part,) = by_date([stretch], "UTC")

    def zones(*said):
        calendar = Calendar.from_ical(written("r", [entry(part, zone) for zone in said]))
        return [str(component["TZID"]) for component in calendar.walk("VTIMEZONE")]

    assert zones("Europe/Berlin", "America/Chicago", "Europe/Berlin", "UTC") == [
        "America/Chicago",
        "Europe/Berlin",
    ]
    assert zones("UTC") == []


def test_a_time_that_comes_twice_is_said_in_utc_and_others_in_the_zone():
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    later = datetime(2026, 10, 25, 9, tzinfo=UTC)
    said = [Stretch(first, second, 1, "Ann", "on-call", ""), Stretch(second, later, 2, "Bob", "on-call", "")]

    text = written("r", [entry(part, "Europe/Berlin") for part in by_date(said, "Europe/Berlin")]).decode()

    events = text[text.index("BEGIN:VEVENT") :].split("\r\n")
    assert [line for line in events if line.startswith(("DTSTART", "DTEND"))] == [
        "DTSTART:20261025T003000Z",
        "DTEND:20261025T013000Z",
        "DTSTART:20261025T013000Z",
        "DTEND;TZID=Europe/Berlin:20261025T100000",
    ]


def test_a_yearly_change_is_written_as_a_rule_and_an_irregular_one_as_dates():
    first, last = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)

    regular = vtimezone("Europe/Berlin", first, last).to_ical().decode()
    irregular = vtimezone("Africa/Casablanca", first, last).to_ical().decode()

    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in regular
    assert "RDATE" not in regular
    assert "RRULE" not in irregular
    assert "RDATE" in irregular
