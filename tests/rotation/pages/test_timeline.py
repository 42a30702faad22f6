"""`/rotation`: lanes of shifts over weeks, by HTTP."""

from datetime import date, time
from html import unescape

import pytest

from frontline.people.models import Teammate
from frontline.rotation.asking import Stretch, accept, ask_cover, ask_swap
from frontline.rotation.models import Absence
from frontline.rotation.overriding import override
from frontline.rotation.plan.changing import changing
from frontline.rotation.planning import LayerPlan, Turning, derive_rotation, plan_rotation, reschedule
from frontline.rotation.riding import ride_along
from tests.builders.rotations import BERLIN, utc, weekly
from tests.rotation.pages.conftest import SECOND, THIRD, WEDNESDAY, browser
from tests.rotation.pages.reading import blocks, main

PLANNED = [
    "Mon 2 Mar 09:00 to Mon 9 Mar 09:00 Lena Berg",
    "Mon 9 Mar 09:00 to Mon 16 Mar 09:00 You",
    "Mon 16 Mar 09:00 to Mon 23 Mar 09:00 Tom Lindqvist",
    "Mon 23 Mar 09:00 to Mon 30 Mar 09:00 Lena Berg",
]


def test_the_coming_weeks_are_blocks_with_who_and_when(hero, cast):
    assert blocks(browser(cast.mia).get("/rotation")) == PLANNED


def test_there_are_as_many_weeks_as_asked_for_and_from_when(hero, cast):
    mia = browser(cast.mia)
    assert len(blocks(mia.get("/rotation?weeks=8"))) == 8
    assert len(blocks(mia.get("/rotation?weeks=12&from=2026-03-30"))) == 13
    later = blocks(mia.get("/rotation?from=2026-04-01"))
    assert later[0] == PLANNED[3]
    assert "Clocks" not in main(mia.get("/rotation?from=2026-04-06"))


@pytest.mark.parametrize("address", ["?weeks=5&from=yesterday&zone=mars&form=x", "?from=0001-01-01&weeks=-4"])
def test_an_address_that_means_nothing_shows_this_week(hero, cast, address):
    assert blocks(browser(cast.mia).get(f"/rotation{address}")) == PLANNED


def test_the_first_and_last_address_that_can_be_gone_to_are_pages(hero, cast):
    mia = browser(cast.mia)
    for day in ("2000-01-03", "2189-12-20"):
        assert mia.get(f"/rotation?from={day}&weeks=12").status_code == 200


def test_times_are_in_my_zone_or_in_the_rotations(hero, cast):
    tom = browser(cast.tom)
    mine = tom.get("/rotation")
    assert blocks(mine)[2] == "Mon 16 Mar 04:00 to Mon 23 Mar 04:00 You"
    assert "Times in America/New York" in main(mine)
    theirs = tom.get("/rotation?zone=rotation")
    assert blocks(theirs)[2] == "Mon 16 Mar 09:00 to Mon 23 Mar 09:00 You"
    assert "Times in Europe/Berlin" in main(theirs)
    assert "zone=rotation&amp;" in theirs.content.decode() or "&amp;zone=rotation" in theirs.content.decode()


def test_a_zone_that_this_machine_does_not_know_is_utc(hero, cast):
    Teammate.objects.filter(pk=cast.mia.pk).update(timezone="Mars/Olympus")
    mia = browser(cast.mia)
    assert "Times in UTC" in main(mia.get("/rotation"))
    assert mia.get("/rotation/asks").status_code == 200
    assert mia.get("/rotation/asks/new?kind=cover").status_code == 200


def test_over_a_change_of_the_clocks_the_hand_over_stays_and_the_page_says_so(hero, cast):
    tom, mia = browser(cast.tom), browser(cast.mia)
    assert "Clocks go forward an hour on Sun 29 Mar." in main(mia.get("/rotation?from=2026-03-23"))
    assert "Clocks go back an hour on Sun 25 Oct." in main(mia.get("/rotation?from=2026-10-19"))
    # In New York the clocks went forward three weeks before those in Berlin.
    assert [each[:16].strip() for each in blocks(tom.get("/rotation?from=2026-03-02&weeks=8"))][:5] == [
        "Mon 2 Mar 03:00",
        "Mon 9 Mar 04:00",
        "Mon 16 Mar 04:00",
        "Mon 23 Mar 04:00",
        "Mon 30 Mar 03:00",
    ]
    assert "Clocks go forward an hour on Sun 8 Mar." in main(tom.get("/rotation"))


def test_a_swap_says_with_whom_and_why(hero, cast):
    accept(ask_swap(hero, cast.mia, SECOND, cast.tom, THIRD, why="A wedding", by=cast.mia), by=cast.tom)
    page = browser(cast.mia).get("/rotation")
    assert blocks(page)[1:3] == [
        "Mon 9 Mar 09:00 to Mon 16 Mar 09:00 Tom Lindqvist swap with Mia Rask “A wedding”",
        "Mon 16 Mar 09:00 to Mon 23 Mar 09:00 You swap with Tom Lindqvist “A wedding”",
    ]
    assert (
        page.content.decode().count("is-swap is-moved")
        + page.content.decode().count("is-swap is-mine is-moved")
        == 2
    )


def test_an_override_and_a_cover_and_what_is_asked_for_are_said(hero, cast):
    override(
        hero, "replace", cast.mia, utc(2026, 3, 5, 8), utc(2026, 3, 6, 8), why="Lena travels", by=cast.mia
    )
    accept(ask_cover(hero, cast.tom, THIRD, why="Flu", by=cast.tom), by=cast.mia)
    ask_cover(hero, cast.lead, Stretch(utc(2026, 3, 24, 8), utc(2026, 3, 25, 8)), by=cast.lead)
    said = blocks(browser(cast.tom).get("/rotation?zone=rotation"))
    assert (
        "Thu 5 Mar 09:00 to Fri 6 Mar 09:00 Mia Rask override: instead of Lena Berg, by Mia Rask “Lena travels”"
        in said
    )
    assert "Mon 16 Mar 09:00 to Mon 23 Mar 09:00 Mia Rask cover for Tom Lindqvist “Flu”" in said
    assert said[-1].endswith("Lena Berg asked for, and not answered yet")


def test_who_is_away_while_on_is_in_red_with_words_and_above_the_lanes(hero, cast):
    with changing():
        Absence.objects.create(
            teammate=cast.tom,
            from_at=utc(2026, 3, 18),
            until_at=utc(2026, 3, 20),
            made_at=WEDNESDAY,
            summary="Skiing",
        )
    page = browser(cast.mia).get("/rotation")
    assert "Wed 18 Mar 01:00 to Fri 20 Mar 01:00 Tom Lindqvist away, and nobody covers yet" in blocks(page)
    assert "1 thing needs somebody to decide" in main(page)
    assert "Tom Lindqvist is on while away in Hero, Wed 18 Mar 01:00 to Fri 20 Mar 01:00" in main(page)
    assert blocks(page)[-1] == "Wed 18 Mar 01:00 to Fri 20 Mar 01:00 Tom Lindqvist: Skiing"


def test_where_nobody_is_on_is_a_gap_that_can_be_taken_but_nobody_on_purpose_is_none(hero, cast):
    override(hero, "remove", cast.mia, *SECOND, by=cast.lead)
    weekly([cast.tom, None], by=cast.lead, name="Platform primary")
    page = browser(cast.mia).get("/rotation")
    assert blocks(page, hero.pk)[1] == "Mon 9 Mar 09:00 to Mon 16 Mar 09:00 Nobody is on"
    assert "Nobody is on in Hero, Mon 9 Mar 09:00 to Mon 16 Mar 09:00" in main(page)
    assert main(page).count("Nobody is on in") == 1


def test_a_newcomer_is_said_to_ride_along(hero, cast, clock):
    clock.move_to(utc(2026, 3, 8))
    weekly([cast.mia], by=cast.lead, name="Mail")
    clock.move_to(WEDNESDAY)
    ride_along(hero, cast.tom, by=cast.lead)
    said = blocks(browser(cast.mia).get("/rotation"), hero.pk)
    assert "Mon 9 Mar 09:00 to Mon 16 Mar 09:00 Tom Lindqvist rides along with Mia Rask" in said


def test_a_derived_rotation_is_a_lane_too(hero, cast):
    weekly([cast.mia], by=cast.lead, name="Platform primary")
    expression = {"secondary": {"team": "Platform", "hero": "Hero", "primary": "Platform primary"}}
    second = derive_rotation("Platform secondary", expression, by=cast.lead)
    assert blocks(browser(cast.mia).get("/rotation"), second.pk) == [
        "Mon 16 Mar 09:00 to Mon 23 Mar 09:00 Tom Lindqvist"
    ]


def test_a_rotation_that_cannot_be_worked_out_says_why(hero, cast):
    derive_rotation("All of Platform", {"team": "Platform"}, by=cast.lead)
    with changing():
        cast.tom.team.delete()
    assert "be worked out:" in main(browser(cast.mia).get("/rotation"))


def test_many_who_are_on_together_are_one_block_and_each_of_them_can_ask(hero, cast):
    others = [
        Teammate.objects.create(email=f"{name}@acme.example", name=name)
        for name in ("Ann", "Bob", "Cid", "Dan")
    ]
    crowd = plan_rotation(
        "Everybody",
        Turning(BERLIN, date(2026, 3, 2), time(9)),
        [LayerPlan([[cast.mia, *others]])],
        by=cast.lead,
    )
    mia = browser(cast.mia)
    page = mia.get("/rotation")
    assert blocks(page, crowd.pk)[1] == "Mon 9 Mar 09:00 to Mon 16 Mar 09:00 You, Ann and 3 others"
    address = page.content.decode().split(f'data-lane="{crowd.pk}"')[1].split('href="')[2].split('"')[0]
    assert "Ask for a cover" in main(mia.get(unescape(address)))
    assert "Ask for a cover" not in main(browser(cast.tom).get(unescape(address)))


def test_public_holidays_of_whoever_is_in_a_rotation_are_shown_with_whose_they_are(hero, cast):
    cast.mia.country = "DE-BE"
    cast.mia.save()
    said = blocks(browser(cast.lead).get("/rotation"))
    assert said[-1] == "Sun 8 Mar Women's Day (DE-BE): Mia Rask"


def test_what_was_is_as_it_was_and_calmer(hero, cast, clock):
    clock.move_to(utc(2026, 3, 18, 8))
    reschedule(hero, timezone="Europe/Berlin", hands_over_at=time(14), by=cast.lead)
    page = browser(cast.mia).get("/rotation?from=2026-03-02")
    assert blocks(page)[:2] == PLANNED[:2]
    assert page.content.decode().count(" is-past") == 2


def test_now_and_next_stand_above_with_no_feature_work_for_the_hero(hero, cast):
    said = main(browser(cast.mia).get("/rotation"))
    assert "Hero Lena Berg no feature work this week until Mon 9 Mar 09:00, then you" in said


def test_without_a_rotation_the_page_says_what_to_do(cast, clock):
    assert "There is no rotation yet" in main(browser(cast.mia).get("/rotation"))
    assert "A lead of your workspace plans it" in main(browser(cast.mia).get("/rotation"))
    lead = browser(cast.lead).get("/rotation").content.decode()
    assert "Plan a rotation" in lead
    assert 'href="/rotation/new"' in lead


def test_names_are_text_and_not_markup(hero, cast):
    cast.tom.name = '<b>Tom</b> & "Jerry"'
    cast.tom.save()
    page = browser(cast.mia).get("/rotation").content.decode()
    assert "<b>Tom</b>" not in page
    assert "&lt;b&gt;Tom&lt;/b&gt; &amp;" in page


def test_the_lanes_alone_are_given_to_the_page_that_fetches_them_again(hero, cast):
    part = browser(cast.mia).get("/rotation", headers={"HX-Request": "true", "HX-Target": "board"})
    assert part.content.decode().lstrip().startswith('<div id="board"')
    assert blocks(part) == PLANNED


def test_who_is_not_signed_in_sees_nothing(hero, client):
    for address in ("/rotation", "/rotation/asks", "/rotation/shifts", "/rotation/asks/new"):
        assert client.get(address).status_code == 302
