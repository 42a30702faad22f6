"""A shift is announced weeks ahead, to whom it belongs and to those who lose them; and the day before."""

from datetime import time, timedelta

import pytest

from frontline.notify.models import Notice
from frontline.rotation.announcing.announcing import announce
from frontline.rotation.models import Absence, Rotation
from frontline.rotation.planning import derive_rotation, reschedule
from tests.builders.rotations import utc, weekly
from tests.builders.telling import told

pytestmark = pytest.mark.django_db


def fresh(at, clock):
    """What is told at an instant, by the timer: (first name, kind)."""
    clock.move_to(at)
    before = Notice.objects.count()
    announce()
    return sorted(told()[before:])


def test_two_weeks_ahead_the_one_their_team_and_its_product_managers_are_told(hero, clock, cast, pia, olaf):
    announce()
    at = utc(2026, 3, 2, 9)
    assert fresh(at, clock) == []
    # Tom's week begins on 16 March at nine in Berlin.
    assert ("Tom", "rotation.announced") in told()
    tom = Notice.objects.get(teammate=cast.tom, kind="rotation.announced")
    assert tom.subject == "You are the hero from Mon 16 March"
    assert "from Mon 16 March, 08:00 to Mon 23 March, 08:00 (UTC)" in tom.text
    assert "No feature work" in tom.text
    assert told("rotation.team_announced") == [
        ("Lena", "Mia Rask is the hero from Mon 9 March"),
        ("Pia", "Tom Lindqvist is the hero from Mon 16 March"),
        ("Olaf", "Tom Lindqvist is the hero from Mon 16 March"),
    ]


def test_not_before_the_rotation_says_so_and_then_once(hero, clock, cast):
    Rotation.objects.update(announced_for=1)
    assert ("Mia", "rotation.announced") in fresh(utc(2026, 3, 2, 8), clock)
    assert not Notice.objects.filter(teammate=cast.tom).exists()
    assert fresh(utc(2026, 3, 9, 7, 45), clock) == [("Mia", "rotation.reminder")]
    assert ("Tom", "rotation.announced") in fresh(utc(2026, 3, 9, 8), clock)
    assert ("Tom", "rotation.announced") not in fresh(utc(2026, 3, 9, 8, 15), clock)


def test_only_for_the_heros_rotation_others_are_told(cast, clock, pia, olaf):
    weekly([cast.lead, cast.tom], by=cast.lead, name="Platform on call")
    announce()
    assert told("rotation.announced") == [
        ("Tom", "You are on in Platform on call from Mon 9 March"),
        ("Lena", "You are on in Platform on call from Mon 16 March"),
    ]
    assert not Notice.objects.filter(kind="rotation.team_announced").exists()


def test_the_reminder_comes_at_nine_of_the_day_before_in_ones_own_zone(hero, clock, cast):
    type(cast.mia).objects.filter(pk=cast.mia.pk).update(timezone="America/New_York")
    from frontline.rotation.plan.current import bump

    bump()
    announce()
    # Her shift begins on Monday 9 March, 04:00 in New York (already on summer time); nine of the Sunday is 13:00 UTC.
    assert fresh(utc(2026, 3, 8, 12, 59), clock) == []
    assert fresh(utc(2026, 3, 8, 13, 0), clock) == [("Mia", "rotation.reminder")]
    assert fresh(utc(2026, 3, 8, 13, 15), clock) == []
    said = Notice.objects.get(kind="rotation.reminder")
    assert said.subject == "You are the hero from tomorrow, Mon 9 March, 04:00"


def test_it_comes_at_least_twelve_hours_before(cast, clock):
    weekly([cast.lead, cast.mia], by=cast.lead)
    type(cast.mia).objects.filter(pk=cast.mia.pk).update(timezone="Pacific/Auckland")
    announce()
    # 9 March 21:00 in Auckland: nine of the day before is 35 hours ahead; never mind the zone, twelve are kept.
    assert ("Mia", "rotation.reminder") in fresh(utc(2026, 3, 8, 20), clock)


def test_who_is_on_all_the_time_hears_nothing(cast, clock):
    weekly([cast.mia], by=cast.lead)
    assert fresh(utc(2026, 3, 2, 9), clock) == [("Mia", "rotation.begins")]
    for day in range(1, 30, 3):
        assert fresh(utc(2026, 3, 2, 9) + timedelta(days=day), clock) == []


def test_two_weeks_in_a_row_are_announced_one_by_one_and_reminded_of_once(cast, clock):
    weekly([cast.lead, cast.mia, cast.mia], by=cast.lead)
    announce()
    assert [name for name, _ in told("rotation.announced")] == ["Mia", "Mia"]
    for hours in range(0, 24 * 21, 6):
        fresh(utc(2026, 3, 2, 9) + timedelta(hours=hours), clock)
    reminded = Notice.objects.filter(teammate=cast.mia, kind="rotation.reminder", at__lt=utc(2026, 3, 20))
    begun = Notice.objects.filter(teammate=cast.mia, kind="rotation.begins", at__lt=utc(2026, 3, 20))
    ended = Notice.objects.filter(teammate=cast.mia, kind="rotation.ends")
    assert (reminded.count(), begun.count(), ended.count()) == (1, 1, 0)


def test_who_is_away_then_is_told_to_find_a_cover(hero, clock, cast):
    Absence.objects.create(
        teammate=cast.mia, from_at=utc(2026, 3, 11), until_at=utc(2026, 3, 12), made_at=utc(2026, 3, 1)
    )
    from frontline.rotation.plan.current import bump

    bump()
    announce()
    assert "find a cover" in Notice.objects.get(teammate=cast.mia, kind="rotation.announced").text


def test_a_secondary_that_is_derived_from_the_hero_is_announced_by_the_heros_weeks(hero, clock, cast):
    derive_rotation("Backup", {"next": "Hero"}, by=cast.lead)
    announce()
    assert [name for name, subject in told("rotation.announced") if "Backup" in subject] == ["Tom", "Lena"]


def test_shifts_of_hours_are_announced_by_the_day(cast, clock):
    from datetime import date

    from frontline.rotation.planning import LayerPlan, Turning, plan_rotation

    turning = Turning("UTC", date(2026, 3, 2), time(0), every=2, unit="hour")
    made = plan_rotation("Desk", turning, [LayerPlan([[cast.mia], [cast.tom]])], by=cast.lead)
    Rotation.objects.filter(pk=made.pk).update(announced_for=1)
    announce()
    assert len([1 for name, _ in told("rotation.announced") if name == "Mia"]) == 7
    assert "with pauses" in Notice.objects.filter(kind="rotation.announced").first().text


def test_hours_of_the_week_are_one_turn_of_a_week(cast, clock):
    from datetime import date

    from frontline.rotation.planning import LayerPlan, Turning, plan_rotation

    hours = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}]
    turning = Turning("Europe/Berlin", date(2026, 3, 2), time(9))
    plan_rotation("Hero", turning, [LayerPlan([[cast.mia], [cast.tom]], hours)], is_hero=True, by=cast.lead)
    announce()
    (text,) = Notice.objects.filter(teammate=cast.tom, kind="rotation.announced").values_list(
        "text", flat=True
    )
    assert "- Tue 10 March, 08:00 to Tue 10 March, 16:00" in text
    quiet = [fresh(utc(2026, 3, day, 8, 30), clock) for day in (10, 11, 12)]
    assert [kind for each in quiet for _, kind in each if kind in {"rotation.begins", "rotation.ends"}] == []


def test_a_hand_over_that_was_moved_on_the_clock_is_told_once_to_each(hero, clock, cast):
    announce()
    reschedule(hero, timezone="Europe/Berlin", hands_over_at=time(14), by=cast.lead)
    moved = [each for each in fresh(utc(2026, 3, 2, 9), clock) if each[1] == "rotation.moved"]
    assert moved == [("Lena", "rotation.moved"), ("Mia", "rotation.moved"), ("Tom", "rotation.moved")]
    said = Notice.objects.get(kind="rotation.moved", teammate=cast.mia).text
    assert "Now from Mon 9 March, 13:00" in said
    assert "What you knew: from Mon 9 March, 08:00" in said
    assert fresh(utc(2026, 3, 2, 9, 15), clock) == []
