"""Overrides, swaps and covers in the database: agreed on, revoked, tied to slots."""

from datetime import time

import pytest
import time_machine

from frontline.rotation.allowing import ForLeads
from frontline.rotation.asking import (
    Answered,
    NotTheirs,
    Stretch,
    accept,
    ask_cover,
    ask_swap,
    decline,
    expire,
    withdraw,
)
from frontline.rotation.models import Amendment, Ask
from frontline.rotation.overriding import override, revoke
from frontline.rotation.planning import derive_rotation, reschedule
from frontline.rotation.riding import ride_along, stop_riding
from frontline.rotation.standing import standings
from tests.builders.rotations import utc, weekly, who

MONDAY = utc(2026, 3, 2, 8)
FIRST, SECOND, THIRD = (Stretch(utc(2026, 3, d, 8), utc(2026, 3, d + 7, 8)) for d in (2, 9, 16))
SPAN = MONDAY, utc(2026, 3, 30, 7)
PLANNED = [("03-02 09:00", "Lena"), ("03-09 09:00", "Mia"), ("03-16 09:00", "Tom"), ("03-23 09:00", "Lena")]


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def hero(cast, clock):
    return weekly([cast.lead, cast.mia, cast.tom], by=cast.lead)


def test_a_swap_moves_both_shifts_at_once_and_revoking_it_restores(hero, cast):
    ask = ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, why="A wedding", by=cast.mia)
    assert who(hero, *SPAN) == PLANNED

    accept(ask, by=cast.tom)

    assert [text for _, text in who(hero, *SPAN)] == ["Lena", "Tom", "Mia", "Lena"]
    revoke(Amendment.objects.first(), by=cast.mia)
    assert who(hero, *SPAN) == PLANNED


def test_a_swap_follows_its_slots_when_the_hand_over_moves(hero, cast, clock):
    clock.move_to(utc(2026, 3, 4, 12))
    accept(ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia), by=cast.tom)
    reschedule(hero, timezone="Europe/Berlin", hands_over_at=time(14), by=cast.lead)
    assert who(hero, *SPAN) == [
        ("03-02 09:00", "Lena"),
        ("03-09 14:00", "Tom"),
        ("03-16 14:00", "Mia"),
        ("03-23 14:00", "Lena"),
    ]


def test_a_cover_is_taken_by_whoever_says_so_first(hero, cast):
    part = Stretch(utc(2026, 3, 10, 12), utc(2026, 3, 10, 16))
    ask = ask_cover(hero, cast.mia, part, by=cast.mia)
    accept(ask, by=cast.tom)
    with pytest.raises(Answered):
        accept(ask, by=cast.lead)
    assert who(hero, *SECOND) == [("03-09 09:00", "Mia"), ("03-10 13:00", "Tom"), ("03-10 17:00", "Mia")]


def test_nobody_gives_away_what_is_not_theirs(hero, cast):
    with pytest.raises(NotTheirs):
        ask_cover(hero, cast.tom, SECOND, by=cast.tom)
    with pytest.raises(ForLeads):
        ask_cover(hero, cast.mia, SECOND, by=cast.tom)
    ask = ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia)
    override(hero, "replace", cast.lead, *THIRD, by=cast.lead)
    with pytest.raises(NotTheirs):
        accept(ask, by=cast.tom)
    assert [text for _, text in who(hero, *SPAN)] == ["Lena", "Mia", "Lena", "Lena"]


def test_an_ask_is_declined_withdrawn_or_expires(hero, cast, clock):
    first, second, _third = (ask_cover(hero, cast.mia, SECOND, to=cast.tom, by=cast.mia) for _ in range(3))
    with pytest.raises(ForLeads):
        decline(first, by=cast.mia)
    decline(first, by=cast.tom)
    withdraw(second, by=cast.mia)
    clock.move_to(utc(2026, 3, 16, 8))
    assert expire() == 1
    assert list(Ask.objects.order_by("pk").values_list("state", flat=True)) == [
        "declined",
        "withdrawn",
        "expired",
    ]
    assert who(hero, *SPAN) == PLANNED


def test_a_change_is_on_every_page_at_once_for_who_made_it_and_costs_others_one_look_up(
    hero, cast, django_assert_num_queries
):
    assert [duty.person.name for duty in standings()[0].on] == ["Lena Berg"]
    override(hero, "replace", cast.tom, MONDAY, utc(2026, 3, 3, 8), by=cast.tom)
    now = standings()[0]
    assert [duty.because for duty in now.on] == ["override: instead of Lena Berg, by Tom Lindqvist"]
    assert (now.until_at, [duty.person.name for duty in now.next_on]) == (utc(2026, 3, 3, 8), ["Lena Berg"])
    with django_assert_num_queries(0):
        standings()


def test_who_is_on_already_takes_over_nothing_from_the_past(hero, cast, clock):
    clock.move_to(utc(2026, 3, 4, 12))
    override(hero, "replace", cast.tom, *FIRST, by=cast.tom)
    assert who(hero, *FIRST) == [("03-02 09:00", "Lena"), ("03-04 13:00", "Tom")]


def test_a_newcomer_rides_along_for_their_first_shifts(hero, cast):
    shadow = ride_along(hero, cast.tom, shifts=2, by=cast.lead)
    assert [text for _, text in who(hero, *SPAN)] == ["Lena", "Mia (Tom)", "Tom", "Lena"]
    stop_riding(shadow, by=cast.tom)
    assert who(hero, *SPAN) == PLANNED


def test_one_swap_of_the_hero_moves_what_is_derived(hero, cast):
    weekly([cast.mia], by=cast.lead, name="Platform primary")
    expression = {"secondary": {"team": "Platform", "hero": "Hero", "primary": "Platform primary"}}
    second = derive_rotation("Platform secondary", expression, by=cast.lead)
    assert who(second, *SPAN) == [("03-02 08:00", ""), ("03-16 08:00", "Tom"), ("03-23 08:00", "")]
    accept(ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, by=cast.mia), by=cast.tom)
    assert who(second, *SPAN) == [("03-02 08:00", ""), ("03-09 08:00", "Tom"), ("03-16 08:00", "")]
