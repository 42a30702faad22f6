"""Whose turn it is by the order alone: cadence, line-ups, layers."""

from tests.rotation.specs import WEEKDAYS, rotation, spec, told, who

LONDON = {"timezone": "Europe/London", "anchor": "2026-03-02T09:00"}


def test_what_is_left_out_is_one_layer_that_is_always_on_by_the_week_in_utc():
    value = {
        "rotations": [
            {"name": "hero", "anchor": "2026-03-02T09:00", "lineups": [{"members": ["ann", "bob"]}]}
        ],
        "from": "2026-03-02T09:00:00Z",
        "until": "2026-03-20T00:00:00Z",
    }

    assert told(value) == [("03-02 09:00", "ann"), ("03-09 09:00", "bob"), ("03-16 09:00", "ann")]


def test_before_its_first_slot_a_rotation_has_nobody():
    assert told(spec(rotation(anchor="2026-03-08T00:00"))) == [("03-02 00:00", ""), ("03-08 00:00", "ann")]


def test_the_hand_off_stays_at_nine_on_the_wall_clock():
    value = spec(rotation(unit="week", **LONDON), until="2026-04-06T00:00:00Z")

    assert [begin for begin, _ in told(value)][3:] == ["03-16 09:00", "03-23 09:00", "03-30 08:00"]


def test_looking_in_the_second_of_two_equal_hours_finds_who_began_in_the_first():
    hourly = rotation(unit="hour", timezone="America/Chicago", anchor="2020-11-01T00:30")
    value = spec(hourly, since="2020-11-01T07:15:00Z", until="2020-11-01T09:00:00Z")

    # 1:15 comes for the second time; bob's hour began at the first 1:30 and lasts until 2:30.
    assert told(value) == [("11-01 07:15", "bob"), ("11-01 08:30", "cid")]


def test_the_31st_is_the_last_day_of_a_shorter_month():
    value = spec(
        rotation(unit="month", anchor="2026-01-31T00:00"),
        since="2026-01-31T00:00:00Z",
        until="2026-07-01T00:00:00Z",
    )
    begins = [begin[:5] for begin, _ in told(value)]

    assert begins == ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]


def test_neighbouring_slots_of_one_person_are_one_shift():
    assert told(spec(rotation(members=["ann"]))) == [("03-02 00:00", "ann")]


def test_a_new_lineup_begins_with_its_first_member_and_leaves_the_past_alone():
    both = [{"members": ["ann", "bob"]}, {"from_slot": 3, "members": ["cid", "ann"]}]

    assert [people for _, people in told(spec(rotation(lineups=both)))] == [
        *("ann", "bob", "ann"),
        *("cid", "ann", "cid", "ann"),
    ]


def test_the_lineup_said_last_holds_also_over_one_planned_for_later():
    changed = [
        {"members": ["ann"]},
        {"from_slot": 5, "members": ["bob"]},
        {"from_slot": 2, "members": ["cid"]},
    ]

    assert told(spec(rotation(lineups=changed))) == [("03-02 00:00", "ann"), ("03-04 00:00", "cid")]


def test_a_slot_may_be_nobodys_on_purpose():
    assert told(spec(rotation(members=["ann", None]), until="2026-03-05T00:00:00Z")) == [
        ("03-02 00:00", "ann"),
        ("03-03 00:00", ""),
        ("03-04 00:00", "ann"),
    ]


def test_a_slot_that_is_nobodys_on_purpose_is_not_filled_from_below():
    above = {"priority": 1, "lineups": [{"members": ["ann", None]}]}
    below = {"lineups": [{"members": ["bob"]}]}

    assert who(spec(rotation(layers=[above, below])), "2026-03-03T12:00:00Z") == []


def test_a_layer_without_a_lineup_yet_leaves_the_time_to_those_below():
    above = {"priority": 1, "lineups": [{"from_slot": 2, "members": ["ann"]}]}
    below = {"lineups": [{"members": ["bob"]}]}

    assert told(spec(rotation(layers=[above, below]))) == [("03-02 00:00", "bob"), ("03-04 00:00", "ann")]


def test_fourteen_people_with_weekends_off_all_have_their_turn():
    people = [f"p{number:02}" for number in range(14)]
    weekdays = rotation(members=people, advance="active", layers=[{"hours": [{"days": WEEKDAYS}]}])

    turns = [person for _, person in told(spec(weekdays, until="2026-03-20T00:00:00Z")) if person]
    assert turns == people


def test_advancing_always_leaves_out_whoever_has_the_weekend():
    people = [f"p{number:02}" for number in range(14)]
    weekdays = rotation(members=people, layers=[{"hours": [{"days": WEEKDAYS}]}])

    seen = {person for _, person in told(spec(weekdays, until="2026-06-20T00:00:00Z"))}
    assert seen.isdisjoint({"p05", "p06", "p12", "p13"})


def test_the_sun_is_followed_by_a_layer_for_each_place():
    nine_to_five = [{"from": "09:00", "to": "17:00"}]
    layers = [
        {"timezone": zone, "hours": nine_to_five, "lineups": [{"members": [person]}]}
        for zone, person in (("Asia/Tokyo", "aya"), ("Europe/Berlin", "ben"), ("America/Chicago", "cal"))
    ]
    value = spec(rotation(layers=layers), since="2026-03-03T00:00:00Z", until="2026-03-04T00:00:00Z")

    assert told(value) == [
        ("03-03 00:00", "aya"),
        ("03-03 08:00", "ben"),
        ("03-03 15:00", "ben cal"),
        ("03-03 16:00", "cal"),
        ("03-03 23:00", ""),
    ]


def test_several_may_have_a_slot_together():
    assert who(spec(rotation(members=[["ann", "bob"], "cid"])), "2026-03-02T12:00:00Z") == ["ann", "bob"]
