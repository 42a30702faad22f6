"""Conflicts in the coming shifts."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings

from frontline.rotation.conflicts.conflict import Kind, Severity, lasting
from frontline.rotation.conflicts.finding import find, pairs
from frontline.rotation.conflicts.needing import needed
from frontline.rotation.conflicts.stints import stints
from frontline.rotation.evaluate import evaluate
from frontline.rotation.fairness.person import Person
from frontline.rotation.reading import read
from tests.rotation.specs import WEEKDAYS, amendment, rotation, spec
from tests.rotation.strategies import NAMES, specs


def found(value, *people, **more):
    read_spec = read(value)
    return find(evaluate(read_spec), read_spec, {each.teammate: each for each in people}, **more)


def away(teammate, since, until):
    return {"teammate": teammate, "from": since, "to": until}


def when(conflict):
    stamps = (conflict.during.start, conflict.during.end)
    return [datetime.fromtimestamp(each, UTC).strftime("%m-%d %H:%M") for each in stamps]


def test_a_plan_without_trouble_has_no_conflicts():
    assert found(spec()) == ()


def test_who_is_away_for_a_part_of_their_shift():
    value = spec(absences=[away("bob", "2026-03-03T18:00:00Z", "2026-03-09T00:00:00Z")])
    first, second = found(value, Person("bob", "Bob Ray"))
    assert (first.kind, first.severity, first.teammate) == (Kind.AWAY, Severity.SEVERE, "bob")
    assert when(first) == ["03-03 18:00", "03-04 00:00"]
    assert first.sentence == "Bob Ray is away for 6 hours of this shift in hero (a day)."
    assert second.sentence == "Bob Ray is away for the whole of this shift in hero (a day)."


def test_who_is_away_and_covered_is_no_conflict():
    value = spec(
        absences=[away("bob", "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z")],
        amendments=[amendment("cover", "ann", "bob", until="2026-03-04T00:00:00Z")],
    )
    assert found(value) == ()


def test_a_week_of_office_hours_is_one_shift_and_one_conflict():
    office = rotation(unit="week", layers=[{"hours": [{"days": WEEKDAYS, "from": "09:00", "to": "17:00"}]}])
    value = spec(office, absences=[away("ann", "2026-03-04T00:00:00Z", "2026-03-07T00:00:00Z")])
    (conflict,) = found(value)
    assert conflict.sentence == "ann is away for a day of this shift in hero (a day and 16 hours)."
    assert when(conflict) == ["03-04 09:00", "03-06 17:00"]


def test_a_week_that_another_layer_interrupts_is_one_shift():
    day, night = {"from": "08:00", "to": "20:00"}, {"from": "20:00", "to": "08:00"}
    sun = rotation(
        unit="week",
        layers=[{"hours": [day]}, {"hours": [night], "lineups": [{"members": ["dan", "eve"]}]}],
    )
    value = spec(sun, absences=[away("dan", "2026-03-04T00:00:00Z", "2026-03-06T00:00:00Z")])
    (conflict,) = found(value)
    assert conflict.sentence == "dan is away for a day of this shift in hero (3 days and 12 hours)."


def test_two_slots_in_a_row_are_two_shifts():
    value = spec(rotation(members=("ann",)), until="2026-03-04T00:00:00Z")
    value["absences"] = [away("ann", "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")]
    assert [when(each) for each in found(value)] == [
        ["03-02 00:00", "03-03 00:00"],
        ["03-03 00:00", "03-04 00:00"],
    ]


def test_a_holiday_of_their_own_country_is_a_mild_one():
    ann = Person("ann", "Ann", zone="Asia/Tokyo", holidays={date(2026, 3, 3): "Hinamatsuri"})
    (conflict,) = found(spec(until="2026-03-04T00:00:00Z"), ann)
    assert (conflict.kind, conflict.severity) == (Kind.HOLIDAY, Severity.MILD)
    assert when(conflict) == ["03-02 15:00", "03-03 00:00"]  # that day begins in Tokyo at 15:00
    assert conflict.sentence == "Hinamatsuri is a holiday for Ann, who has hero."


def test_a_holiday_on_which_they_are_away_is_told_once():
    ann = Person("ann", holidays={date(2026, 3, 2): "A holiday"})
    value = spec(
        until="2026-03-03T00:00:00Z", absences=[away("ann", "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")]
    )
    assert [conflict.kind for conflict in found(value, ann)] == [Kind.AWAY]


def test_nobody_on_because_somebody_was_taken_off():
    value = spec(amendments=[amendment("remove", "ann", until="2026-03-02T08:00:00Z")])
    (conflict,) = found(value)
    assert (conflict.kind, conflict.teammate) == (Kind.GAP, None)
    assert conflict.sentence == "Nobody is on in hero for 8 hours."


def test_hours_outside_the_layers_and_slots_of_nobody_are_no_gaps():
    office = rotation(layers=[{"hours": [{"days": WEEKDAYS, "from": "09:00", "to": "17:00"}]}])
    assert found(spec(office)) == ()
    assert found(spec(rotation(members=("ann", None)))) == ()


def test_a_line_up_without_anybody_is_a_gap_from_its_slot_on():
    ended = rotation()
    ended["lineups"].append({"from_slot": 5, "members": []})
    (conflict,) = found(spec(ended))
    assert when(conflict) == ["03-07 00:00", "03-09 00:00"]


def test_a_rotation_that_has_not_begun_needs_nobody():
    assert found(spec(rotation(anchor="2026-03-05T00:00"))) == ()


def test_a_shift_of_somebody_who_has_left():
    conflicts = found(spec(), Person("cid", "Cid", is_active=False))
    assert [(each.kind, each.teammate) for each in conflicts] == [(Kind.DEACTIVATED, "cid")] * 2
    assert conflicts[0].sentence == "Cid cannot sign in any more, and has a day of hero."


def test_two_rotations_exclude_each_other_only_if_asked():
    value = spec(rotation(), rotation("night", members=("ann", "dan", "eve")), until="2026-03-05T00:00:00Z")
    assert found(value) == ()
    (conflict,) = found(value, exclusive=pairs(["hero", "night"]))
    assert (conflict.kind, conflict.rotation, conflict.other) == (Kind.CLASH, "hero", "night")
    assert conflict.sentence == "ann has hero and night at the same time, for a day."


def test_a_shadow_who_is_away_is_no_conflict():
    value = spec(
        rotation(shadows=[{"teammate": "zoe", "from": "2026-03-02T00:00:00Z", "to": "2026-03-09T00:00:00Z"}]),
        absences=[away("zoe", "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")],
    )
    assert found(value) == ()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59, "less than a minute"),
        (60, "a minute"),
        (3600, "an hour"),
        (86_400 + 5 * 3600 + 60, "a day and 5 hours"),
        (7 * 86_400, "7 days"),
    ],
)
def test_lengths_in_words(seconds, words):
    assert lasting(seconds) == words


@settings(max_examples=80, deadline=None)
@given(specs())
def test_all_time_away_is_in_a_conflict(value):
    value = read(value)
    final = evaluate(value)
    gone = [each for each in find(final, value, {}) if each.kind == Kind.AWAY]
    for name in NAMES:
        marked = sum(
            (shift.until_at - shift.from_at).total_seconds()
            for shift in final["r"]
            for duty in shift.on
            if duty.teammate == name and duty.role == "on-call" and duty.absent
        )
        assert marked == sum(
            part.end - part.start
            for stint in stints("r", final["r"], value)
            for part in stint.away
            if stint.teammate == name
        )
        theirs = [each.during for each in gone if each.teammate == name]
        assert bool(theirs) == bool(marked)
        assert marked <= sum(each.end - each.start for each in theirs)


@settings(max_examples=80, deadline=None)
@given(specs())
def test_a_gap_is_time_that_needs_somebody_and_has_nobody(value):
    value = read(value)
    final = evaluate(value)["r"]
    need = needed(value.rotations["r"], value.window)
    assert all(one.end < other.start for one, other in pairwise(need))
    gaps = [each.during for each in find({"r": final}, value, {}) if each.kind == Kind.GAP]
    for instant in range(value.window.start, value.window.end, 900):
        on = next(shift.on for shift in final if shift.until_at.timestamp() > instant)
        missed = not any(duty.role == "on-call" for duty in on)
        wanted = any(each.start <= instant < each.end for each in need)
        assert any(each.start <= instant < each.end for each in gaps) == (missed and wanted)
