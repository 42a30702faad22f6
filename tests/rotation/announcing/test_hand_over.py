"""At the hand-over who ends, who begins and who rides along are told; nothing that is past, also after an outage."""

from datetime import timedelta

import pytest

from frontline.notify.models import Notice
from frontline.rotation.announcing.announcing import announce
from frontline.rotation.riding import ride_along
from tests.builders.rotations import utc
from tests.builders.telling import told

pytestmark = pytest.mark.django_db
HAND_OVER = utc(2026, 3, 9, 8)


def news(at, clock):
    clock.move_to(at)
    before = Notice.objects.count()
    announce()
    return sorted(told()[before:])


def test_both_are_told(hero, clock, cast):
    announce()
    news(utc(2026, 3, 8, 12), clock)
    found = [each for each in news(HAND_OVER, clock) if "announced" not in each[1]]
    assert found == [("Lena", "rotation.ends"), ("Mia", "rotation.begins")]
    begins = Notice.objects.get(kind="rotation.begins", teammate=cast.mia)
    assert begins.subject == "You are the hero now"
    assert "until Mon 16 March, 08:00 (UTC)" in begins.text
    assert "Before you: Lena Berg." in begins.text
    assert "Mia Rask is on now." in Notice.objects.get(kind="rotation.ends").text


def test_who_rides_along_is_told_ahead_and_then_and_that_they_are_never_paged(hero, clock, cast, olaf):
    ride_along(hero, olaf, by=cast.lead)
    announce()
    news(utc(2026, 3, 8, 12), clock)
    news(HAND_OVER, clock)
    mine = Notice.objects.filter(teammate=olaf, text__contains="ride along").order_by("id")
    assert [each.kind for each in mine] == ["rotation.announced", "rotation.reminder", "rotation.begins"]
    assert all("never paged" in each.text for each in mine)
    assert "Olaf Moe rides along" in Notice.objects.get(kind="rotation.begins", teammate=cast.mia).text


def test_after_an_outage_over_the_announcement_there_is_one_reminder(hero, clock, cast):
    Notice.objects.all().delete()
    found = news(utc(2026, 3, 8, 20), clock)
    assert [each for each in found if each[0] == "Mia"] == [("Mia", "rotation.reminder")]
    assert ("Lena", "rotation.team_announced") in found


def test_after_an_outage_of_days_nothing_past_is_told(hero, clock, cast):
    announce()
    found = news(utc(2026, 3, 11, 12), clock)
    assert not {"rotation.begins", "rotation.ends", "rotation.reminder"} & {kind for _, kind in found}
    assert ("Mia", "rotation.announced") not in found


def test_after_an_outage_of_weeks_nothing_past_is_told(hero, clock, cast):
    announce()
    before = Notice.objects.count()
    news(utc(2026, 6, 3, 12), clock)
    said = Notice.objects.order_by("id")[before:]
    assert {each.kind for each in said} <= {"rotation.announced", "rotation.team_announced"}
    assert all("June" in each.text for each in said)


def test_an_outage_of_hours_over_the_hand_over_is_made_up_for(hero, clock, cast):
    announce()
    found = news(HAND_OVER + timedelta(hours=20), clock)
    assert ("Mia", "rotation.begins") in found
    assert ("Mia", "rotation.reminder") not in found
