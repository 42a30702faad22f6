"""When somebody was part of a rotation."""

from datetime import UTC, datetime

from frontline.rotation.fairness.membership import memberships
from frontline.rotation.reading import read
from tests.rotation.specs import rotation, spec


def instant(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def told(value, since="2026-01-01"):
    found = memberships(read(value).rotations["hero"], instant(since))
    return {
        name: [f"{datetime.fromtimestamp(each.start, UTC):%m-%d}" for each in theirs]
        for name, theirs in found.items()
    }


def test_from_the_slot_of_the_line_up_until_that_of_the_next():
    value = spec(rotation())
    value["rotations"][0]["lineups"].append({"from_slot": 4, "members": ["ann", ["cid", "dan"], None]})
    found = memberships(read(value).rotations["hero"], 0)
    assert {name: len(theirs) for name, theirs in found.items()} == {"ann": 2, "bob": 1, "cid": 2, "dan": 1}
    (bob,) = found["bob"]
    assert (bob.start, bob.end) == (instant("2026-03-02"), instant("2026-03-06"))
    assert found["dan"][0].end > instant("2100-01-01")


def test_nothing_before_the_rotation_was_there():
    assert told(spec(), since="2026-03-04") == {"ann": ["03-04"], "bob": ["03-04"], "cid": ["03-04"]}


def test_a_version_that_another_replaced_before_it_began_never_held():
    value = spec(rotation())
    value["rotations"][0]["lineups"] += [
        {"from_slot": 9, "members": ["zoe"]},
        {"from_slot": 4, "members": ["ann"]},
    ]
    assert "zoe" not in told(value)
