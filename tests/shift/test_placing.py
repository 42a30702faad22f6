"""On whose page a conversation stands: somebody's always, and the same from both sides."""

from hypothesis import given
from hypothesis import strategies as st

from frontline.shift.placing import Crew, desk, keepers

some = st.frozensets(st.integers(1, 6))


@st.composite
def crews(draw):
    everybody = draw(st.frozensets(st.integers(1, 6), min_size=1))
    active = draw(st.frozensets(st.sampled_from(sorted(everybody)), min_size=1))
    return Crew(everybody, active, away=draw(some), leads=draw(some) & active, on=draw(some))


def assignees(crew):
    return [None, *sorted(crew.everybody)]


@given(crews())
def test_each_conversation_stands_on_an_active_teammates_page(crew):
    for assignee in assignees(crew):
        found = keepers(crew, assignee)
        assert found
        assert found <= crew.active


@given(crews())
def test_a_page_holds_what_the_rule_places_on_it(crew):
    for mine in crew.active:
        page = desk(crew, mine)
        held = {page.mine, *page.strays} | ({None} if page.keeps_unassigned else set())
        assert held == {each for each in assignees(crew) if mine in keepers(crew, each)}
        assert page.mine not in page.strays


MIA, TOM, LENA, OLAF = 1, 2, 3, 4
ALL = frozenset({MIA, TOM, LENA, OLAF})


def crew(**said):
    return Crew(ALL, said.pop("active", ALL), leads=frozenset({LENA}), **said)


def test_who_has_the_turn_keeps_what_nobody_has():
    assert keepers(crew(on=frozenset({MIA})), None) == {MIA}


def test_every_lead_does_while_nobody_has_the_turn():
    assert keepers(crew(), None) == {LENA}


def test_somebody_on_who_is_away_has_not_the_turn():
    assert keepers(crew(on=frozenset({MIA}), away=frozenset({MIA})), None) == {LENA}


def test_what_somebody_here_has_is_theirs_alone():
    assert keepers(crew(on=frozenset({MIA})), TOM) == {TOM}


def test_who_is_away_shares_it_with_who_has_the_turn_and_the_leads():
    assert keepers(crew(on=frozenset({MIA}), away=frozenset({TOM})), TOM) == {MIA, TOM, LENA}


def test_who_has_left_leaves_it_to_who_has_the_turn_and_the_leads():
    assert keepers(crew(on=frozenset({MIA}), active=ALL - {TOM}), TOM) == {MIA, LENA}


def test_without_any_lead_everybody_stands_in():
    without = Crew(ALL, ALL - {LENA}, leads=frozenset({LENA}))
    assert keepers(without, None) == {MIA, TOM, OLAF}
