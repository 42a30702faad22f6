"""Derived rotations: each form of the language, and that one swap moves them all."""

import pytest

from tests.rotation.specs import amendment, on, rotation, spec, who

TEAMS = {"core": ["bob", "dan"], "web": ["cid", "eve"]}
HERO = rotation()  # ann on Monday the 2nd, then bob, then cid
CORE = rotation("core", ["dan", "bob", "fay"])
ANN, BOB, CID = (f"2026-03-0{day}T12:00:00Z" for day in (2, 3, 4))


def _derived(expr, **more):
    return spec(HERO, CORE, teams=TEAMS, derived=[{"name": "d", "expr": expr}], **more)


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ("hero", ["ann", "bob", "cid"]),
        ({"rotation": "core"}, ["dan", "bob", "fay"]),
        ({"team": "web"}, ["cid eve", "cid eve", "cid eve"]),
        ({"team_of": "hero"}, ["", "bob dan", "cid eve"]),
        ({"next": "core"}, ["bob", "fay", "dan"]),
        ({"except": ["hero", "core"]}, ["ann", "", "cid"]),
        ({"fallback": [{"except": ["hero", "core"]}, {"next": "core"}]}, ["ann", "fay", "cid"]),
        (
            {"within": {"of": "hero", "hours": [{"days": ["tue"], "from": "08:00", "to": "13:00"}]}},
            ["", "bob", ""],
        ),
        (
            {"within": {"of": "hero", "timezone": "Asia/Tokyo", "hours": [{"from": "20:00", "to": "22:00"}]}},
            ["ann", "bob", "cid"],
        ),
        ({"when": "hero", "member_of": "web"}, ["", "", "cid"]),
        (
            {"when": "hero", "member_of": "web", "then": "core", "else": {"team": "core"}},
            ["bob dan", "bob dan", "fay"],
        ),
    ],
)
def test_each_form_has_who_it_says(expr, expected):
    assert [" ".join(who(_derived(expr), moment, "d")) for moment in (ANN, BOB, CID)] == expected


SECONDARY = {"secondary": {"team": "core", "hero": "hero", "primary": "core", "own": {"team": "web"}}}


def test_the_secondary_is_the_teams_own_while_the_hero_is_of_another():
    assert who(_derived(SECONDARY), ANN, "d") == ["cid", "eve"]


def test_the_secondary_is_the_next_one_when_the_hero_is_the_primary_already():
    assert [tuple(duty) for duty in on(_derived(SECONDARY), BOB, "d")] == [
        ("fay", "on-call", "derived: next in core", False)
    ]


def test_one_swap_of_the_hero_moves_the_secondary():
    swapped = _derived(SECONDARY, amendments=[amendment("swap", "dan", "cid")])

    assert who(swapped, CID, "d") == ["dan"]
    assert on(swapped, CID, "d")[0].because == "derived from hero (swap with cid)"
    assert who(_derived(SECONDARY), CID, "d") == ["cid", "eve"]


def test_a_derived_rotation_may_be_derived_from_and_amended():
    value = _derived("hero", amendments=[amendment("replace", "gus", "bob", rotation="d")])
    value["derived"].insert(0, {"name": "of that", "expr": "d"})

    assert who(value, BOB, "of that") == who(value, BOB, "d") == ["gus"]
    assert who(value, BOB) == ["bob"]


def test_next_is_by_the_order_whatever_is_swapped_later():
    later = amendment("replace", "gus", "bob", since="2026-03-03T00:00:00Z", rotation="core")

    assert who(_derived({"next": "core"}, amendments=[later]), ANN, "d") == ["bob"]


def test_next_passes_over_nobody():
    value = spec(rotation(members=["ann", None, "bob"]), derived=[{"name": "d", "expr": {"next": "hero"}}])

    assert who(value, ANN, "d") == ["bob"]
