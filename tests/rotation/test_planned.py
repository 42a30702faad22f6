"""Rotations in the database: planned, lined up anew, rescheduled, ended; the past stays as it was."""

from datetime import time, timedelta

import pytest
import time_machine

from frontline.events.models import Event
from frontline.rotation.allowing import ForLeads
from frontline.rotation.fields import SpecRefused
from frontline.rotation.lining_up import From, change_lineup, preview
from frontline.rotation.models import LoggedShift
from frontline.rotation.plan.changing import freeze
from frontline.rotation.plan.final import who_is_on
from frontline.rotation.planning import NameTaken, StoodOn, derive_rotation, end_rotation, reschedule
from tests.builders.rotations import utc, weekly, who

MONDAY = utc(2026, 3, 2, 8)  # 09:00 in Berlin


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast, clock):
    return weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)


def test_turns_go_round_and_keep_the_hour_over_the_change_of_the_clocks(hero):
    assert who(hero, MONDAY, utc(2026, 4, 13, 7)) == [
        ("03-02 09:00", "Lena"),
        ("03-09 09:00", "Mia"),
        ("03-16 09:00", "Tom"),
        ("03-23 09:00", "Lena"),
        ("03-30 09:00", "Mia"),
        ("04-06 09:00", "Tom"),
    ]
    assert [duty.because for duty in who_is_on(hero.pk, MONDAY)] == ["rotation Hero"]


def test_only_leads_plan(cast, clock):
    with pytest.raises(ForLeads):
        weekly([cast.mia], by=cast.mia)


def test_a_name_means_one_rotation(hero, cast):
    with pytest.raises(NameTaken):
        weekly([cast.mia], by=cast.lead, is_hero=False)


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        (From.NOW, [("03-11 09:00", "Tom"), ("03-16 09:00", "Mia"), ("03-23 09:00", "Tom")]),
        (From.NEXT, [("03-11 09:00", "Mia"), ("03-16 09:00", "Tom"), ("03-23 09:00", "Mia")]),
        (From.ROUND, [("03-11 09:00", "Mia"), ("03-16 09:00", "Tom"), ("03-30 09:00", "Mia")]),
    ],
)
def test_a_new_order_begins_when_it_was_said_to(hero, cast, clock, begins, expected):
    clock.move_to(utc(2026, 3, 11, 8))
    layer = hero.layers.get()
    moved = preview(layer, [[cast.tom], [cast.mia]], begins=begins, by=cast.lead)
    change_lineup(layer, [[cast.tom], [cast.mia]], begins=begins, by=cast.lead)

    assert who(hero, utc(2026, 3, 11, 8), utc(2026, 4, 6, 7))[:3] == expected
    assert who(hero, MONDAY, utc(2026, 3, 11, 8)) == [("03-02 09:00", "Lena"), ("03-09 09:00", "Mia")]
    assert moved[hero.pk]
    for each in moved[hero.pk]:
        assert [duty.person.name for duty in who_is_on(hero.pk, each.from_at)] == list(each.after)


def test_a_preview_changes_nothing(hero, cast, clock):
    before = who(hero, MONDAY, MONDAY + timedelta(weeks=9))
    preview(hero.layers.get(), [[cast.tom]], begins=From.NOW, by=cast.lead)
    assert who(hero, MONDAY, MONDAY + timedelta(weeks=9)) == before


def test_the_past_is_frozen_also_when_the_hand_over_moves(hero, cast, clock):
    clock.move_to(utc(2026, 3, 18, 8))
    reschedule(hero, timezone="America/New_York", hands_over_at=time(10), by=cast.lead)
    assert who(hero, MONDAY, utc(2026, 3, 18, 8)) == [
        ("03-02 03:00", "Lena"),
        ("03-09 04:00", "Mia"),
        ("03-16 04:00", "Tom"),
    ]
    assert who(hero, utc(2026, 3, 18, 8), utc(2026, 4, 1)) == [
        ("03-18 04:00", "Tom"),
        ("03-23 10:00", "Lena"),
        ("03-30 10:00", "Mia"),
    ]


def test_freezing_again_and_again_writes_each_shift_once(hero, clock):
    for day in range(3, 12):
        clock.move_to(utc(2026, 3, day, 12))
        freeze()
    rows = LoggedShift.objects.order_by("from_at").values_list("teammate__name", "from_at", "until_at")
    assert list(rows) == [
        ("Lena Berg", MONDAY, utc(2026, 3, 9, 8)),
        ("Mia Rask", utc(2026, 3, 9, 8), utc(2026, 3, 11, 12)),
    ]


def test_a_derived_rotation_follows_and_one_that_cannot_be_is_refused(hero, cast, clock):
    weekly([cast.tom], by=cast.lead, name="Platform primary")
    expression = {"secondary": {"team": "Platform", "hero": "Hero", "primary": "Platform primary"}}
    second = derive_rotation("Platform secondary", expression, by=cast.lead)
    assert [text for _, text in who(second, MONDAY, utc(2026, 3, 30, 7))] == [""]
    with pytest.raises(SpecRefused):
        derive_rotation("Broken", {"team": "No such team"}, by=cast.lead)
    with pytest.raises(StoodOn):
        end_rotation(hero, by=cast.lead)
    end_rotation(second, by=cast.lead)
    end_rotation(hero, by=cast.lead)
    assert Event.objects.filter(kind="rotation.ended").count() == 2
