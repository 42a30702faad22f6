"""What was imported is planned: from now on, the shifts are those of the other product."""

import pytest
import time_machine

from frontline.events.models import Event
from frontline.kernel.refusal import Invalid
from frontline.people.adding import add_teammate
from frontline.rotation.allowing import ForLeads
from frontline.rotation.importing.grafana_oncall import read as read_grafana
from frontline.rotation.importing.pagerduty import read as read_pagerduty
from frontline.rotation.importing.planning import plan_schedule
from frontline.rotation.models import Rotation
from frontline.rotation.planning import NameTaken
from tests.builders.rotations import utc, who
from tests.rotation.importing import test_grafana_oncall as grafana
from tests.rotation.importing import test_pagerduty as pagerduty

NOW = utc(2026, 3, 18, 12)


@pytest.fixture
def people(cast):
    with time_machine.travel(NOW, tick=False):
        zoe = add_teammate("zoe@acme.example", "Zoe Lund", team=cast.mia.team, by=cast.lead)
        yield {"PANN": cast.mia, "PBOB": cast.tom, "PCID": cast.lead, "PDAN": zoe}


def test_pagerdutys_weeks_layers_and_overrides_go_on(people, cast):
    office = {"type": "weekly_restriction", "start_time_of_day": "09:00:00", "duration_seconds": 8 * 3600}
    found = read_pagerduty(
        {
            "schedule": pagerduty.schedule(
                pagerduty.layer("PANN", "PBOB"),
                pagerduty.layer(
                    "PCID",
                    name="Fridays",
                    turn=pagerduty.DAY,
                    restrictions=[{**office, "start_day_of_week": 5}],
                ),
                overrides=[
                    pagerduty.entry("2026-03-16T08:00:00Z", "2026-03-17T08:00:00Z", "PDAN"),
                    pagerduty.entry("2026-03-24T08:00:00Z", "2026-03-25T08:00:00Z", "PDAN"),
                ],
            )
        }
    )
    made = plan_schedule(found, people, by=cast.lead)
    assert who(made, NOW, utc(2026, 4, 7)) == [
        ("03-18 13:00", "Mia"),
        ("03-20 09:00", "Lena"),
        ("03-20 17:00", "Mia"),
        ("03-23 09:00", "Tom"),
        ("03-24 09:00", "Zoe"),
        ("03-25 09:00", "Tom"),
        ("03-27 09:00", "Lena"),
        ("03-27 17:00", "Tom"),
        ("03-30 09:00", "Mia"),
        ("04-03 09:00", "Lena"),
        ("04-03 17:00", "Mia"),
        ("04-06 09:00", "Tom"),
    ]
    event = Event.objects.get(kind="rotation.imported")
    assert (event.actor, event.data["source"]) == (cast.lead, "PagerDuty")
    assert Event.objects.filter(kind="rotation.amended").count() == 1  # the one that is over stays behind


def test_a_layer_that_ends_gives_its_time_to_those_below_and_one_that_has_ended_stays_behind(people, cast):
    over = pagerduty.layer(
        "PDAN", name="Over", end="2026-03-16T09:00:00+01:00", start="2026-03-02T09:00:00+01:00"
    )
    ends = pagerduty.layer("PBOB", "PCID", name="Ends", end="2026-03-30T09:00:00+02:00")
    found = read_pagerduty({"schedule": pagerduty.schedule(pagerduty.layer("PANN"), ends, over)})
    made = plan_schedule(found, people, by=cast.lead)
    assert made.layers.count() == 2
    assert who(made, NOW, utc(2026, 4, 7)) == [
        ("03-18 13:00", "Tom"),
        ("03-23 09:00", "Lena"),
        ("03-30 09:00", "Mia"),
    ]


def test_grafanas_weekdays_by_day(people, cast):
    teammates = {"A": people["PANN"], "B": people["PBOB"], "C": people["PCID"]}
    shift = grafana.shift(
        ("A",),
        ("B",),
        ("C",),
        frequency="daily",
        by_day=grafana.WEEKDAYS,
        start="2026-03-16T09:00:00",
        duration=28_800,
    )
    made = plan_schedule(read_grafana(grafana.answer(shift, zone="Europe/Berlin")), teammates, by=cast.lead)
    assert [each for each in who(made, NOW, utc(2026, 3, 25)) if each[1]] == [
        ("03-18 13:00", "Lena"),
        ("03-19 09:00", "Mia"),
        ("03-20 09:00", "Tom"),
        ("03-23 09:00", "Lena"),
        ("03-24 09:00", "Mia"),
    ]


def test_who_is_left_out_has_empty_turns_and_the_others_keep_theirs(people, cast):
    found = read_pagerduty({"schedule": pagerduty.schedule(pagerduty.layer("PANN", "PBOB", "PCID"))})
    made = plan_schedule(found, {**people, "PBOB": None}, by=cast.lead)
    assert who(made, NOW, utc(2026, 4, 7)) == [
        ("03-18 13:00", "Mia"),
        ("03-23 09:00", ""),
        ("03-30 09:00", "Lena"),
        ("04-06 09:00", "Mia"),
    ]
    assert Event.objects.get(kind="rotation.imported").data["left"] == [
        "Pbob has no teammate here, and was left out."
    ]


def test_only_leads_import_and_nothing_is_left_of_what_was_refused(people, cast):
    found = read_pagerduty({"schedule": pagerduty.weekly()})
    with pytest.raises(ForLeads):
        plan_schedule(found, people, by=cast.mia)
    plan_schedule(found, people, name="Hero", by=cast.lead)
    with pytest.raises(NameTaken):
        plan_schedule(found, people, name="Hero", by=cast.lead)
    with pytest.raises(Invalid):
        plan_schedule(found, {}, name="Nobody", by=cast.lead)
    assert [rotation.name for rotation in Rotation.objects.all()] == ["Hero"]


def test_a_schedule_that_is_over_is_refused(people, cast):
    over = pagerduty.layer("PDAN", end="2026-03-16T09:00:00+01:00", start="2026-03-02T09:00:00+01:00")
    with pytest.raises(Invalid, match="have ended"):
        plan_schedule(read_pagerduty({"schedule": pagerduty.schedule(over)}), people, by=cast.lead)
