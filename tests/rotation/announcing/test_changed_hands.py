"""Who gets, loses or keeps a shift after it was announced hears of it, once; nobody hears of what they agreed to."""

from datetime import timedelta

import pytest

from frontline.notify.models import Notice
from frontline.people.models import Team, Teammate
from frontline.rotation.announcing import words
from frontline.rotation.announcing.announcing import announce
from frontline.rotation.asking import Stretch, accept, ask_cover, ask_swap
from frontline.rotation.lining_up import From, change_lineup
from frontline.rotation.models import Amendment
from frontline.rotation.overriding import override, revoke
from frontline.rotation.plan.current import bump
from frontline.rotation.planning import derive_rotation, end_rotation
from tests.builders.rotations import utc, weekly
from tests.builders.telling import told

pytestmark = pytest.mark.django_db
SECOND, THIRD = (Stretch(utc(2026, 3, d, 8), utc(2026, 3, d + 7, 8)) for d in (9, 16))


@pytest.fixture
def known(hero, clock, pia):
    """Lena's week runs; Mia's and Tom's are announced."""
    announce()
    return hero


def news(clock, by=timedelta(minutes=5)):
    clock.shift(by)
    before = Notice.objects.count()
    announce()
    first = sorted(told()[before:])
    announce()
    assert sorted(told()[before:]) == first, "told twice"
    return first


def test_who_loses_an_announced_week_is_told_and_who_gets_it(known, clock, cast, olaf):
    override(known, "replace", cast.tom, *SECOND, instead_of=cast.mia, by=cast.lead)
    assert news(clock) == [
        ("Lena", "rotation.team_lost"),
        ("Mia", "rotation.lost"),
        ("Olaf", "rotation.team_announced"),
        ("Pia", "rotation.team_announced"),
        ("Tom", "rotation.announced"),
    ]
    said = Notice.objects.get(kind="rotation.lost")
    assert said.subject == "Hero: not your shift any more from Mon 9 March"
    assert "Now on: Tom Lindqvist." in said.text


def test_who_gets_it_back_is_told_again(known, clock, cast):
    override(known, "replace", cast.tom, *SECOND, instead_of=cast.mia, by=cast.lead)
    news(clock)
    revoke(Amendment.objects.get(), by=cast.lead)
    found = news(clock)
    assert ("Mia", "rotation.announced") in found
    assert ("Tom", "rotation.lost") in found


def test_what_comes_and_goes_before_it_settles_is_not_told(known, clock, cast):
    override(known, "replace", cast.tom, *SECOND, instead_of=cast.mia, by=cast.lead)
    revoke(Amendment.objects.get(), by=cast.lead)
    assert news(clock) == []


def test_a_swap_is_told_to_those_who_lose_a_colleague_and_not_as_a_loss_to_the_two(known, clock, cast):
    accept(ask_swap(known, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia), by=cast.tom)
    found = news(clock)
    assert ("Mia", "rotation.lost") not in found
    assert ("Tom", "rotation.lost") not in found
    assert ("Lena", "rotation.team_lost") in found
    assert ("Pia", "rotation.team_announced") in found
    assert ("Tom", "rotation.announced") in found


def test_a_cover_of_some_hours_is_no_news_for_whom_it_was_agreed_with(known, clock, cast):
    part = Stretch(utc(2026, 3, 10, 12), utc(2026, 3, 10, 16))
    accept(ask_cover(known, cast.mia, part, by=cast.mia), by=cast.tom)
    assert news(clock) == [("Tom", "rotation.announced")]


def test_what_a_lead_changes_beside_what_was_agreed_is_told(known, clock, cast):
    part = Stretch(utc(2026, 3, 10, 12), utc(2026, 3, 10, 16))
    accept(ask_cover(known, cast.mia, part, by=cast.mia), by=cast.tom)
    override(known, "cover", cast.lead, utc(2026, 3, 12, 12), utc(2026, 3, 12, 16), by=cast.lead)
    assert ("Mia", "rotation.moved") in news(clock)


def test_an_override_of_some_hours_is_told_to_whose_shift_it_cuts(known, clock, cast, olaf):
    override(known, "cover", cast.tom, utc(2026, 3, 10, 12), utc(2026, 3, 10, 16), by=cast.lead)
    assert news(clock) == [("Mia", "rotation.moved"), ("Tom", "rotation.announced")]
    assert "- Tue 10 March, 16:00 to Mon 16 March, 08:00" in Notice.objects.get(kind="rotation.moved").text


def test_whose_running_shift_is_cut_short_at_once_hears_that_it_has_ended(known, clock, cast):
    clock.move_to(utc(2026, 3, 4, 12))
    override(known, "replace", cast.tom, utc(2026, 3, 4, 12), utc(2026, 3, 9, 8), by=cast.lead)
    found = news(clock)
    assert ("Lena", "rotation.ends") in found
    assert ("Tom", "rotation.begins") in found
    assert ("Lena", "rotation.moved") not in found


def test_whose_running_shift_will_end_earlier_hears_of_it(known, clock, cast):
    clock.move_to(utc(2026, 3, 4, 12))
    override(known, "replace", cast.tom, utc(2026, 3, 6, 8), utc(2026, 3, 9, 8), by=cast.lead)
    assert ("Lena", "rotation.moved") in news(clock)


def test_a_new_line_up_is_told_once_to_each_whose_shifts_move(known, clock, cast, olaf):
    change_lineup(known.layers.get(), [[cast.tom], [cast.mia], [olaf]], begins=From.NEXT, by=cast.lead)
    found = news(clock)
    mine = [each for each in found if "team" not in each[1]]
    assert mine == [
        ("Mia", "rotation.announced"),
        ("Mia", "rotation.lost"),
        ("Tom", "rotation.announced"),
        ("Tom", "rotation.lost"),
    ]


def test_when_others_leave_and_one_is_left_they_lose_nothing(known, clock, cast):
    change_lineup(known.layers.get(), [[cast.mia]], begins=From.NEXT, by=cast.lead)
    assert ("Mia", "rotation.lost") not in news(clock)


def test_a_rotation_that_ends_takes_its_announced_shifts_with_it(known, clock, cast):
    end_rotation(known, by=cast.lead)
    found = news(clock)
    assert ("Mia", "rotation.lost") in found
    assert ("Tom", "rotation.lost") in found


def test_announcing_later_takes_back_nothing(known, clock, cast):
    type(known).objects.update(announced_for=0)
    from frontline.rotation.plan.current import bump

    bump()
    assert news(clock) == []


def test_a_derived_rotation_that_cant_be_worked_out_takes_nothing_back(known, clock, cast):
    team = Team.objects.create(name="Nights")
    Teammate.objects.filter(pk__in=[cast.mia.pk, cast.tom.pk]).update(team=team)
    derive_rotation("Nights", {"except": [{"team": "Nights"}, "Hero"]}, by=cast.lead)
    news(clock)
    Teammate.objects.update(team=None)
    team.delete()
    bump()
    assert "rotation.lost" not in {kind for _, kind in news(clock)}


def test_one_rotation_with_a_fault_keeps_no_other_from_being_announced(cast, clock, monkeypatch):
    for name in ("Aaa", "Bbb", "Ccc"):
        weekly([cast.lead, cast.mia], by=cast.lead, name=name)
    well = words.announced

    def faulty(rotation, turn, zone):
        if rotation.name == "Bbb":
            raise ZeroDivisionError
        return well(rotation, turn, zone)

    monkeypatch.setattr(words, "announced", faulty)
    announce()
    said = " ".join(subject for _, subject in told("rotation.announced"))
    assert ("Aaa" in said, "Bbb" in said, "Ccc" in said) == (True, False, True)
    monkeypatch.setattr(words, "announced", well)
    announce()
    assert "Bbb" in " ".join(subject for _, subject in told("rotation.announced"))
