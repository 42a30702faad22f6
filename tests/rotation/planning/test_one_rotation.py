"""`/rotation/<pk>`: what one rotation is, what stands, and what became of it."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from frontline.rotation.allowing import ForLeads
from frontline.rotation.asking import Stretch, accept, ask_swap
from frontline.rotation.evaluate import evaluate
from frontline.rotation.lining_up import From, change_lineup
from frontline.rotation.models import Rotation
from frontline.rotation.overriding import override
from frontline.rotation.plan.final import final_shifts
from frontline.rotation.planning import derive_rotation, end_rotation
from frontline.rotation.reading import parse
from frontline.rotation.riding import ride_along
from tests.builders.rotations import utc, weekly
from tests.rotation.planning.conftest import NOW
from tests.rotation.planning.reading import text

SECONDARY = {"secondary": {"team": "Platform", "hero": "Hero", "primary": "Platform primary"}}


@pytest.fixture
def second(hero, cast):
    weekly([cast.tom, cast.mia], by=cast.lead, name="Platform primary")
    return derive_rotation("Platform secondary", SECONDARY, by=cast.lead)


def page(client, rotation):
    answer = client.get(f"/rotation/{rotation.pk}")
    assert answer.status_code == 200
    return text(answer)


def test_its_turns_stand_in_words(lena, hero):
    said = page(lena, hero)
    assert "Every week, handed over Mondays at 09:00 Europe/Berlin. The turn goes on every period." in said
    assert "Mia Rask now; from Mon 16 Mar 08:00 Tom Lindqvist" in said
    assert "Announced 2 weeks ahead." in said


def test_the_versions_of_the_order_say_who_when_and_why(lena, cast, hero):
    change_lineup(
        hero.layers.get(), [[cast.mia], [cast.tom], []], begins=From.ROUND, why="Lena leads now", by=cast.lead
    )
    said = page(lena, hero)
    assert "Mia Rask, Tom Lindqvist, nobody Mon 23 Mar 08:00 Lena Berg 08:00 Lena leads now" in said
    assert "Lena Berg, Mia Rask, Tom Lindqvist Mon 2 Mar 08:00 now Lena Berg 08:00 planned" in said
    assert "Lena Berg changed the order: Mia Rask, Tom Lindqvist, nobody: Lena leads now" in said


def test_what_stands_can_be_revoked_by_those_it_concerns(lena, client, cast, hero):
    swap = (
        Stretch(utc(2026, 3, 23, 8), utc(2026, 3, 30, 7)),
        Stretch(utc(2026, 3, 30, 7), utc(2026, 4, 6, 7)),
    )
    ask = ask_swap(hero, cast.lead, swap[0], cast.mia, swap[1], why="A wedding", by=cast.lead)
    accept(ask, by=cast.mia)
    override(hero, "add", cast.tom, utc(2026, 3, 12), utc(2026, 3, 13), by=cast.tom)

    said = page(lena, hero)
    assert (
        "Mia Rask and Lena Berg swap Mon 23 Mar 08:00 to Mon 30 Mar 07:00 Mia Rask A wedding Revoke" in said
    )
    assert "Tom Lindqvist is on too Thu 12 Mar 00:00 to Fri 13 Mar 00:00 Tom Lindqvist Revoke" in said
    client.force_login(cast.tom)
    assert page(client, hero).count("Revoke") == 1
    first = hero.amendments.first()
    assert reverse("amendment-revocation", args=[first.pk]) == f"/rotation/amendments/{first.pk}/revocation"


def test_what_is_past_stands_no_more(lena, cast, hero, clock):
    override(hero, "add", cast.mia, utc(2026, 3, 12), utc(2026, 3, 13), by=cast.mia)
    clock.move_to(NOW + timedelta(days=3))
    assert "No swap, cover or override is ahead" in page(lena, hero)


def test_who_rides_along_and_what_is_derived_from_it_are_named(lena, cast, hero, second):
    ride_along(hero, cast.mia, beside=cast.lead, by=cast.lead)
    said = page(lena, hero)
    assert "Mia Rask , Mon 16 Mar 08:00 to Mon 23 Mar 08:00, beside Lena Berg" in said
    assert "Derived from it Platform secondary" in said


def test_a_derived_one_says_what_it_means_and_what_it_follows(lena, second):
    said = page(lena, second)
    assert (
        "The hero (whoever is on in Hero) while the hero is of Platform, else the next one in Platform primary; the"
        " next one in Platform primary where the hero has that already." in said
    )
    assert "It follows Hero , Platform primary ." in said
    assert "Change the order" not in said


def test_others_read_it_and_change_nothing(client, cast, hero):
    client.force_login(cast.mia)
    said = page(client, hero)
    assert "Every week, handed over Mondays" in said
    assert "Rename" not in said
    assert "End it" not in said
    for address, sent in (("name", {"name": "Mine"}), ("announcing", {"weeks": "1"}), ("ending", {})):
        assert client.post(f"/rotation/{hero.pk}/{address}", sent).status_code == ForLeads.status
    assert client.get(f"/rotation/{hero.pk}/specification").status_code == 403
    hero.refresh_from_db()
    assert (hero.name, hero.announced_for, hero.ended_at) == ("Hero", 2, None)


def test_it_is_renamed_and_announced_earlier(lena, hero, second):
    lena.post(f"/rotation/{hero.pk}/name", {"name": "Frontline hero"})
    lena.post(f"/rotation/{hero.pk}/announcing", {"weeks": "5"})
    said = page(lena, hero)
    assert "Announced 5 weeks ahead." in said
    assert "renamed it from Hero to Frontline hero" in said
    assert "whoever is on in Frontline hero" in page(lena, second)
    assert lena.post(f"/rotation/{hero.pk}/name", {"name": "Platform secondary"}).status_code == 409
    assert lena.post(f"/rotation/{hero.pk}/announcing", {"weeks": "99"}).status_code == 422
    assert lena.post(f"/rotation/{hero.pk}/announcing", {"weeks": "soon"}).status_code == 422


def test_an_ended_one_keeps_its_page_without_its_buttons(lena, cast, hero):
    end_rotation(hero, by=cast.lead)
    said = page(lena, hero)
    assert "Lena Berg ended it" in said
    assert "Change the order" not in said
    assert lena.get(f"/rotation/{hero.pk}/lineup").status_code == 404
    assert lena.get("/rotation/987654").status_code == 404


def test_one_that_cannot_be_worked_out_says_why(lena, cast, second):
    cast.tom.team.name = "Engine"
    cast.tom.team.save()
    assert "Nobody is on, because it can't be worked out." in page(lena, second)


def test_the_specification_evaluates_to_the_same_shifts(lena, cast, hero, second):
    weekly([cast.mia], by=cast.lead, name="Another")
    override(hero, "replace", cast.mia, utc(2026, 3, 18, 8), utc(2026, 3, 20, 8), by=cast.mia)
    answer = lena.get(f"/rotation/{second.pk}/specification")

    assert answer["Content-Disposition"] == f'attachment; filename="rotation-{second.pk}.json"'
    given = json.loads(answer.content)
    assert [each["name"] for each in given["rotations"]] == ["Hero", "Platform primary"]
    ours = final_shifts(NOW, NOW + timedelta(weeks=8), only=[second.pk])[second.pk]
    theirs = evaluate(parse(answer.content))["Platform secondary"]
    assert [(s.from_at, s.until_at, [d.teammate for d in s.on]) for s in theirs] == [
        (s.from_at, s.until_at, [d.person.label for d in s.on]) for s in ours
    ]


def test_the_page_asks_no_more_for_more_versions(lena, cast, hero, django_assert_max_num_queries):
    for number in range(6):
        change_lineup(
            hero.layers.get(), [[cast.mia], [cast.tom]], begins=From.NEXT, why=str(number), by=cast.lead
        )
    page(lena, hero)
    with django_assert_max_num_queries(25):
        page(lena, hero)


def test_a_rotation_is_ended_after_a_question(lena, hero, second):
    assert "it can't be taken up again" in text(lena.get(f"/rotation/{hero.pk}/ending"))
    refused = lena.post(f"/rotation/{hero.pk}/ending")
    assert refused.status_code == 409
    assert "Platform secondary is derived from Hero: end that first." in text(refused)
    assert lena.post(f"/rotation/{second.pk}/ending").url == "/rotation"
    assert Rotation.objects.get(pk=second.pk).ended_at == NOW


def test_how_long_each_is_on_is_summed_over_the_weeks(lena, cast, hero):
    override(hero, "cover", cast.tom, utc(2026, 3, 12), utc(2026, 3, 12, 6), instead_of=cast.mia, by=cast.tom)
    # Eight weeks from a Wednesday: Mia has five days, and weeks in between.
    assert "In these weeks: Tom Lindqvist 21 days, Mia Rask 19 days, Lena Berg 16 days." in page(lena, hero)


def test_a_swap_is_one_line_of_the_history(lena, cast, hero):
    swap = (
        Stretch(utc(2026, 3, 16, 8), utc(2026, 3, 23, 8)),
        Stretch(utc(2026, 3, 23, 8), utc(2026, 3, 30, 7)),
    )
    accept(ask_swap(hero, cast.tom, swap[0], cast.lead, swap[1], by=cast.tom), by=cast.lead)
    assert page(lena, hero).count("swapped shifts of Lena Berg and Tom Lindqvist") == 1
