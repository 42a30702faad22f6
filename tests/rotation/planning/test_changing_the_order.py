"""`/rotation/<pk>/lineup` and `/hand-over`: changed after a look at whose shifts move."""

from datetime import time

import pytest
import time_machine

from frontline.people.models import Role, Teammate
from frontline.rotation.models import Lineup, Rotation, Shadow
from frontline.rotation.planning import LayerPlan, Turning, derive_rotation, plan_rotation
from tests.builders.rotations import BERLIN, utc, weekly, who
from tests.rotation.planning.conftest import NOW
from tests.rotation.planning.reading import fill, text

SPAN = NOW, utc(2026, 4, 6, 7)


@pytest.fixture
def zoe(cast):
    return Teammate.objects.create(
        email="zoe@acme.example", name="Zoe Nguyen", role=Role.ENGINEER, team=cast.tom.team
    )


def sent(*order, **more):
    return {"layers": "1", "layer0-place": [str(one.pk) for one in order], "begins": "next", **more}


def test_the_order_begins_with_whose_turn_comes_and_saying_it_again_moves_nothing(lena, cast, hero):
    answer = lena.get(f"/rotation/{hero.pk}/lineup")
    assert fill(answer)["layer0-place"] == [str(one.pk) for one in (cast.tom, cast.lead, cast.mia)]
    assert "No shift: the order is as it was." in text(answer)


@pytest.mark.parametrize(("begins", "first"), [("now", "mia"), ("round", "lead"), ("next", "tom")])
def test_an_untouched_order_begins_with_whose_turn_it_is_when_the_new_one_would(
    lena, cast, hero, begins, first
):
    order = [cast.tom, cast.lead, cast.mia]
    answer = lena.post(f"/rotation/{hero.pk}/lineup", sent(*order, begins=begins, laid="next", preview="1"))
    assert fill(answer)["layer0-place"][0] == str(getattr(cast, first).pk)
    assert "No shift: the order is as it was." in text(answer)
    touched = lena.post(
        f"/rotation/{hero.pk}/lineup", sent(*reversed(order), begins=begins, laid="next", preview="1")
    )
    assert fill(touched)["layer0-place"] == [str(one.pk) for one in reversed(order)]


def test_the_preview_says_whose_shifts_move_in_every_rotation_and_changes_nothing(lena, cast, hero):
    derive_rotation("Follows", "Hero", by=cast.lead)
    before = who(hero, *SPAN)
    answer = lena.post(f"/rotation/{hero.pk}/lineup", sent(cast.mia, cast.tom, cast.lead, preview="1"))

    said = text(answer)
    assert answer.status_code == 200
    assert "Hero Mon 16 Mar 08:00 to Mon 23 Mar 08:00 Tom Lindqvist → becomes Mia Rask" in said
    assert "Follows Mon 16 Mar 08:00 to Mon 23 Mar 08:00 Tom Lindqvist → becomes Mia Rask" in said
    assert who(hero, *SPAN) == before
    assert Lineup.objects.count() == 1


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        ("now", [("03-11 09:00", "Tom"), ("03-16 09:00", "Lena"), ("03-23 09:00", "Tom")]),
        ("next", [("03-11 09:00", "Mia"), ("03-16 09:00", "Tom"), ("03-23 09:00", "Lena")]),
        ("round", [("03-11 09:00", "Mia"), ("03-16 09:00", "Tom"), ("03-30 09:00", "Lena")]),
        ("later", [("03-11 09:00", "Mia"), ("03-16 09:00", "Tom"), ("03-23 09:00", "Lena")]),
    ],
)
def test_the_order_is_changed_from_when_it_was_said_to(lena, cast, hero, begins, expected):
    answer = lena.post(
        f"/rotation/{hero.pk}/lineup",
        sent(cast.tom, cast.lead, begins=begins, why="Mia is away for long", do="save"),
    )
    assert answer.url == f"/rotation/{hero.pk}"
    assert who(hero, *SPAN)[:3] == expected
    assert Lineup.objects.latest("id").why == "Mia is away for long"


def test_somebody_deactivated_is_pointed_out_and_refused(lena, cast, hero):
    cast.tom.is_active = False
    cast.tom.save()
    assert "Tom Lindqvist is deactivated, so they can't be on. Remove them." in text(
        lena.get(f"/rotation/{hero.pk}/lineup")
    )
    answer = lena.post(f"/rotation/{hero.pk}/lineup", sent(cast.mia, cast.tom, do="save"))
    assert answer.status_code == 422
    assert Lineup.objects.count() == 1


def test_an_order_of_nobody_is_refused(lena, hero):
    answer = lena.post(f"/rotation/{hero.pk}/lineup", sent(do="save"))
    assert answer.status_code == 422
    assert "Nobody is in the order yet" in text(answer)


def test_the_buttons_work_here_too(lena, cast, hero):
    answer = lena.post(f"/rotation/{hero.pk}/lineup", sent(cast.lead, cast.mia, do="down:0:0", why="Because"))
    assert fill(answer)["layer0-place"] == [str(cast.mia.pk), str(cast.lead.pk)]
    assert fill(answer)["why"] == ["Because"]


def test_a_newcomer_is_offered_to_ride_along_before_their_first_shift(lena, cast, hero, zoe):
    change = sent(cast.lead, cast.mia, zoe)
    offered = text(lena.post(f"/rotation/{hero.pk}/lineup", {**change, "preview": "1"}))
    assert (
        "Let Zoe ride along with Mia's shift (Mon 23 Mar 08:00) before the first of their own (Mon 30 Mar 07:00)"
        in offered
    )
    assert not Shadow.objects.exists()

    lena.post(f"/rotation/{hero.pk}/lineup", {**change, "rides": str(zoe.pk), "do": "save"})

    assert [names for _, names in who(hero, *SPAN)] == ["Mia", "Lena", "Mia (Zoe)", "Zoe"]
    assert Shadow.objects.get().beside == cast.mia


def test_the_offer_can_be_left_and_who_had_a_turn_gets_none(lena, cast, hero, zoe):
    answer = lena.post(f"/rotation/{hero.pk}/lineup", sent(cast.tom, cast.mia, preview="1"))
    assert "ride along with" not in text(answer)
    lena.post(f"/rotation/{hero.pk}/lineup", sent(cast.lead, zoe, do="save"))
    assert not Shadow.objects.exists()


def test_each_layer_has_an_order_of_its_own(lena, cast, hero):
    layers = [LayerPlan([[cast.mia]], name="Day", priority=1), LayerPlan([[cast.tom]], name="Night")]
    both = plan_rotation("Both", Turning(BERLIN, NOW.date(), time(9)), layers, by=cast.lead)
    night = both.layers.get(name="Night")
    answer = lena.get(f"/rotation/{both.pk}/lineup?layer={night.pk}")
    assert fill(answer)["layer0-place"] == [str(cast.tom.pk)]
    lena.post(f"/rotation/{both.pk}/lineup?layer={night.pk}", sent(cast.lead, do="save"))
    assert Lineup.objects.latest("id").layer == night
    other = hero.layers.get().pk
    assert lena.get(f"/rotation/{both.pk}/lineup?layer={other}").status_code == 404


def test_a_derived_rotation_has_no_order(lena, cast, hero):
    follows = derive_rotation("Follows", "Hero", by=cast.lead)
    answer = lena.get(f"/rotation/{follows.pk}/lineup")
    assert answer.status_code == 404
    assert "Follows is derived, so it has no order of its own." in text(answer)


@pytest.mark.parametrize("address", ["lineup", "hand-over", "ending"])
def test_only_leads_come_here(client, cast, hero, address):
    client.force_login(cast.mia)
    assert client.get(f"/rotation/{hero.pk}/{address}").status_code == 403


def test_the_hand_over_moves_after_a_look_at_what_changes(lena, cast, hero):
    address = f"/rotation/{hero.pk}/hand-over"
    change = {"hands_over_at": "14:00", "timezone": "Europe/Berlin"}
    looked = lena.post(address, {**change, "preview": "1"})
    assert "Hero Mon 16 Mar 08:00 to Mon 16 Mar 13:00 Tom Lindqvist → becomes Mia Rask" in text(looked)
    assert Rotation.objects.get().hands_over_at == time(9)

    assert lena.post(address, {**change, "do": "save"}).url == f"/rotation/{hero.pk}"
    assert who(hero, *SPAN)[:2] == [("03-11 09:00", "Mia"), ("03-16 14:00", "Tom")]


def test_a_hand_over_that_stays_moves_nothing(lena, hero):
    answer = lena.post(
        f"/rotation/{hero.pk}/hand-over",
        {"hands_over_at": "09:00", "timezone": "Europe/Paris", "preview": "1"},
    )
    assert "Nothing: no shift begins or ends at another time." in text(answer)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"timezone": "Moon"}, "Moon is no time zone of the IANA list"),
        ({"hands_over_at": "25:00"}, "Enter a valid time."),
    ],
)
def test_a_wrong_zone_or_time_is_refused(lena, hero, change, sentence):
    said = {"hands_over_at": "10:00", "timezone": "Europe/Berlin", "do": "save", **change}
    answer = lena.post(f"/rotation/{hero.pk}/hand-over", said)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Rotation.objects.get().hands_over_at == time(9)


def test_layers_with_a_hand_over_of_their_own_are_named(lena, cast, clock):
    own = Turning("Asia/Tokyo", NOW.date(), time(8))
    made = plan_rotation(
        "Sun",
        Turning(BERLIN, NOW.date(), time(9)),
        [LayerPlan([[cast.mia]], name="Tokyo", turning=own), LayerPlan([[cast.tom]], name="Here")],
        by=cast.lead,
    )
    said = text(lena.get(f"/rotation/{made.pk}/hand-over"))
    assert "Layers with a hand-over of their own keep it: Tokyo." in said


def test_times_are_those_of_the_reader(lena, cast, hero):
    cast.lead.timezone = "America/New_York"
    cast.lead.save()
    with time_machine.travel(NOW, tick=False):
        said = text(
            lena.post(f"/rotation/{hero.pk}/lineup", sent(cast.mia, cast.tom, cast.lead, preview="1"))
        )
    assert "Hero Mon 16 Mar 04:00 to Mon 23 Mar 04:00 Tom Lindqvist → becomes Mia Rask" in said


def test_a_rotation_with_one_person_gains_a_second(lena, cast, clock):
    alone = weekly([cast.mia], by=cast.lead, name="Alone")
    lena.post(f"/rotation/{alone.pk}/lineup", sent(cast.mia, cast.tom, do="save"))
    assert [names for _, names in who(alone, NOW, utc(2026, 3, 30, 7))] == ["Mia", "Tom"]


def test_an_order_that_somebody_changed_meanwhile_is_looked_at_again_first(lena, cast, hero):
    address = f"/rotation/{hero.pk}/lineup"
    opened = fill(lena.get(address))
    lena.post(address, sent(cast.mia, cast.tom, do="save"))

    refused = lena.post(address, {**opened, "do": "save"})
    assert refused.status_code == 422
    assert "Lena Berg changed the order meanwhile." in text(refused)
    assert Lineup.objects.count() == 2

    assert lena.post(address, {**fill(refused), "do": "save"}).status_code == 302
    assert Lineup.objects.count() == 3


def test_looking_costs_few_queries(lena, cast, hero, django_assert_max_num_queries):
    derive_rotation("Follows", "Hero", by=cast.lead)
    lena.get(f"/rotation/{hero.pk}/lineup")
    with django_assert_max_num_queries(40):
        lena.get(f"/rotation/{hero.pk}/lineup")
