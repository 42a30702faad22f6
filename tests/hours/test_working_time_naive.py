"""Working time is what somebody would find who walked through it minute by minute with the clock of the zone."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontline.hours import working_time
from frontline.hours.relay import Relay, Turn, together
from tests.hours.naive import MINUTE, Walk, open_minutes
from tests.hours.strategies import calendar_of, many, spec_of, specs, zones

LENGTH = 4
MINUTES = LENGTH * 1440
places = st.integers(0, MINUTES - 1)


def _agrees(calendar, walk, a, b, wanted):
    at, end = walk.at(a), walk.at(MINUTES)
    assert working_time.is_open(calendar, at) == walk.minutes[a]
    assert working_time.between(calendar, at, walk.at(b)) == walk.between(a, b)
    duration = wanted * MINUTE
    found = working_time.add(calendar, at, duration)
    assert found == walk.add(a, wanted) if found is not None and found <= end else walk.add(a, wanted) is None
    found = working_time.subtract(calendar, at, duration)
    inside = found is not None and found >= walk.since
    # At the very beginning of the window, the walker can't tell whether there is a gap before it.
    assert found == walk.subtract(a, wanted) if inside else walk.subtract(a, wanted) is None
    found = working_time.opens_at(calendar, at)
    assert found == walk.opens_at(a) if found is not None and found < end else walk.opens_at(a) is None
    found = working_time.closes_at(calendar, at)
    assert found == walk.closes_at(a) if found is not None and found < end else walk.closes_at(a) is None


@many(150)
@given(specs(LENGTH), places, places, st.integers(0, 1500))
def test_a_calendar_agrees_with_the_walker_in_any_zone_and_over_any_night(given_, a, b, wanted):
    spec, since = given_
    walk = Walk(open_minutes(spec, since, since + timedelta(days=LENGTH)), since)

    _agrees(calendar_of(spec), walk, a, b, wanted)


@st.composite
def relays(draw):
    first, since = draw(specs(LENGTH))
    people = [first, *(draw(spec_of(draw(zones), since, LENGTH)) for _ in range(draw(st.integers(0, 2))))]
    turns = [(spec, *sorted((draw(places), draw(places)))) for spec in people]
    return since, turns, draw(st.one_of(st.none(), spec_of(first["zone"], since, LENGTH)))


@many(40)
@given(relays(), places, places, st.integers(0, 1500))
def test_a_relay_is_open_when_one_of_those_is_at_work_who_have_a_turn(relay, a, b, wanted):
    since, turns, otherwise = relay
    until = since + timedelta(days=LENGTH)
    minutes = open_minutes(otherwise, since, until) if otherwise else [False] * MINUTES
    for _, start, end in turns:
        minutes[start:end] = [False] * (end - start)
    for spec, start, end in turns:
        own = open_minutes(spec, since, until)
        minutes[start:end] = [x or y for x, y in zip(minutes[start:end], own[start:end], strict=True)]
    begin = int(since.timestamp())
    calendar = Relay(
        tuple(Turn(calendar_of(spec), begin + start * 60, begin + end * 60) for spec, start, end in turns),
        calendar_of(otherwise) if otherwise else None,
    )

    _agrees(calendar, Walk(minutes, since), a, b, wanted)


@many(30)
@given(specs(LENGTH), st.data(), places)
def test_together_they_are_open_whenever_one_is(given_, data, a):
    spec, since = given_
    both = [calendar_of(spec), calendar_of(data.draw(spec_of(data.draw(zones), since, LENGTH)))]
    at = since + a * MINUTE

    assert working_time.is_open(together(both), at) == any(working_time.is_open(one, at) for one in both)
