"""Final shifts become pieces: one slot of one person is one piece."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontline.rotation.lanes.packing import rows
from frontline.rotation.lanes.pieces import pieces
from frontline.rotation.plan.final import FinalDuty, FinalShift
from frontline.rotation.plan.people import Person
from tests.builders.rotations import utc

START = utc(2026, 3, 2)
ANN, BOB, CID, DAN, EVE = (
    Person(pk, name, name, f"{name}@acme.example", "UTC", "", None, True)
    for pk, name in enumerate(("Ann", "Bob", "Cid", "Dan", "Eve"), 1)
)


def at(hours):
    return START + timedelta(hours=hours)


def shift(since, until, *on):
    return FinalShift(at(since), at(until), tuple(_duty(each) for each in on))


def _duty(each):
    if isinstance(each, FinalDuty):
        return each
    return FinalDuty(each, "on-call", "rotation Hero", False)


def told(found):
    hour = timedelta(hours=1)
    spans = [((each.from_at - START) // hour, (each.until_at - START) // hour) for each in found]
    return [
        (*span, each.role, *(person.name for person in each.people))
        for span, each in zip(spans, found, strict=True)
    ]


def test_a_week_of_office_hours_is_one_piece_nights_and_all():
    days = [
        part
        for day in range(3)
        for part in (shift(day * 24 + 9, day * 24 + 17, ANN), shift(day * 24 + 17, day * 24 + 33))
    ]
    assert told(pieces(days)) == [(9, 65, "on-call", "Ann")]


def test_what_has_no_slots_goes_on_over_no_break():
    parts = [shift(9, 17, ANN), shift(17, 33), shift(33, 41, ANN), shift(41, 50, ANN)]
    assert told(pieces(parts, has_slots=False)) == [(9, 17, "on-call", "Ann"), (33, 50, "on-call", "Ann")]


def test_a_slot_that_begins_ends_the_piece_before_also_of_the_same_person():
    assert told(pieces([shift(0, 48, ANN)], cuts=[at(24)])) == [
        (0, 24, "on-call", "Ann"),
        (24, 48, "on-call", "Ann"),
    ]


def test_a_slot_that_begins_in_a_break_ends_it_too():
    parts = [shift(9, 17, ANN), shift(17, 33), shift(33, 41, ANN)]
    assert told(pieces(parts, cuts=[at(24)])) == [(9, 17, "on-call", "Ann"), (33, 41, "on-call", "Ann")]


def test_where_somebody_is_needed_and_nobody_on_is_a_gap_and_no_break():
    parts = [shift(0, 8, ANN), shift(8, 16), shift(16, 24, ANN)]
    assert told(pieces(parts, needed=[(at(0), at(12)), (at(16), at(24))])) == [
        (0, 8, "on-call", "Ann"),
        (8, 12, "gap"),
        (16, 24, "on-call", "Ann"),
    ]


def test_a_cover_in_between_makes_two_pieces_of_the_rest():
    covered = FinalDuty(BOB, "on-call", "cover for Ann", False)
    parts = [shift(0, 8, ANN), shift(8, 16, covered), shift(16, 24, ANN)]
    assert [each[:2] for each in told(pieces(parts))] == [(0, 8), (8, 16), (16, 24)]


def test_being_away_is_a_piece_of_its_own():
    away = FinalDuty(ANN, "on-call", "rotation Hero", True)
    found = pieces([shift(0, 8, ANN), shift(8, 16, away), shift(16, 24, ANN)])
    assert [each.is_absent for each in found] == [False, True, False]


def test_who_rides_along_is_not_interrupted_by_the_hand_over():
    zoe = FinalDuty(DAN, "shadow", "rides along", False)
    found = told(pieces([shift(0, 8, ANN, zoe), shift(8, 16, BOB, zoe)]))
    assert found == [(0, 8, "on-call", "Ann"), (0, 16, "shadow", "Dan"), (8, 16, "on-call", "Bob")]


def test_more_than_four_together_are_one_piece():
    found = pieces([shift(0, 8, ANN, BOB, CID, DAN, EVE)])
    assert told(found) == [(0, 8, "on-call", "Ann", "Bob", "Cid", "Dan", "Eve")]
    assert found[0].person is None


people = st.lists(st.sampled_from([ANN, BOB, CID]), max_size=3, unique=True)


@given(st.lists(st.tuples(st.integers(1, 30), people), min_size=1, max_size=20), st.sets(st.integers(0, 200)))
def test_pieces_cover_just_the_time_that_people_are_on(parts, cuts):
    line, since = [], 0
    for hours, on in parts:
        line.append(shift(since, since + hours, *on))
        since += hours
    found = pieces(line, needed=[(at(0), at(since))], cuts=[at(cut) for cut in sorted(cuts)])
    for each in line:
        middle = each.from_at + (each.until_at - each.from_at) / 2
        here = {
            person.name
            for piece in found
            for person in piece.people
            if piece.from_at <= middle < piece.until_at
        }
        assert here == {duty.person.name for duty in each.on}
    assert all(
        not any(piece.from_at < at(cut) < piece.until_at for cut in cuts) for piece in found if piece.people
    )


spans = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20), st.integers(0, 5)), max_size=30)


@given(spans)
def test_nothing_overlaps_in_a_row_and_there_are_no_more_rows_than_needed(found):
    packed = sorted((start, start + length, whose) for start, length, whose in found)
    placed = list(zip(packed, rows(packed), strict=True))
    for number, (one, row) in enumerate(placed):
        assert all(other[0] >= one[1] for other, its in placed[number + 1 :] if its == row)
    busiest = max((sum(1 for s, e, _ in packed if s <= at_ < e) for at_, _, _ in packed), default=0)
    assert len({row for _, row in placed}) == busiest
