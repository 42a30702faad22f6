"""`/rotation/conflicts`: what stands in the way, what could be done, and asking for it."""

import re

import pytest
import time_machine

from frontline.events.models import Event
from frontline.people.adding import add_teammate
from frontline.people.deactivating import deactivate
from frontline.rotation.asking import accept, ask_of
from frontline.rotation.conflicts.conflict import Kind
from frontline.rotation.conflicts.current import conflicts
from frontline.rotation.models import Absence, Amendment, Ask
from frontline.rotation.overriding import override
from frontline.rotation.plan.changing import changing
from frontline.rotation.planning import LayerPlan, derive_rotation, plan_rotation
from tests.builders.rotations import BERLIN, utc, weekly, who

MONDAY = utc(2026, 3, 2, 8)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def zoe(cast):
    return add_teammate("zoe@acme.example", "Zoe Lund", team=cast.mia.team, by=cast.lead)


@pytest.fixture
def hero(cast, clock, zoe):
    """Weeks of Mia, Tom, the lead and Zoe, from the 2nd of March on."""
    return weekly([cast.mia, cast.tom, cast.lead, zoe], by=cast.lead)


def away(teammate, since, until):
    with changing():
        Absence.objects.create(
            teammate=teammate, from_at=since, until_at=until, made_by=teammate, made_at=MONDAY
        )


@pytest.fixture
def tom_is_away(hero, cast):
    """In the middle of his week from the 9th to the 16th of March."""
    away(cast.tom, utc(2026, 3, 11), utc(2026, 3, 13))


@pytest.fixture
def lena(client, cast):
    client.force_login(cast.lead)
    return client


FORM = re.compile(r"<form method=\"post\" action=\"/rotation/conflicts/asks\">(.*?)</form>", re.S)
FIELD = re.compile(r'name="(rotation|teammate|part|back)" value="([^"]*)"')


def forms(page):
    """What each button on the page would send, with its label."""
    found = []
    for inside in FORM.findall(page):
        sent = {}
        for name, value in FIELD.findall(inside):
            sent.setdefault(name, []).append(value)
        found.append((re.search(r"<span>(.*?)</span>", inside)[1], sent))
    return found


def test_without_conflicts_the_page_says_so(hero, lena):
    assert "No conflicts in the next twelve weeks" in lena.get("/rotation/conflicts").content.decode()


def test_somebody_away_is_found_weeks_ahead_with_proposals(tom_is_away, lena):
    page = lena.get("/rotation/conflicts").content.decode()
    assert "Tom Lindqvist is away for 2 days of this shift in Hero (7 days)." in page
    assert "Wed 11 Mar 00:00 to Fri 13 Mar 00:00" in page
    assert forms(page)


def test_asking_asks_and_changes_nothing_until_they_agree(tom_is_away, hero, lena, cast):
    before = who(hero, MONDAY, utc(2026, 4, 1))
    label, sent = forms(lena.get("/rotation/conflicts").content.decode())[0]
    answer = lena.post("/rotation/conflicts/asks", sent, follow=True)
    ask = Ask.objects.get()
    assert label == f"Ask {ask.to.name} {'for a swap' if ask.kind == 'swap' else 'to cover'}"
    assert f"{ask.to.name} was asked. Nothing changes until they agree." in answer.content.decode()
    assert f"Asked, and not answered yet: {ask.to.name}" in answer.content.decode()
    assert who(hero, MONDAY, utc(2026, 4, 1)) == before
    assert Event.objects.filter(kind="rotation.asked").count() == 1

    accept(ask_of(ask.pk), by=ask.to)
    assert conflicts() == ()
    assert "No conflicts" in lena.get("/rotation/conflicts").content.decode()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_proposal_of_the_page_works_out(tom_is_away, lena, number):
    sent = forms(lena.get("/rotation/conflicts").content.decode())[number][1]
    lena.post("/rotation/conflicts/asks", sent)
    ask = Ask.objects.get()
    accept(ask_of(ask.pk), by=ask.to)
    assert conflicts() == ()


def test_the_one_it_is_about_may_ask_and_others_only_look(tom_is_away, client, cast):
    client.force_login(cast.mia)
    page = client.get("/rotation/conflicts").content.decode()
    assert "Tom Lindqvist is away" in page
    assert forms(page) == []
    client.force_login(cast.tom)
    sent = forms(client.get("/rotation/conflicts").content.decode())[0][1]
    client.force_login(cast.mia)
    client.post("/rotation/conflicts/asks", sent)
    assert not Ask.objects.exists()
    client.force_login(cast.tom)
    client.post("/rotation/conflicts/asks", sent)
    assert Ask.objects.get().made_by == cast.tom


def test_a_week_of_office_hours_is_asked_for_as_a_whole(client, cast, clock, zoe):
    from datetime import date, time

    from frontline.rotation.planning import Turning

    hours = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}]
    turning = Turning(BERLIN, date(2026, 3, 2), time(9))
    places = [[cast.mia], [cast.tom], [cast.lead], [zoe]]
    plan_rotation("Office", turning, [LayerPlan(places, hours=hours)], by=cast.lead)
    away(cast.tom, utc(2026, 3, 9), utc(2026, 3, 14))
    client.force_login(cast.lead)
    sent = next(
        fields for _, fields in forms(client.get("/rotation/conflicts").content.decode()) if "back" in fields
    )
    client.post("/rotation/conflicts/asks", sent)
    ask = Ask.objects.get()
    accept(ask_of(ask.pk), by=ask.to)
    assert conflicts() == ()


def test_a_week_of_nights_is_asked_for_as_a_whole_though_others_have_the_days(client, cast, clock, zoe):
    from datetime import date, time

    from frontline.rotation.planning import Turning

    turning = Turning(BERLIN, date(2026, 3, 2), time(8))
    days, nights = [{"from": "08:00", "to": "20:00"}], [{"from": "20:00", "to": "08:00"}]
    layers = [LayerPlan([[cast.mia]], hours=days), LayerPlan([[cast.tom], [cast.lead], [zoe]], hours=nights)]
    made = plan_rotation("Sun", turning, layers, by=cast.lead)
    away(cast.lead, utc(2026, 3, 9), utc(2026, 3, 16))
    client.force_login(cast.lead)
    sent = next(
        fields for _, fields in forms(client.get("/rotation/conflicts").content.decode()) if "back" in fields
    )
    client.post("/rotation/conflicts/asks", sent)
    ask = Ask.objects.get()
    accept(ask_of(ask.pk), by=ask.to)
    assert conflicts() == ()
    assert {name for _, name in who(made, utc(2026, 3, 9, 8), utc(2026, 3, 16, 6))} == {
        "Mia",
        ask.to.first_name,
    }


def test_a_gap_is_filled_by_a_lead(hero, lena, cast):
    override(hero, "remove", cast.tom, utc(2026, 3, 9, 8), utc(2026, 3, 10, 8), by=cast.lead)
    label, sent = forms(lena.get("/rotation/conflicts").content.decode())[0]
    assert label.startswith("Put ")
    assert "teammate" not in sent
    lena.post("/rotation/conflicts/asks", sent)
    assert Amendment.objects.filter(kind="cover").count() == 1
    assert conflicts() == ()


def test_shifts_of_somebody_who_left_and_holidays_are_found(hero, cast):
    cast.tom.country, cast.tom.timezone = "DE", BERLIN
    cast.tom.save()
    deactivate(cast.mia, by=cast.lead)
    found = {(each.kind, each.teammate) for each in conflicts()}
    assert (Kind.DEACTIVATED, "Mia Rask") in found
    assert (Kind.HOLIDAY, "Tom Lindqvist") in found  # Easter Monday is in his week from the 6th of April


def test_what_is_derived_points_to_its_cause(tom_is_away, lena, cast):
    derive_rotation("Backup", {"rotation": "Hero"}, by=cast.lead)
    page = lena.get("/rotation/conflicts").content.decode()
    assert "It follows from the conflict in Hero" in page


def test_all_together_is_proposed_by_the_solver(tom_is_away, lena, cast, zoe):
    away(zoe, utc(2026, 3, 24), utc(2026, 3, 27))
    page = lena.get("/rotation/conflicts?together").content.decode()
    assert "For 2 of 2 there are proposals that go together" in page
    for _, sent in forms(page):
        lena.post("/rotation/conflicts/asks", sent)
    for ask in Ask.objects.all():
        accept(ask_of(ask.pk), by=ask.to)
    assert conflicts() == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"rotation": "x"},
        {"rotation": "HERO", "part": ["1,2"]},
        {"rotation": "HERO", "teammate": "TOM", "part": ["999,1773000000,1773100000"]},
        {"rotation": "HERO", "teammate": "TOM", "part": ["ZOE,1,99999999999999"]},
    ],
)
def test_a_form_that_was_tampered_with_is_refused(hero, lena, cast, zoe, wrong):
    known = {"HERO": str(hero.pk), "TOM": str(cast.tom.pk)}
    sent = {
        key: [part.replace("ZOE", str(zoe.pk)) for part in value]
        if key == "part"
        else known.get(value, value)
        for key, value in wrong.items()
    }
    assert lena.post("/rotation/conflicts/asks", sent).status_code in {302, 404, 422}
    assert not Ask.objects.exists()


def test_the_page_costs_the_same_however_many_conflicts_there_are(
    hero, lena, cast, django_assert_max_num_queries
):
    for week in range(8):
        away(cast.tom, utc(2026, 3, 9 + week), utc(2026, 3, 10 + week))
        away(cast.mia, utc(2026, 3, 30), utc(2026, 4, 1 + week))
        away(cast.lead, utc(2026, 4, 13), utc(2026, 4, 14 + week))
    assert len(conflicts()) == 3
    with django_assert_max_num_queries(20):
        lena.get("/rotation/conflicts")
