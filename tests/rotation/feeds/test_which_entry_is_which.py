"""An entry stays the same entry when its shift moves or is cut: its slot, its person, and which part of it."""

from datetime import UTC, datetime, timedelta

from frontline.rotation.feeds.parts import Stretch, by_date, by_slot

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


def weeks(count, *, later=timedelta(0)):
    return [(MONDAY + later + number * WEEK, str(number)) for number in range(count)]


def stretch(start, end, teammate=1, role="on-call", because="rotation hero", **more):
    return Stretch(start, end, teammate, f"Teammate {teammate}", role, because, **more)


def known_by(parts):
    return [(part.slot, part.teammate, part.ordinal) for part in parts]


def test_who_has_two_slots_on_end_has_two_entries():
    parts = by_slot([stretch(MONDAY, MONDAY + 2 * WEEK)], weeks(2))

    assert known_by(parts) == [("0", 1, 0), ("1", 1, 0)]
    assert [(part.from_at, part.until_at) for part in parts] == [
        (MONDAY, MONDAY + WEEK),
        (MONDAY + WEEK, MONDAY + 2 * WEEK),
    ]


def test_a_hand_over_an_hour_later_leaves_the_entries_what_they_are():
    usual = by_slot([stretch(MONDAY, MONDAY + WEEK), stretch(MONDAY + WEEK, MONDAY + 2 * WEEK, 2)], weeks(2))
    later = by_slot(
        [
            stretch(MONDAY + HOUR, MONDAY + HOUR + WEEK),
            stretch(MONDAY + HOUR + WEEK, MONDAY + HOUR + 2 * WEEK, 2),
        ],
        weeks(2, later=HOUR),
    )

    assert known_by(usual) == known_by(later)


def test_where_the_hand_over_was_moved_no_sliver_is_cut_off():
    """The shift that is over began at nine; by now slots begin at ten."""
    parts = by_slot(
        [stretch(MONDAY, MONDAY + WEEK + HOUR), stretch(MONDAY + WEEK + HOUR, MONDAY + 2 * WEEK + HOUR, 2)],
        [(MONDAY - WEEK + HOUR, "-1"), *weeks(2, later=HOUR)],
    )

    assert known_by(parts) == [("0", 1, 0), ("1", 2, 0)]


def test_who_covers_over_the_end_of_a_slot_has_one_entry():
    eve = MONDAY + WEEK - 6 * HOUR
    parts = by_slot(
        [
            stretch(MONDAY, eve),
            stretch(eve, eve + 9 * HOUR, 2),
            stretch(eve + 9 * HOUR, MONDAY + 2 * WEEK, 3),
        ],
        weeks(2),
    )

    assert known_by(parts) == [("0", 1, 0), ("0", 2, 0), ("1", 3, 0)]


def test_a_cover_cuts_a_shift_into_two_and_the_first_stays_the_entry_that_it_was():
    noon = MONDAY + timedelta(days=2, hours=4)
    parts = by_slot(
        [
            stretch(MONDAY, noon),
            stretch(noon, noon + 4 * HOUR, 2, because="cover for Teammate 1"),
            stretch(noon + 4 * HOUR, MONDAY + WEEK),
        ],
        weeks(1),
    )

    assert known_by(parts) == [("0", 1, 0), ("0", 2, 0), ("0", 1, 1)]


def test_time_with_one_person_is_one_entry_with_every_reason_though_others_come_and_go():
    noon = MONDAY + timedelta(days=2)
    (part,) = by_slot(
        [stretch(MONDAY, noon), stretch(noon, MONDAY + WEEK, because="override: added", is_absent=True)],
        weeks(1),
    )

    assert (part.from_at, part.until_at) == (MONDAY, MONDAY + WEEK)
    assert part.because == ("rotation hero", "override: added")
    assert part.is_absent


def test_riding_along_and_being_on_call_are_two_entries():
    noon = MONDAY + timedelta(days=2)
    parts = by_slot([stretch(MONDAY, noon, role="shadow"), stretch(noon, MONDAY + WEEK)], weeks(1))

    assert [(part.role, part.ordinal) for part in parts] == [("shadow", 0), ("on-call", 1)]


def test_a_derived_shift_is_known_by_the_local_date_on_which_it_begins():
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    parts = by_date([stretch(late, late + HOUR), stretch(late + 2 * HOUR, late + 3 * HOUR)], "Europe/Berlin")

    assert known_by(parts) == [("2026-03-03", 1, 0), ("2026-03-03", 1, 1)]


def test_a_derived_shift_is_not_cut():
    parts = by_date([stretch(MONDAY, MONDAY + 9 * WEEK)], "UTC")

    assert [(part.from_at, part.until_at) for part in parts] == [(MONDAY, MONDAY + 9 * WEEK)]
