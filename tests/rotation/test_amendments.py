"""Overrides, swaps, covers; shadows and absences: what they do, and what they say."""

from tests.rotation.specs import amendment, on, rotation, spec, told, who

DAY = {"since": "2026-03-03T00:00:00Z", "until": "2026-03-04T00:00:00Z"}  # bob's
NOON = "2026-03-03T12:00:00Z"


def _amended(*amendments, **more):
    return spec(rotation(), amendments=list(amendments), **more)


def _because(value, moment=NOON):
    return {duty.teammate: duty.because for duty in on(value, moment)}


def test_without_amendments_the_reason_is_the_rotation():
    assert _because(spec()) == {"bob": "rotation hero"}


def test_an_override_says_whom_it_replaces_and_who_made_it():
    assert _because(_amended(amendment("replace", "dan", "bob", **DAY))) == {
        "dan": "override: instead of bob"
    }
    assert _because(_amended(amendment("replace", "dan", **DAY, by="lea"))) == {
        "dan": "override: instead of bob, by lea"
    }


def test_replacing_somebody_who_is_not_on_changes_nothing():
    assert _because(_amended(amendment("replace", "dan", "ann", **DAY))) == {"bob": "rotation hero"}


def test_a_replacement_of_all_fills_an_empty_time():
    value = spec(rotation(members=["ann", None]), amendments=[amendment("replace", "dan", **DAY)])

    assert _because(value) == {"dan": "override"}


def test_adding_and_removing():
    assert _because(_amended(amendment("add", "dan", **DAY))) == {
        "bob": "rotation hero",
        "dan": "override: added",
    }
    assert _because(_amended(amendment("remove", "bob", **DAY))) == {}


def test_a_cover_takes_part_of_a_shift():
    part = amendment("cover", "dan", "bob", since="2026-03-03T10:00:00Z", until="2026-03-03T14:00:00Z")

    assert told(_amended(part))[1:4] == [
        ("03-03 00:00", "bob"),
        ("03-03 10:00", "dan"),
        ("03-03 14:00", "bob"),
    ]
    assert _because(_amended(part)) == {"dan": "cover for bob"}


def test_a_swap_exchanges_the_shifts_of_two_and_no_others():
    assert [people for _, people in told(_amended(amendment("swap", "ann", "cid")))] == [
        *("cid", "bob", "ann"),
        *("cid", "bob", "ann"),
        "cid",
    ]
    assert _because(_amended(amendment("swap", "ann", "bob"))) == {"ann": "swap with bob"}


def test_a_later_amendment_sees_what_the_earlier_left():
    first, then = amendment("replace", "dan", "bob", **DAY), amendment("replace", "eve", "dan", **DAY)

    assert who(_amended(first, then), NOON) == ["eve"]
    assert who(_amended(then, first), NOON) == ["dan"]


def test_who_is_given_back_their_own_shift_has_it_by_the_rotation():
    away, back = amendment("replace", "dan", "bob", **DAY), amendment("replace", "bob", "dan", **DAY)

    assert _because(_amended(away, back)) == {"bob": "rotation hero"}


def test_nobody_is_on_twice():
    value = spec(rotation(members=[["ann", "bob"]]), amendments=[amendment("replace", "bob", "ann")])

    assert _because(value) == {"bob": "rotation hero"}


def test_who_is_away_stays_on_and_is_marked():
    value = spec(absences=[{"teammate": "bob", "from": "2026-03-03T08:00:00Z", "to": "2026-03-05T00:00:00Z"}])

    assert [(duty.teammate, duty.absent) for duty in on(value, NOON)] == [("bob", True)]
    assert [(duty.teammate, duty.absent) for duty in on(value, "2026-03-03T07:00:00Z")] == [("bob", False)]
    assert who(value, "2026-03-04T12:00:00Z") == ["cid"]


def test_once_somebody_covers_there_is_no_conflict():
    away = {"teammate": "bob", "from": DAY["since"], "to": DAY["until"]}
    value = _amended(amendment("cover", "dan", "bob", **DAY), absences=[away])

    assert [(duty.teammate, duty.absent) for duty in on(value, NOON)] == [("dan", False)]


def _shadowed(**more):
    return spec(
        rotation(
            shadows=[
                {"teammate": "zoe", "from": "2026-03-02T00:00:00Z", "to": "2026-03-04T00:00:00Z", **more}
            ]
        )
    )


def test_a_newcomer_rides_along():
    assert [tuple(duty)[:3] for duty in on(_shadowed(), NOON)] == [
        ("bob", "on-call", "rotation hero"),
        ("zoe", "shadow", "rides along with bob"),
    ]
    assert who(_shadowed(), "2026-03-04T12:00:00Z") == ["cid"]


def test_a_newcomer_may_ride_along_with_one_person_only():
    assert who(_shadowed(**{"with": "ann"}), "2026-03-02T12:00:00Z") == ["ann", "zoe"]
    assert who(_shadowed(**{"with": "ann"}), NOON) == ["bob"]


def test_a_shadow_is_never_cover():
    empty = _shadowed() | {"amendments": [amendment("remove", "bob", **DAY)]}
    derived = _shadowed() | {"derived": [{"name": "copy", "expr": "hero"}]}

    assert who(empty, NOON) == []
    assert who(derived, NOON, "copy") == ["bob"]
