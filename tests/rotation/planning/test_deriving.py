"""`/rotation/derived/new`: a rotation follows others, by a choice in words or an expression of one's own."""

import json

import pytest

from frontline.rotation.models import Rotation
from tests.builders.rotations import utc, weekly, who
from tests.rotation.planning.conftest import NOW
from tests.rotation.planning.reading import text

ADDRESS = "/rotation/derived/new"


@pytest.fixture
def primary(hero, cast):
    return weekly([cast.tom, cast.mia], by=cast.lead, name="Platform primary")


def derived():
    return Rotation.objects.get(expression__isnull=False)


def test_only_leads_derive(client, cast, hero):
    client.force_login(cast.mia)
    assert client.get(ADDRESS).status_code == 403


def test_without_a_rotation_it_says_what_to_do_first(lena):
    assert "There is no rotation to derive one from" in text(lena.get(ADDRESS))


def test_the_secondary_of_a_team_is_derived_in_words(lena, cast, hero, primary):
    said = {
        "name": "Platform secondary",
        "how": "secondary",
        "of_team": str(cast.tom.team_id),
        "hero": "Hero",
        "primary": "Platform primary",
    }
    looked = text(lena.post(ADDRESS, {**said, "preview": "1"}))
    assert "The hero (whoever is on in Hero) while the hero is of Platform" in looked
    assert "Mon 08:00 Tom Lindqvist" in looked
    assert Rotation.objects.count() == 2

    answer = lena.post(ADDRESS, {**said, "do": "save"})

    made = derived()
    assert answer.url == f"/rotation/{made.pk}"
    assert made.expression == {
        "secondary": {"team": "Platform", "hero": "Hero", "primary": "Platform primary"}
    }
    assert [names for _, names in who(made, NOW, utc(2026, 3, 30, 7))] == ["Tom", "Mia", "Tom"]


@pytest.mark.parametrize(
    ("said", "expression"),
    [
        ({"how": "next", "next_in": "Hero"}, {"next": "Hero"}),
        (
            {"how": "fallback", "first": "Platform primary", "second": "Hero"},
            {"fallback": ["Platform primary", "Hero"]},
        ),
        ({"how": "team_of", "team_of": "Hero"}, {"team_of": "Hero"}),
        ({"how": "own", "expression": '{"except": ["Hero", "Platform primary"]}'}, None),
    ],
)
def test_the_other_usual_ones_and_an_expression_of_ones_own(lena, hero, primary, said, expression):
    lena.post(ADDRESS, {"name": "Follows", **said, "do": "save"})
    assert derived().expression == (expression or json.loads(said["expression"]))


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ('{"next": "Nowhere"}', "next: 'Nowhere' is no rotation with a line-up of its own"),
        ('{"team": "Circus"}', "team: there is no team 'Circus'."),
        ('"Nowhere"', "rotation: there is no rotation 'Nowhere'."),
        ('{"fly": 1}', "the name of a rotation is needed, or one of rotation, team"),
        ("{not json", "This is not JSON"),
        ("null", "the name of a rotation is needed"),
        ("[" * 5000, "This is not JSON"),
        ("", "This is needed."),
    ],
)
def test_an_expression_that_means_nothing_is_refused_at_its_field(lena, hero, expression, sentence):
    answer = lena.post(ADDRESS, {"name": "Follows", "how": "own", "expression": expression, "do": "save"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in text(answer)
    assert 'id="expression_error"' in page
    assert "spec.derived" not in page
    assert not Rotation.objects.filter(expression__isnull=False).exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": "", "how": "next", "next_in": "Hero"}, "This field is required."),
        ({"name": "Hero", "how": "next", "next_in": "Hero"}, "There is, or was, a rotation Hero already"),
        ({"name": "Follows", "how": "next", "next_in": ""}, "This is needed."),
        ({"name": "Follows", "how": "next", "next_in": "Gone"}, "Select a valid choice."),
        ({"name": "Follows", "how": "magic"}, "Select a valid choice."),
        ({"name": "Follows"}, "This field is required."),
    ],
)
def test_what_lacks_or_is_taken_is_said(lena, hero, said, sentence):
    answer = lena.post(ADDRESS, {**said, "do": "save"})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Rotation.objects.count() == 1
