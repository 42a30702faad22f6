"""A rotation is renamed, and announced earlier or later; what is derived from it follows."""

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from frontline.events.models import Event
from frontline.kernel.refusal import Invalid
from frontline.rotation.allowing import ForLeads
from frontline.rotation.models import Rotation
from frontline.rotation.planning import NameTaken, derive_rotation
from frontline.rotation.renaming import announce_for, names_in, rename_rotation, renamed
from tests.builders.rotations import utc, weekly, who

MONDAY = utc(2026, 3, 2, 8)
SECONDARY = {
    "secondary": {"team": "Platform", "hero": {"rotation": "Platform"}, "primary": "Core", "own": "Core"}
}


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def rotations(cast, clock):
    """A rotation that is called like a team, another, and one derived from both."""
    weekly([cast.mia, cast.tom], by=cast.lead, name="Platform")
    weekly([cast.tom, cast.lead], by=cast.lead, name="Core")
    derive_rotation("Second", SECONDARY, by=cast.lead)
    return {rotation.name: rotation for rotation in Rotation.objects.all()}


def test_what_is_derived_follows_the_new_name_and_the_team_of_that_name_stays(rotations, cast):
    before = who(rotations["Second"], MONDAY, utc(2026, 4, 13, 7))
    rename_rotation(rotations["Platform"], " Hero ", by=cast.lead)

    second = Rotation.objects.get(name="Second")
    assert second.expression["secondary"]["hero"] == {"rotation": "Hero"}
    assert second.expression["secondary"]["team"] == "Platform"
    assert who(second, MONDAY, utc(2026, 4, 13, 7)) == before
    event = Event.objects.get(kind="rotation.renamed")
    assert (event.data, event.actor) == ({"before": "Platform", "name": "Hero"}, cast.lead)


def test_the_same_name_again_is_no_event(rotations, cast):
    rename_rotation(rotations["Core"], "Core", by=cast.lead)
    assert not Event.objects.filter(kind="rotation.renamed").exists()


def test_a_name_that_is_taken_empty_too_long_or_given_by_others_is_refused(rotations, cast):
    with pytest.raises(NameTaken):
        rename_rotation(rotations["Core"], "Second", by=cast.lead)
    for name in ("  ", "x" * 81):
        with pytest.raises(Invalid):
            rename_rotation(rotations["Core"], name, by=cast.lead)
    with pytest.raises(ForLeads):
        rename_rotation(rotations["Core"], "Mine", by=cast.mia)
    assert {r.name for r in Rotation.objects.all()} == {"Platform", "Core", "Second"}


def test_how_early_shifts_are_announced_is_changed_once(rotations, cast):
    announce_for(rotations["Core"], 6, by=cast.lead)
    announce_for(rotations["Core"], 6, by=cast.lead)
    assert Rotation.objects.get(name="Core").announced_for == 6
    assert [e.data for e in Event.objects.filter(kind="rotation.announcing_changed")] == [{"weeks": 6}]
    with pytest.raises(Invalid):
        announce_for(rotations["Core"], 27, by=cast.lead)
    with pytest.raises(ForLeads):
        announce_for(rotations["Core"], 1, by=cast.mia)


NAMES = st.sampled_from(["a", "b", "c"])
EXPRESSIONS = st.recursive(
    NAMES | st.builds(lambda n: {"next": n}, NAMES) | st.builds(lambda n: {"team": n}, NAMES),
    lambda inner: (
        st.builds(lambda each: {"fallback": each}, st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda e, n: {"when": e, "member_of": n, "else": e}, inner, NAMES)
        | st.builds(lambda e: {"within": {"hours": [], "timezone": "UTC", "of": e}}, inner)
    ),
    max_leaves=8,
)


@given(EXPRESSIONS)
def test_renaming_there_and_back_is_nothing_and_leaves_no_old_name(expression):
    there = renamed(expression, "a", "z")
    assert "a" not in names_in(there)
    assert names_in(there) == {"z" if n == "a" else n for n in names_in(expression)}
    assert renamed(there, "z", "a") == expression
