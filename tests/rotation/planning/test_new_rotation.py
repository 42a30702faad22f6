"""`/rotation/new`: leads plan rotations, see the coming weeks before, and are told what is wrong."""

import re

import pytest

from frontline.events.models import Event
from frontline.rotation.models import Rotation
from tests.builders.rotations import utc, who
from tests.rotation.planning.reading import fill, text

ADDRESS = "/rotation/new"


def places(answer):
    """The order that a page holds, by layer and place."""
    return re.findall(r'name="(layer\d)-place" value="([^"]*)"', answer.content.decode())


def test_only_leads_plan(client, cast, clock):
    client.force_login(cast.mia)
    answer = client.get(ADDRESS)
    assert answer.status_code == 403
    assert "Only a lead can plan a rotation" in text(answer)
    assert client.post(ADDRESS, {"do": "save"}).status_code == 403


def test_a_week_each_is_planned(lena, cast, form):
    answer = lena.post(ADDRESS, {**form, "do": "save", "is_hero": "on", "team": str(cast.mia.team_id)})

    hero = Rotation.objects.get()
    assert answer.url == f"/rotation/{hero.pk}"
    assert (hero.name, hero.is_hero, hero.team, hero.timezone) == (
        "Hero",
        True,
        cast.mia.team,
        "Europe/Berlin",
    )
    assert who(hero, utc(2026, 3, 11, 8), utc(2026, 3, 23, 8)) == [
        ("03-11 09:00", "Tom"),
        ("03-16 09:00", "Mia"),
    ]
    assert Event.objects.get(kind="rotation.planned").actor == cast.lead


def test_the_preview_shows_eight_weeks_and_saves_nothing(lena, form):
    answer = lena.post(ADDRESS, {**form, "name": "", "preview": "1"})

    assert answer.status_code == 200
    assert "Every week, handed over Mondays at 09:00 Europe/Berlin" in text(answer)
    assert "Mon 09:00 Mia Rask" in text(answer)
    assert "Somebody is on at all times" in text(answer)
    assert answer.content.decode().count('viewBox="0 0 840 8"') == 9  # the rest of this week, and eight more
    assert not Rotation.objects.exists()


def test_gaps_are_shown_with_how_long_they_are(lena, form):
    week = {"layer0-hours": "1", "layer0-hours0-days": ["mon", "tue"], "layer0-hours0-begins": "09:00"}
    answer = lena.post(ADDRESS, {**form, **week, "layer0-hours0-ends": "17:00", "preview": "1"})

    assert "Nobody is on for 1216 of 1344 hours" in text(answer)
    assert 'class="gap"' in answer.content.decode()


def test_who_is_away_is_marked_in_the_preview(lena, cast, form):
    from frontline.rotation.models import Absence

    Absence.objects.create(
        teammate=cast.mia, from_at=utc(2026, 3, 18), until_at=utc(2026, 3, 20), made_at=utc(2026, 3, 1)
    )
    assert "Mia Rask (away)" in text(lena.post(ADDRESS, {**form, "preview": "1"}))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "This field is required."),
        ({"timezone": "Europe/Atlantis"}, "Europe/Atlantis is no time zone of the IANA list"),
        ({"layer0-timezone": "Mars/Base"}, "Mars/Base is no time zone of the IANA list"),
        ({"layer0-place": []}, "Nobody is in the order yet"),
        ({"layer0-place": ["nobody"]}, "Nobody is in the order yet"),
        ({"layers": "0"}, "A rotation needs a layer."),
        ({"every": "0"}, "greater than or equal to 1"),
        ({"every": "600"}, "A turn is 520 weeks long at most."),
        ({"anchor_on": "1066-10-14"}, "The years from 1970 to 2199 are known."),
        ({"anchor_on": "someday"}, "Enter a valid date."),
        ({"unit": "fortnight"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_planned(lena, form, change, sentence):
    answer = lena.post(ADDRESS, {**form, **change, "do": "save"})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Rotation.objects.exists()


@pytest.mark.parametrize(
    ("begins", "ends", "next_day", "sentence"),
    [
        ("17:00", "09:00", "", "These hours end before they begin."),
        ("09:00", "17:00", "on", "Hours are a day long at most"),
        ("", "09:00", "", "This field is required."),
    ],
)
def test_hours_that_make_no_sense_are_refused(lena, form, begins, ends, next_day, sentence):
    row = {"layer0-hours0-days": ["mon"], "layer0-hours0-begins": begins, "layer0-hours0-ends": ends}
    answer = lena.post(
        ADDRESS, {**form, "layer0-hours": "1", **row, "layer0-hours0-next_day": next_day, "do": "save"}
    )
    assert answer.status_code == 422
    assert sentence in text(answer)


@pytest.mark.parametrize(
    ("ends", "next_day", "expected"),
    [("00:00", "", "24:00"), ("08:00", "on", "08:00"), ("23:30", "", "23:30")],
)
def test_hours_until_midnight_and_over_it(lena, form, ends, next_day, expected):
    row = {"layer0-hours0-days": ["mon"], "layer0-hours0-begins": "20:00", "layer0-hours0-ends": ends}
    row |= {"layer0-hours0-next_day": next_day} if next_day else {}
    lena.post(ADDRESS, {**form, "layer0-hours": "1", **row, "do": "save"})
    hours = Rotation.objects.get().layers.get().hours
    assert hours == [{"days": ["mon"], "from": "20:00", "to": expected}]


def test_a_name_that_is_taken_is_said_at_the_name(lena, hero, form):
    answer = lena.post(ADDRESS, {**form, "do": "save"})
    assert answer.status_code == 422
    assert "There is, or was, a rotation Hero already" in text(answer)
    assert 'id="name_error"' in answer.content.decode()


def test_there_is_one_heros_rotation(lena, hero, form):
    answer = lena.post(ADDRESS, {**form, "name": "Second hero", "is_hero": "on", "do": "save"})
    assert answer.status_code == 422
    assert "There is a hero's rotation already" in text(answer)


def test_the_buttons_change_the_order(lena, cast, form):
    mia, tom, lead = (str(one.pk) for one in (cast.mia, cast.tom, cast.lead))

    def after(command, order, **more):
        answer = lena.post(ADDRESS, {**form, "layer0-place": order, "do": command, **more})
        assert answer.status_code == 200
        return [value for _, value in places(answer)]

    assert after("down:0:0", [mia, tom]) == [tom, mia]
    assert after("up:0:1", [mia, tom]) == [tom, mia]
    assert after("up:0:0", [mia, tom]) == [mia, tom]
    assert after("remove:0:0", [mia, tom]) == [tom]
    assert after("join:0:1", [mia, tom]) == [f"{mia}+{tom}"]
    assert after("part:0:0", [f"{mia}+{tom}"]) == [mia, tom]
    assert after("add:0", [mia], **{"layer0-adds": "nobody"}) == [mia, "nobody"]
    assert after("add:0", [mia], **{"layer0-adds": lead}) == [mia, lead]
    assert set(after("add:0", [mia], **{"layer0-adds": "everybody"})) == {mia, tom, lead}
    assert after("add:0", [mia], **{"layer0-adds": "everybody", "team": str(cast.tom.team_id)}) == [mia, tom]
    for nonsense in ("down:0:9", "up:7:0", "fly:0:0", "up", "add:0", "down:0:x", "preset:none"):
        assert after(nonsense, [mia, tom]) == [mia, tom]


def test_a_button_says_what_it_did_and_where_to_go_on(lena, cast, form):
    answer = lena.post(ADDRESS, {**form, "do": "down:0:0"})
    assert "Mia Rask is now number 2 of 2." in text(answer)
    assert re.search(r'id="down-0-1"[^>]*autofocus', answer.content.decode())


def test_layers_and_hours_come_and_go(lena, form):
    more = lena.post(ADDRESS, {**form, "do": "layer-add"}).content.decode()
    assert 'name="layers" value="2"' in more
    less = lena.post(ADDRESS, {**form, "layers": "2", "do": "layer-remove:1"}).content.decode()
    assert 'name="layers" value="1"' in less
    hours = lena.post(ADDRESS, {**form, "do": "hours-add:0"}).content.decode()
    assert 'name="layer0-hours0-begins" value="09:00"' in hours
    none = lena.post(ADDRESS, {**form, "layer0-hours": "1", "do": "hours-remove:0:0"}).content.decode()
    assert "layer0-hours0" not in none


def test_nobody_and_several_together_are_planned(lena, cast, form):
    both = f"{cast.mia.pk}+{cast.tom.pk}"
    lena.post(ADDRESS, {**form, "layer0-place": [both, "nobody"], "do": "save"})
    hero = Rotation.objects.get()
    assert who(hero, utc(2026, 3, 11, 8), utc(2026, 3, 23, 8)) == [
        ("03-11 09:00", ""),
        ("03-16 09:00", "Mia Tom"),
    ]


@pytest.mark.parametrize(("preset", "layers"), [("weekly", 1), ("daily", 1), ("sun", 3), ("custom", 1)])
def test_every_preset_can_be_planned_as_it_is_once_people_are_in_it(lena, cast, preset, layers):
    sent = fill(lena.get(f"{ADDRESS}?preset={preset}"))
    for number, one in zip(range(layers), (cast.mia, cast.tom, cast.lead), strict=False):
        sent[f"layer{number}-place"] = [str(one.pk), "nobody" if preset == "custom" else str(cast.tom.pk)]
    answer = lena.post(ADDRESS, {**sent, "name": preset, "do": "save"})
    assert answer.status_code == 302, text(answer)
    assert Rotation.objects.get().layers.count() == layers


def test_the_sun_is_followed_without_a_gap_in_winter_and_in_summer(lena, cast, clock):
    from datetime import timedelta

    from frontline.rotation.plan.final import final_shifts

    sent = fill(lena.get(f"{ADDRESS}?preset=sun"))
    for number, one in enumerate((cast.mia, cast.tom, cast.lead)):
        sent[f"layer{number}-place"] = [str(one.pk)]
    lena.post(ADDRESS, {**sent, "name": "Sun", "do": "save"})
    sun = Rotation.objects.get()
    shifts = final_shifts(utc(2026, 3, 11, 8), utc(2027, 3, 11, 8), only=[sun.pk])[sun.pk]
    assert [len(shift.on) for shift in shifts] == [1] * len(shifts)
    assert {shift.until_at - shift.from_at for shift in shifts[1:-1]} <= {
        timedelta(hours=h) for h in (7, 8, 9)
    }


def test_a_choice_of_preset_keeps_the_name_and_the_order(lena, cast, form):
    answer = lena.post(ADDRESS, {**form, "name": "Daytime", "do": "preset:daily"})
    sent = fill(answer)
    assert sent["name"] == ["Daytime"]
    assert sent["layer0-place"] == form["layer0-place"]
    assert (sent["unit"], sent["advance"]) == (["day"], ["active"])


def test_somebody_deactivated_is_refused(lena, cast, form):
    cast.tom.is_active = False
    cast.tom.save()
    answer = lena.post(ADDRESS, {**form, "do": "save"})
    assert answer.status_code == 422
    assert "Tom Lindqvist is deactivated" in text(answer)
