"""What holds for every rotation."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.rotation.evaluate import evaluate, who_is_on
from frontline.rotation.reading import read
from tests.rotation import naive
from tests.rotation.strategies import amendments, specs

START = datetime(2026, 3, 2, tzinfo=UTC)
few = settings(max_examples=25, deadline=None)


def _people(shifts):
    """Who is on in which role, told at each change of it."""
    found = []
    for shift in shifts:
        people = {(duty.teammate, duty.role) for duty in shift.on}
        if not found or found[-1][1] != people:
            found.append((shift.from_at, people))
    return found


@few
@given(specs())
def test_it_agrees_with_another_that_goes_minute_by_minute(spec):
    shifts = iter(evaluate(read(spec))["r"])
    shift = next(shifts)
    for instant, told in naive.minutes(spec, "r"):
        while instant >= shift.until_at:
            shift = next(shifts)
        assert {(duty.teammate, duty.role, duty.absent) for duty in shift.on} == told, instant


@few
@given(specs())
def test_the_shifts_fill_the_window_and_neighbours_differ(spec):
    shifts = evaluate(read(spec))["r"]

    assert shifts[0].from_at == datetime.fromisoformat(spec["from"])
    assert shifts[-1].until_at == datetime.fromisoformat(spec["until"])
    for one, following in pairwise(shifts):
        assert one.from_at < one.until_at == following.from_at
        assert one.on != following.on


@few
@given(specs(), st.integers(0, 30 * 3600 - 1))
def test_who_is_on_at_an_instant_is_who_the_shifts_say(spec, seconds):
    at = datetime.fromisoformat(spec["from"]) + timedelta(seconds=seconds)
    shift = next(each for each in evaluate(read(spec))["r"] if each.from_at <= at < each.until_at)

    assert who_is_on(read(spec), "r", at) == shift.on


@few
@given(specs())
def test_no_amendment_changes_anything_outside_its_interval(spec):
    amended, plain = evaluate(read(spec))["r"], evaluate(read({**spec, "amendments": []}))["r"]
    moments = {shift.from_at for shift in (*amended, *plain)}

    for moment in moments:
        if not any(
            datetime.fromisoformat(each["from"]) <= moment < datetime.fromisoformat(each["to"])
            for each in spec["amendments"]
        ):
            assert _at(amended, moment) == _at(plain, moment)


@few
@given(specs(), st.data())
def test_leaving_an_amendment_out_again_restores_what_was(spec, data):
    before = evaluate(read(spec))
    start = datetime.fromisoformat(spec["from"])
    place = data.draw(st.integers(0, len(spec["amendments"])))
    more = [*spec["amendments"]]
    more.insert(place, data.draw(amendments(start, 30)))
    evaluate(read({**spec, "amendments": more}))
    more.pop(place)

    assert evaluate(read({**spec, "amendments": more})) == before


@few
@given(specs(), st.data())
def test_two_swaps_of_the_same_two_are_none(spec, data):
    start = datetime.fromisoformat(spec["from"])
    swap = data.draw(amendments(start, 30).filter(lambda each: each["kind"] == "swap"))
    twice = {**spec, "amendments": [*spec["amendments"], swap, swap]}
    plain = {**spec, "amendments": []}

    assert _people(evaluate(read(twice))["r"]) == _people(evaluate(read(spec))["r"])
    # Where nothing else was amended, the reasons are the first ones too.
    assert evaluate(read({**plain, "amendments": [swap, swap]})) == evaluate(read(plain))


names = st.lists(st.sampled_from(("ann", "bob", "cid", "dan", "eve")), min_size=1, max_size=5, unique=True)


@few
@given(heroes=names, primaries=names, team=names)
def test_a_hero_of_a_team_is_its_secondary_unless_already_its_primary(heroes, primaries, team):
    def rotation(name, unit, members):
        return {"name": name, "anchor": "2026-03-02T09:00", "unit": unit, "lineups": [{"members": members}]}

    spec = {
        "rotations": [
            rotation("hero", "week", heroes),
            rotation("primary", "day", primaries),
            rotation("own", "day", ["fay", "gus"]),
        ],
        "teams": {"T": team},
        "derived": [
            {
                "name": "secondary",
                "expr": {"secondary": {"team": "T", "hero": "hero", "primary": "primary", "own": "own"}},
            }
        ],
        "from": "2026-03-02T09:00:00Z",
        "until": "2026-04-06T09:00:00Z",
    }
    found = evaluate(read(spec))
    for days in range(35):
        moment = START + timedelta(days=days, hours=12)
        hero, primary, own, secondary = (
            [duty.teammate for duty in _at(found[name], moment).on]
            for name in ("hero", "primary", "own", "secondary")
        )
        if hero[0] not in team:
            assert secondary == own
        elif hero != primary:
            assert secondary == hero
        else:
            after = primaries[(primaries.index(hero[0]) + 1) % len(primaries)]
            assert secondary == ([after] if len(primaries) > 1 else [])


def _at(shifts, moment):
    shift = next(each for each in shifts if each.from_at <= moment < each.until_at)
    return shift._replace(from_at=moment, until_at=moment)
