"""`/rotation/<pk>/shadows`: newcomers ride along, from a shift that is chosen by its date."""

import re

import pytest

from frontline.rotation.models import Shadow
from frontline.rotation.planning import derive_rotation
from frontline.rotation.riding import ride_along
from tests.builders.rotations import utc, who
from tests.rotation.planning.conftest import NOW
from tests.rotation.planning.reading import text

SPAN = NOW, utc(2026, 4, 6, 7)


def shifts(answer):
    """(value, words) of the shifts to choose from."""
    select = answer.content.decode().partition('name="from_at"')[2].partition("</select>")[0]
    return re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)<', select)


def test_the_coming_shifts_are_offered_by_date_and_name(lena, hero):
    offered = shifts(lena.get(f"/rotation/{hero.pk}/shadows"))
    assert offered[:3] == [
        ("2026-03-09T08:00:00+00:00", "since Mon 9 Mar 09:00, Mia Rask"),
        ("2026-03-16T08:00:00+00:00", "Mon 16 Mar 09:00, Tom Lindqvist"),
        ("2026-03-23T08:00:00+00:00", "Mon 23 Mar 09:00, Lena Berg"),
    ]
    assert ("2026-03-30T07:00:00+00:00", "Mon 30 Mar 09:00, Mia Rask") in offered


def test_a_lead_lets_somebody_ride_along_and_ends_it(lena, cast, hero):
    address = f"/rotation/{hero.pk}/shadows"
    sent = {
        "teammate": cast.mia.pk,
        "from_at": "2026-03-16T08:00:00+00:00",
        "shifts": "2",
        "beside": cast.tom.pk,
    }
    assert lena.post(address, sent).status_code == 302
    assert [names for _, names in who(hero, *SPAN)] == ["Mia", "Tom (Mia)", "Lena", "Mia"]
    said = text(lena.get(address))
    assert "Mia Rask Mon 16 Mar 08:00 to Mon 30 Mar 07:00, 2 shifts beside Tom Lindqvist by Lena Berg" in said

    lena.post(f"/rotation/shadows/{Shadow.objects.get().pk}/ending")
    assert [names for _, names in who(hero, *SPAN)] == ["Mia", "Tom", "Lena", "Mia"]
    assert "Nobody rides along" in text(lena.get(address))


def test_others_ride_along_themselves_only(client, cast, hero):
    client.force_login(cast.tom)
    address = f"/rotation/{hero.pk}/shadows"
    sent = {"from_at": "2026-03-23T08:00:00+00:00", "shifts": "1", "beside": ""}
    refused = client.post(address, {**sent, "teammate": cast.mia.pk})
    assert refused.status_code == 422
    assert not Shadow.objects.exists()
    client.post(address, {**sent, "teammate": cast.tom.pk})
    assert [names for _, names in who(hero, *SPAN)] == ["Mia", "Tom", "Lena (Tom)", "Mia"]


def test_others_do_not_end_what_is_not_theirs(client, cast, hero):
    shadow = ride_along(hero, cast.tom, by=cast.lead)
    client.force_login(cast.mia)
    assert "End it" not in text(client.get(f"/rotation/{hero.pk}/shadows"))
    assert client.post(f"/rotation/shadows/{shadow.pk}/ending").status_code == 403
    assert client.post("/rotation/shadows/9999/ending").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"teammate": ""}, "This field is required."),
        ({"from_at": "2020-01-06T08:00:00+00:00"}, "Select a valid choice."),
        ({"from_at": "soon"}, "Select a valid choice."),
        ({"shifts": "0"}, "greater than or equal to 1"),
        ({"shifts": "27"}, "less than or equal to 26"),
        ({"beside": "mia"}, "Nobody rides along with themselves."),
    ],
)
def test_what_is_wrong_is_said(lena, cast, hero, change, sentence):
    sent = {"teammate": cast.mia.pk, "from_at": "2026-03-16T08:00:00+00:00", "shifts": "1", "beside": ""}
    change = {key: cast.mia.pk if value == "mia" else value for key, value in change.items()}
    answer = lena.post(f"/rotation/{hero.pk}/shadows", {**sent, **change})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Shadow.objects.exists()


def test_nobody_rides_along_in_a_derived_rotation(lena, cast, hero):
    follows = derive_rotation("Follows", "Hero", by=cast.lead)
    answer = lena.get(f"/rotation/{follows.pk}/shadows")
    assert "Follows is derived. Ride along in a rotation with turns of its own." in text(answer)
    assert lena.post(f"/rotation/{follows.pk}/shadows", {}).status_code == 200
