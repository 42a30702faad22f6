"""Proposals for one conflict: swaps and covers, the fairest first."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.rotation.conflicts.conflict import Kind
from frontline.rotation.conflicts.proposal import Way
from frontline.rotation.conflicts.proposing import propose, unfairness
from frontline.rotation.conflicts.situation import Situation, burdens, is_better
from frontline.rotation.evaluate import evaluate
from frontline.rotation.fairness.ledger import keep
from frontline.rotation.fairness.person import Person
from frontline.rotation.layers import Layers
from frontline.rotation.reading import read
from tests.rotation.specs import WEEKDAYS, amendment, rotation, spec
from tests.rotation.strategies import NAMES, specs

HOUR = 3600


def situation(value, *special, burden=None, **more):
    people = {name: Person(name, name.title()) for name in (*NAMES, "eve", "zoe")}
    people |= {each.teammate: each for each in special}
    found = read(value)
    if burden is None and "hero" in found.rotations:
        members = {each for slot in found.rotations["hero"].layers[0].lineups[0].members for each in slot}
        part = {name: replace(people[name], during=(found.window,)) for name in members}
        burden = burdens(keep(evaluate(found)["hero"], part, found.window))
    return Situation(found, people, {"hero": burden or {}}, **more)


def away(teammate, since, until):
    return {"teammate": teammate, "from": f"{since}T00:00:00Z", "to": f"{until}T00:00:00Z"}


def proposals(value, *special, of=None, **more):
    here = situation(value, *special, **more)
    return propose(here, next(each for each in here.conflicts if of in {None, each.teammate}))


def told(found):
    return [(each.way, *each.asked) for each in found]


WEEKS = {"unit": "week", "members": ("ann", "bob", "cid", "dan")}


def weeks(*absences, **more):
    """Ann has the first week, Bob the second, and so on; eight weeks."""
    value = spec(rotation(**WEEKS), absences=list(absences), until="2026-04-27T00:00:00Z")
    return {**value, **more}


def test_who_has_had_least_covers_first():
    found = proposals(
        weeks(away("bob", "2026-03-10", "2026-03-12")),
        burden={"ann": 40 * HOUR, "bob": 20 * HOUR, "cid": 10 * HOUR, "dan": -70 * HOUR},
    )
    assert told(found)[0] == (Way.COVER, "dan")
    assert found[0].sentence == "Dan is free then, and has had the least so far."
    assert found[0].gives == found[0].conflict.during


def test_a_swap_leaves_the_ledger_as_it_is_and_says_so():
    found = proposals(weeks(away("bob", "2026-03-09", "2026-03-16")))
    first = found[0]
    assert (first.way, first.asked) == (Way.SWAP, ("ann",))  # neighbours: none of them has two in a row then
    assert first.sentence == (
        "Ann and Bob exchange a shift each, and both are free for the other's. They are as long as each other."
    )
    assert first.gives.end - first.gives.start == first.back.end - first.back.start == 7 * 24 * HOUR


def test_two_shifts_in_a_row_come_last_and_are_named():
    found = proposals(weeks(away("bob", "2026-03-10", "2026-03-11")))
    rows = [each.in_a_row for each in found]
    assert rows == sorted(rows)
    ann = next(each for each in found if (each.way, each.asked) == (Way.COVER, ("ann",)))
    assert "Ann's second shift in a row" in ann.sentence


def test_who_is_away_too_or_on_a_holiday_is_not_asked():
    value = weeks(away("bob", "2026-03-10", "2026-03-12"), away("dan", "2026-03-01", "2026-05-01"))
    cid = Person("cid", "Cid", holidays={date(2026, 3, 11): "A holiday"})
    asked = {each.asked for each in proposals(value, cid) if each.way == Way.COVER}
    assert asked == {("ann",)}


def test_who_is_on_elsewhere_at_that_time_is_not_asked():
    value = weeks(away("bob", "2026-03-10", "2026-03-12"))
    value["rotations"].append(rotation("night", unit="week", members=("zoe", "dan")))
    asked = {each.asked for each in proposals(value) if each.way == Way.COVER}
    assert asked == {("ann",), ("cid",)}


def test_for_the_shift_of_one_who_has_left_there_is_no_swap():
    found = proposals(weeks(), Person("bob", "Bob", is_active=False))
    assert {each.way for each in found} == {Way.COVER}
    assert found[0].conflict.kind == Kind.DEACTIVATED


def test_nobody_is_free_for_all_of_it_so_several_take_a_part():
    value = weeks(
        away("bob", "2026-03-09", "2026-03-16"),
        away("ann", "2026-03-12", "2026-05-01"),
        away("cid", "2026-03-01", "2026-03-12"),
        away("dan", "2026-03-01", "2026-05-01"),
    )
    (found,) = proposals(value, of="bob")
    assert found.way == Way.SPLIT
    assert found.asked == ("ann", "cid")
    assert found.sentence == "Nobody is free for all of it: Ann 3 days and Cid 4 days."


def test_where_nobody_is_free_nothing_is_proposed():
    value = weeks(*(away(name, "2026-03-01", "2026-05-01") for name in ("ann", "bob", "cid", "dan")))
    assert proposals(value, of="bob") == ()


def test_a_gap_is_filled():
    found = proposals(weeks(amendments=[amendment("remove", "bob", until="2026-03-20T00:00:00Z")]))
    assert {each.way for each in found} == {Way.COVER}
    assert found[0].amendments[0].instead_of is None


def test_a_week_of_office_hours_goes_as_a_whole():
    office = rotation(**WEEKS, layers=[{"hours": [{"days": WEEKDAYS, "from": "09:00", "to": "17:00"}]}])
    value = spec(office, absences=[away("bob", "2026-03-09", "2026-03-14")], until="2026-04-27T00:00:00Z")
    first = proposals(value)[0]
    assert (first.way, first.asked) == (Way.SWAP, ("ann",))
    assert [each.during for each in first.amendments] == [first.gives, first.back]


def test_what_is_derived_follows_and_has_no_proposals_of_its_own():
    value = weeks(away("bob", "2026-03-09", "2026-03-16"))
    value["derived"] = [{"name": "backup", "expr": "hero"}]
    here = situation(value)
    of_backup = next(each for each in here.conflicts if each.rotation == "backup")
    assert propose(here, of_backup) == ()
    of_hero = next(each for each in here.conflicts if each.rotation == "hero")
    (first, *_) = propose(here, of_hero)
    assert here.after(first.amendments).conflicts == ()


def test_a_clash_of_two_rotations_is_solved_in_one_of_them():
    value = weeks()
    value["rotations"].append(rotation("night", unit="week", members=("zoe", "bob")))
    here = situation(value, exclusive=(("hero", "night"),))
    assert [each.kind for each in here.conflicts] == [Kind.CLASH] * 2
    found = propose(here, here.conflicts[0])
    assert found
    assert len(here.after(found[0].amendments).conflicts) == 1


def test_the_burden_of_a_ledger_counts_nights_and_weekends_more():
    value = read(spec(rotation(members=("ann", "bob", "cid")), until="2026-03-11T00:00:00Z"))
    people = {name: Person(name, during=(value.window,)) for name in ("ann", "bob", "cid")}
    found = burdens(keep(evaluate(value)["hero"], people, value.window))
    assert sum(found.values()) == 0
    assert max(found, key=found.get) == "ann"  # Monday, Thursday and Sunday


absences = st.lists(
    st.builds(
        lambda name, day, length: away(name, f"2026-03-{day:02}", f"2026-03-{day + length:02}"),
        st.sampled_from(NAMES),
        st.integers(2, 26),
        st.integers(1, 4),
    ),
    max_size=4,
)


@st.composite
def plans(draw):
    unit = draw(st.sampled_from(("day", "week")))
    members = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5))
    hours = draw(st.sampled_from(([], [{"hours": [{"days": WEEKDAYS, "from": "09:00", "to": "17:00"}]}])))
    value = spec(
        rotation(unit=unit, members=members, **({"layers": hours} if hours else {})),
        rotation("night", unit="week", members=("eve", draw(st.sampled_from(NAMES)))),
        absences=draw(absences),
        until="2026-03-30T00:00:00Z",
        derived=[{"name": "backup", "expr": {"fallback": ["hero", "night"]}}],
    )
    burden = {name: HOUR * draw(st.integers(-90, 90)) for name in NAMES}
    left = draw(st.sampled_from((*NAMES, "nobody")))
    return situation(value, Person(left, is_active=False), burden=burden)


@settings(max_examples=60, deadline=None)
@given(st.one_of(plans(), specs(length=60).map(situation)))
def test_a_proposal_removes_its_conflict_makes_no_other_and_leaves_the_order(here):
    for conflict in here.conflicts[:3]:
        found = propose(here, conflict, most=3)
        assert found == propose(here, conflict, most=3)
        for proposal in found:
            after = here.after(proposal.amendments)
            assert conflict not in after.conflicts
            assert is_better(here.conflicts, after.conflicts, [conflict])
            assert after.spec.rotations == here.spec.rotations
            for name, each in after.spec.rotations.items():
                before = Layers(here.spec.rotations[name], here.spec.window)
                assert Layers(each, here.spec.window).turns == before.turns
            assert evaluate(replace(after.spec, amendments=here.spec.amendments)) == here.final
        ranks = [
            (each.in_a_row, unfairness(here, conflict.rotation, each.change))
            for each in found
            if each.way != Way.SPLIT
        ]
        assert ranks == sorted(ranks)
