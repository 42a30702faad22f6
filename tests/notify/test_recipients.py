"""Who is told what: the table, by example and by its laws."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.notify.recipients import TABLE, Place, Situation, recipients

ANN, HEDY, HUGO, LENA, LEO, WIM = range(1, 7)
USUAL = Situation(leads=frozenset({LENA, LEO}), heroes=(HEDY,), assignee=ANN, writer=WIM)


def told(kind, situation=USUAL, **other):
    said = {name: getattr(situation, name) for name in Situation.__slots__} | other
    return set(recipients(kind, Situation(**said)))


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("conversation.new", {HEDY}),
        ("conversation.new.priority", {HEDY}),
        ("conversation.answered", {ANN}),
        ("conversation.assigned", {ANN}),
        ("conversation.undelivered", {WIM}),
        ("conversation.tier", {ANN}),
        ("promise.soon", {ANN}),
        ("promise.still", {ANN, HEDY}),
        ("promise.last", {ANN, HEDY, LENA, LEO}),
        ("promise.broken", {ANN, HEDY, LENA, LEO}),
    ],
)
def test_on_a_usual_day(kind, who):
    assert told(kind) == who


def test_all_who_have_the_turn_are_told():
    assert told("conversation.new", heroes=(HEDY, HUGO)) == {HEDY, HUGO}


def test_what_is_nobodys_is_the_heros():
    assert told("promise.soon", assignee=None) == {HEDY}
    assert told("conversation.answered", assignee=None) == {HEDY}


def test_the_next_in_line_is_told_for_who_is_away():
    assert told("conversation.answered", absent=frozenset({ANN})) == {HEDY}
    assert told("conversation.answered", absent=frozenset({ANN, HEDY})) == {LENA, LEO}
    assert told("promise.still", absent=frozenset({HEDY})) == {ANN, LENA, LEO}
    assert told("conversation.undelivered", absent=frozenset({WIM})) == {ANN}


def test_of_several_heroes_one_who_is_there_is_enough():
    assert told("conversation.new", heroes=(HEDY, HUGO), absent=frozenset({HEDY})) == {HUGO}


def test_if_nobody_in_the_line_is_there_every_lead_is_told():
    assert told("conversation.new", absent=frozenset({HEDY, LENA, LEO})) == {LENA, LEO}


def test_of_leads_the_one_who_is_there():
    assert told("promise.last", absent=frozenset({LEO})) == {ANN, HEDY, LENA}


def test_a_tier_concerns_nobody_else():
    assert told("conversation.tier", assignee=None) == set()
    assert told("conversation.tier", absent=frozenset({ANN})) == set()


def test_who_did_it_is_not_told_and_nobody_in_their_place():
    assert told("conversation.assigned", by=ANN) == set()
    assert told("promise.broken", by=HEDY) == {ANN, LENA, LEO}


def test_everybody_hears_as_what_they_are_told():
    found = recipients("promise.last", Situation(leads=frozenset({LENA}), heroes=(ANN,), assignee=ANN))
    assert found == {ANN: Place.ASSIGNEE, LENA: Place.LEADS}


def test_a_kind_without_a_row_is_a_mistake():
    with pytest.raises(KeyError):
        recipients("weather.rain", USUAL)


PEOPLE = st.integers(1, 6)
SITUATIONS = st.builds(
    Situation,
    leads=st.frozensets(PEOPLE, min_size=1),
    heroes=st.lists(PEOPLE, unique=True, max_size=3).map(tuple),
    assignee=st.none() | PEOPLE,
    writer=st.none() | PEOPLE,
    absent=st.frozensets(PEOPLE),
    by=st.none() | PEOPLE,
)


@settings(deadline=None)
@given(st.sampled_from(sorted(TABLE)), SITUATIONS)
def test_somebody_is_told_unless_they_did_it_and_the_absent_only_if_nobody_else_is_there(kind, situation):
    found = recipients(kind, situation)
    assert situation.by not in found
    if TABLE[kind].passes_on:
        assert found or situation.by is not None
    absent = set(found) & situation.absent
    assert absent <= situation.leads
    if absent:
        assert situation.leads <= situation.absent


@settings(deadline=None)
@given(SITUATIONS)
def test_the_tone_rises_whoever_heard_of_it_is_told_again_at_the_next_stage(situation):
    stages = [set(recipients(f"promise.{stage}", situation)) for stage in ("soon", "still", "last", "broken")]
    assert all(earlier <= later for earlier, later in pairwise(stages))
