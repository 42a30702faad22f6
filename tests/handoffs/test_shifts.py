"""Which shift goes over to whom, and when."""

from datetime import timedelta

import pytest

from frontline.handoffs.shifts import current_shift, shifts
from frontline.rotation.overriding import override
from frontline.rotation.planning import end_rotation
from tests.builders.rotations import utc, weekly

pytestmark = pytest.mark.django_db


def around():
    return [
        (s.giver.first_name, f"{s.at:%m-%d %H:%M}", s.taker.first_name if s.taker else None) for s in shifts()
    ]


def test_each_week_goes_to_the_next_one_and_keeps_its_hour_over_the_change_of_clocks(hero, clock):
    clock.move_to(utc(2026, 3, 25, 12))
    assert ("Lena", "03-30 07:00", "Mia") in around()
    assert current_shift().giver.first_name == "Lena"


def test_a_cover_of_some_hours_hands_nothing_over(hero, clock, cast):
    override(hero, "cover", cast.tom, utc(2026, 3, 13, 12), utc(2026, 3, 13, 16), by=cast.lead)
    clock.move_to(utc(2026, 3, 13, 13))
    shift = current_shift()
    assert (shift.giver.first_name, shift.at) == ("Mia", utc(2026, 3, 16, 8))
    assert [each for each in around() if each[1].startswith("03-13")] == []


def test_who_takes_the_rest_of_a_week_takes_it_over(hero, clock, cast):
    override(hero, "replace", cast.lead, utc(2026, 3, 13, 8), utc(2026, 3, 16, 8), by=cast.lead)
    assert ("Mia", "03-13 08:00", "Lena") in around()
    assert ("Lena", "03-16 08:00", "Tom") in around()


def test_two_weeks_in_a_row_are_one_shift(cast, clock):
    weekly([cast.mia, cast.mia, cast.tom], by=cast.lead)
    clock.move_to(utc(2026, 3, 4, 12))
    shift = current_shift()
    assert (shift.since_at, shift.at, shift.taker.first_name) == (
        utc(2026, 3, 2, 8),
        utc(2026, 3, 16, 8),
        "Tom",
    )


def test_with_two_heroes_each_has_a_hand_off(hero, clock, cast):
    override(hero, "add", cast.lead, utc(2026, 3, 13, 8), utc(2026, 3, 18, 8), by=cast.lead)
    clock.move_to(utc(2026, 3, 14, 12))
    assert current_shift(cast.mia.pk).at == utc(2026, 3, 16, 8)
    assert current_shift(cast.lead.pk).at == utc(2026, 3, 18, 8)
    assert current_shift(cast.tom.pk) is None


def test_hours_of_the_week_are_one_shift_till_its_last_hour(cast, clock):
    from datetime import date, time

    from frontline.rotation.planning import LayerPlan, Turning, plan_rotation

    hours = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}]
    turning = Turning("Europe/Berlin", date(2026, 3, 2), time(9))
    plan_rotation("Hero", turning, [LayerPlan([[cast.mia], [cast.tom]], hours)], is_hero=True, by=cast.lead)
    clock.move_to(utc(2026, 3, 3, 20))
    shift = current_shift()
    assert (shift.giver.first_name, shift.at) == ("Mia", utc(2026, 3, 6, 16))
    assert (shift.taker.first_name, shift.begins_at) == ("Tom", utc(2026, 3, 9, 8))


def test_without_a_hero_there_is_none(hero, cast, clock):
    end_rotation(hero, by=cast.lead)
    assert shifts() == []


def test_other_rotations_hand_nothing_over(cast, clock):
    weekly([cast.mia, cast.tom], by=cast.lead, name="Platform on call")
    clock.shift(timedelta(days=1))
    assert shifts() == []
