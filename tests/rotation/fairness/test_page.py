"""`/rotation/fairness`: the ledger as people see it."""

import csv
import io
import re

import pytest
import time_machine

from frontline.people.adding import add_teammate
from frontline.rotation.lining_up import From, change_lineup
from frontline.rotation.plan.changing import freeze
from frontline.rotation.planning import derive_rotation
from tests.builders.rotations import utc, weekly

HAD = re.compile(r'class="had">([^<]+)')
START = utc(2026, 3, 2, 8)
LATER = utc(2026, 3, 30, 8)


@pytest.fixture
def zoe(cast):
    return add_teammate("zoe@acme.example", "Zoe Lund", team=cast.mia.team, by=cast.lead)


@pytest.fixture
def hero(cast):
    """Four weeks of Mia and Tom, a week each."""
    with time_machine.travel(START, tick=False):
        made = weekly([cast.mia, cast.tom], by=cast.lead)
    return made


@pytest.fixture
def mia(client, cast):
    client.force_login(cast.mia)
    with time_machine.travel(LATER, tick=False):
        freeze()
        yield client


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_everybody_sees_what_each_had_and_what_their_share_is(hero, mia):
    page = mia.get("/rotation/fairness?period=13").content.decode()
    assert "Mia Rask" in page
    assert "335 h" in page or "336 h" in page
    assert "Rotation" in page


def test_the_numbers_come_as_csv_too_and_the_deltas_add_up(hero, mia):
    found = rows(mia.get("/rotation/fairness.csv?period=13"))
    assert [row["teammate"] for row in found] == ["Mia Rask", "Tom Lindqvist"]
    for measure in ("hours", "night_hours", "weekend_hours", "shifts"):
        had = sum(float(row[measure]) for row in found)
        assert had == pytest.approx(sum(float(row[f"{measure}_share"]) for row in found), abs=0.02)
        assert had > 0


def test_who_is_part_of_it_and_never_had_a_turn_is_named(hero, cast, zoe, mia):
    assert "never had a turn" not in mia.get("/rotation/fairness").content.decode()
    layer = hero.layers.get()
    change_lineup(layer, [[cast.mia], [cast.tom], [zoe]], begins=From.NEXT, by=cast.lead)
    page = mia.get("/rotation/fairness").content.decode()
    assert "<b>Zoe Lund</b> in Hero" in page


def test_who_joined_late_is_expected_to_have_had_less(hero, cast, zoe, mia):
    change_lineup(hero.layers.get(), [[cast.mia], [cast.tom], [zoe]], begins=From.NOW, by=cast.lead)
    with time_machine.travel(utc(2026, 4, 13, 8), tick=False):
        freeze()
        found = {row["teammate"]: row for row in rows(mia.get("/rotation/fairness.csv?period=13"))}
    assert float(found["Zoe Lund"]["hours_share"]) < float(found["Mia Rask"]["hours_share"])


def test_holidays_are_those_of_their_own_country(hero, cast, mia):
    cast.mia.country = "DE"
    cast.mia.timezone = "Europe/Berlin"
    cast.mia.save()
    with time_machine.travel(utc(2026, 4, 20, 8), tick=False):
        freeze()
        from frontline.rotation.plan.current import bump

        bump()
        found = {row["teammate"]: row for row in rows(mia.get("/rotation/fairness.csv?period=13"))}
    # Good Friday and Easter Monday; Mia's weeks begin on the 2nd, 16th and 30th of March and the 13th of April.
    assert found["Mia Rask"]["holidays"] == "2.00"
    assert found["Tom Lindqvist"]["holidays"] == "0.00"


def test_a_derived_rotation_has_no_shares_and_is_not_counted_twice(hero, cast, mia):
    derived = derive_rotation("Backup", {"rotation": "Hero"}, by=cast.lead)
    with time_machine.travel(utc(2026, 4, 13, 8), tick=False):
        freeze()
        page = mia.get(f"/rotation/fairness?rotation={derived.pk}").content.decode()
        together = mia.get("/rotation/fairness?period=13").content.decode()
        alone = mia.get(f"/rotation/fairness?period=13&rotation={hero.pk}").content.decode()
    assert "derived from others" in page
    assert HAD.findall(together) == HAD.findall(alone) != []


def test_an_empty_ledger_says_what_to_do(mia):
    assert "Nobody has had a turn yet" in mia.get("/rotation/fairness").content.decode()


def test_a_rotation_that_is_not_there(hero, mia):
    assert mia.get("/rotation/fairness?rotation=999").status_code == 404
    assert mia.get("/rotation/fairness?rotation=x").status_code == 404


def test_a_name_that_is_a_formula_is_quoted_in_the_csv(hero, cast, mia):
    cast.tom.name = "=HYPERLINK()"
    cast.tom.save()
    from frontline.rotation.plan.current import bump

    bump()
    assert "'=HYPERLINK()" in [row["teammate"] for row in rows(mia.get("/rotation/fairness.csv"))]


def test_the_page_costs_the_same_however_many_there_are(hero, cast, mia, django_assert_max_num_queries):
    for number in range(12):
        one = add_teammate(f"t{number}@acme.example", f"Teammate {number}", team=cast.mia.team, by=cast.lead)
        weekly([one, cast.tom], by=cast.lead, name=f"Rotation {number}")
    with django_assert_max_num_queries(25):
        mia.get("/rotation/fairness")
