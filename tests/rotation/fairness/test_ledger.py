"""The fairness ledger: who had how much, and how much would have been their share."""

from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.rotation.conflicts.stints import stints
from frontline.rotation.duties import Duty
from frontline.rotation.evaluate import Shift, evaluate
from frontline.rotation.fairness.ledger import combine, keep
from frontline.rotation.fairness.measuring import MEASURES, Load, day_in
from frontline.rotation.fairness.person import Person
from frontline.rotation.reading import read
from frontline.rotation.spec import Interval
from tests.rotation.specs import WEEKDAYS, amendment, rotation, spec
from tests.rotation.strategies import NAMES, NIGHTS, specs

HOUR = 3600


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def instant(text):
    return int(at(text).timestamp())


def interval(since, until):
    return Interval(instant(since), instant(until))


def had(*on, zone="UTC", holidays=()):
    """The load of ann, who was on from and until those instants; `on` are pairs."""
    shifts = [Shift(at(since), at(until), (Duty("ann", "on-call", ""),)) for since, until in on]
    person = Person("ann", zone=zone, holidays=dict.fromkeys(holidays, "A holiday"))
    return keep(shifts, {"ann": person}, interval("2026-01-01", "2027-01-01")).rows[0].had


def kept(value, people=NAMES[:3], **persons):
    found = read(value)
    everybody = {name: persons.get(name, Person(name, during=(found.window,))) for name in people}
    return keep(evaluate(found)["hero"], everybody, found.window)


def test_nights_are_from_ten_to_six_in_the_own_zone():
    on = ("2026-03-02T18:00", "2026-03-03T06:00")
    assert had(on).night_for == 8 * HOUR
    assert (
        had(on, zone="Asia/Tokyo").night_for == 3 * HOUR
    )  # three in the morning until three in the afternoon
    assert had(on, zone="America/New_York").night_for == 3 * HOUR  # 13:00 until 01:00


def test_the_night_in_which_the_clocks_go_forward_is_an_hour_shorter():
    on = (
        "2026-03-28T21:00",
        "2026-03-29T04:00",
    )  # 22:00 to 06:00 in Berlin, without the hour from two to three
    assert had(on, zone="Europe/Berlin").night_for == 7 * HOUR


def test_a_weekend_counts_once_and_its_hours_by_the_own_calendar():
    friday_night = ("2026-03-06T20:00", "2026-03-07T02:00")
    sunday = ("2026-03-08T10:00", "2026-03-08T12:00")
    found = had(friday_night, sunday)
    assert (found.weekends, found.weekend_for, found.shifts) == (1, 4 * HOUR, 2)
    assert had(friday_night, zone="America/New_York").weekends == 0  # it was still Friday there


def test_a_holiday_counts_once_however_little_was_touched():
    easter = date(2026, 4, 6)
    assert had(("2026-04-06T00:00", "2026-04-06T08:00"), holidays=[easter]).holidays == 1
    assert had(("2026-04-06T23:30", "2026-04-07T08:00"), holidays=[easter]).holidays == 1
    assert had(("2026-04-06T23:30", "2026-04-07T08:00"), zone="Asia/Tokyo", holidays=[easter]).holidays == 0


def test_everybody_equal_in_a_full_round():
    found = kept(spec(since="2026-03-02T00:00:00Z", until="2026-03-08T00:00:00Z"))
    assert {row.had.on_for for row in found.rows} == {48 * HOUR}
    assert all(row.delta["on_for"] == 0 for row in found.rows)
    assert found.never == ()


def test_a_week_of_office_hours_is_one_shift_and_a_cover_of_an_hour_another():
    hours = [{"days": WEEKDAYS, "from": "09:00", "to": "17:00"}]
    office = rotation(unit="week", layers=[{"hours": hours}])
    cover = amendment("cover", "bob", "ann", since="2026-03-04T10:00:00Z", until="2026-03-04T11:00:00Z")
    value = read(spec(office, amendments=[cover]))
    shifts = evaluate(value)["hero"]
    book = keep(shifts, {}, value.window, stints("hero", shifts, value))
    assert {row.teammate: (row.had.shifts, row.had.on_for) for row in book.rows} == {
        "ann": (1, 39 * HOUR),
        "bob": (1, HOUR),
    }


def test_who_joined_at_half_time_is_expected_to_have_half_as_much():
    value = spec(since="2026-03-02T00:00:00Z", until="2026-03-12T00:00:00Z")
    late = Person("cid", during=(interval("2026-03-07", "2026-06-01"),))
    found = kept(value, cid=late)
    expected = {row.teammate: row.expected["on_for"] for row in found.rows}
    assert expected == {"ann": 96 * HOUR, "bob": 96 * HOUR, "cid": 48 * HOUR}


def test_membership_that_was_told_twice_counts_once():
    twice = Person("cid", during=(interval("2026-03-02", "2026-03-06"), interval("2026-03-04", "2026-03-08")))
    found = kept(spec(), cid=twice)
    assert found.row("cid").part_for == 6 * 24 * HOUR


def test_who_is_part_of_it_and_had_no_turn_is_named():
    found = kept(spec(rotation(members=("ann", "bob"))), people=("ann", "bob", "zoe"))
    assert found.never == ("zoe",)
    assert found.row("zoe").delta["on_for"] < 0


def test_a_shadow_has_had_no_turn():
    shadows = [{"teammate": "zoe", "from": "2026-03-02T00:00:00Z", "to": "2026-03-09T00:00:00Z"}]
    found = kept(spec(rotation(shadows=shadows)), people=("ann", "bob", "cid", "zoe"))
    assert found.row("zoe").had == Load()
    assert "zoe" in found.never


def test_time_on_the_plan_while_away_is_nobodys_merit():
    away = [{"teammate": "ann", "from": "2026-03-02T00:00:00Z", "to": "2026-03-03T00:00:00Z"}]
    found = kept(spec(absences=away, until="2026-03-03T00:00:00Z"))
    assert found.row("ann").had.on_for == 0
    assert found.absent_for == 24 * HOUR


def test_a_cover_from_elsewhere_has_a_row_and_is_expected_to_have_nothing():
    found = kept(spec(amendments=[amendment("cover", "dan", "ann")]))
    row = found.row("dan")
    assert (row.part_for, row.expected["on_for"]) == (0, 0)
    assert row.delta["on_for"] == row.had.on_for == 72 * HOUR


def test_rotations_add_up():
    one, other = kept(spec()), kept(spec(rotation(members=("ann", "zoe"))), people=("ann", "zoe"))
    both = combine([one, other], one.window)
    assert both.row("ann").had.on_for == one.row("ann").had.on_for + other.row("ann").had.on_for
    assert sum(row.delta["on_for"] for row in both.rows) == 0


def test_without_anybody_who_is_part_of_it_no_share_is_told():
    found = kept(spec(), people=())
    assert all(delta == 0 for row in found.rows for delta in row.delta.values())


zones = st.sampled_from(sorted({zone for zone, _ in NIGHTS}))


@st.composite
def persons(draw, window):
    found = {}
    for name in draw(st.lists(st.sampled_from((*NAMES, "eve")), unique=True)):
        cuts = sorted(draw(st.lists(st.integers(window.start - 9, window.end + 9), max_size=4, unique=True)))
        days = {date.fromtimestamp(window.start + day * 86_400): "A holiday" for day in range(3)}
        during = tuple(Interval(*pair) for pair in list(pairwise(cuts))[::2])
        found[name] = Person(name, zone=draw(zones), holidays=days, during=during)
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_deltas_sum_to_nothing_in_every_measure(data):
    found = read(data.draw(specs()))
    shifts = evaluate(found)["r"]
    book = keep(shifts, data.draw(persons(found.window)), found.window)
    for measure in MEASURES:
        assert sum((row.delta[measure] for row in book.rows), Fraction()) == 0


@settings(max_examples=60, deadline=None)
@given(specs(), zones)
def test_what_is_measured_adds_up(value, zone):
    found = read(value)
    shifts = evaluate(found)["r"]
    book = keep(shifts, {name: Person(name, zone=zone) for name in NAMES}, found.window)
    there = [
        (shift, duty) for shift in shifts for duty in shift.on if duty.role == "on-call" and not duty.absent
    ]
    seconds = sum(int((shift.until_at - shift.from_at).total_seconds()) for shift, _ in there)
    assert sum(row.had.on_for for row in book.rows) == seconds
    for row in book.rows:
        assert max(row.had.night_for, row.had.weekend_for) <= row.had.on_for
        assert bool(row.had.weekends) == bool(row.had.weekend_for)
    unchanged = [replace_because(shift) for shift in shifts]
    assert keep(unchanged, {name: Person(name, zone=zone) for name in NAMES}, found.window) == book


def replace_because(shift):
    """Reasons are for people; no measure may hang on them."""
    return shift._replace(on=tuple(duty._replace(because="because") for duty in shift.on))


@settings(deadline=None)
@given(st.dates(date(2001, 1, 1), date(2039, 12, 31)), zones)
def test_the_days_of_a_zone_touch(day, zone):
    following = day_in(day, zone)
    assert following.end == day_in(date.fromordinal(day.toordinal() + 1), zone).start
    assert following.start <= following.end
