"""Away, said by hand."""

from datetime import date, timedelta

import pytest
import time_machine

from frontline.events.models import Event
from frontline.kernel.refusal import Absent, Invalid
from frontline.rotation.allowing import ForLeads
from frontline.rotation.away.adding import absence_for, add_days, add_time, remove
from frontline.rotation.models import Absence
from frontline.rotation.plan.final import who_is_on
from tests.builders.rotations import utc, weekly

NOW = utc(2026, 11, 21, 12)
pytestmark = pytest.mark.django_db


@pytest.fixture
def mia(cast):
    cast.mia.timezone = "America/Chicago"
    cast.mia.save()
    with time_machine.travel(NOW, tick=False):
        yield cast.mia


def test_whole_days_are_days_in_the_zone_of_who_is_away(mia, cast):
    absence = add_days(mia, date(2027, 3, 13), date(2027, 3, 14), summary=" Spring ", by=cast.lead)

    assert (absence.from_at, absence.until_at) == (utc(2027, 3, 13, 6), utc(2027, 3, 15, 5))
    assert (absence.is_all_day, absence.summary, absence.made_by) == (True, "Spring", cast.lead)
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor) == ("absence.added", mia.pk, cast.lead)


def test_times_are_instants(mia):
    absence = add_time(mia, utc(2026, 11, 24, 14), utc(2026, 11, 24, 16), by=mia)

    assert (absence.from_at, absence.until_at, absence.is_all_day) == (
        utc(2026, 11, 24, 14), utc(2026, 11, 24, 16), False,
    )  # fmt: skip


def test_the_same_again_is_the_same_one(mia):
    once = add_days(mia, date(2026, 12, 1), date(2026, 12, 2), by=mia)

    assert add_days(mia, date(2026, 12, 1), date(2026, 12, 2), by=mia) == once
    assert Event.objects.count() == 1


def test_shifts_are_marked_and_unmarked(mia, cast):
    rotation = weekly([mia], by=cast.lead, anchor_on=NOW.date())
    then = utc(2026, 12, 1, 18)

    absence = add_days(mia, date(2026, 12, 1), date(2026, 12, 2), by=mia)
    assert who_is_on(rotation.pk, then)[0].is_absent

    remove(absence, by=mia)
    assert not who_is_on(rotation.pk, then)[0].is_absent
    assert Event.objects.filter(kind="absence.removed").count() == 1


def test_removing_it_again_changes_nothing(mia):
    absence = add_days(mia, date(2026, 12, 1), date(2026, 12, 2), by=mia)

    remove(absence, by=mia)
    remove(absence, by=mia)

    assert Event.objects.filter(kind="absence.removed").count() == 1


@pytest.mark.parametrize(
    ("first_on", "last_on", "sentence"),
    [
        (date(2026, 12, 2), date(2026, 12, 1), "before the first"),
        (date(2026, 11, 1), date(2026, 11, 19), "past"),
        (date(2026, 12, 1), date(2030, 12, 1), "too long"),
        (date(2040, 12, 1), date(2040, 12, 2), "too far"),
        (date.min, date.max, "too far"),
        (date(2026, 12, 1), date.max, "too far"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(mia, first_on, last_on, sentence):
    with pytest.raises(Invalid, match=sentence):
        add_days(mia, first_on, last_on, by=mia)
    assert not Absence.objects.exists()


def test_today_is_not_past(mia):
    assert add_days(mia, NOW.date(), NOW.date(), by=mia).until_at == utc(2026, 11, 22, 6)


def test_an_end_before_the_beginning_is_refused(mia):
    with pytest.raises(Invalid, match="after the beginning"):
        add_time(mia, NOW + timedelta(hours=2), NOW + timedelta(hours=2), by=mia)


def test_only_leads_say_it_for_others(mia, cast):
    with pytest.raises(ForLeads):
        add_days(mia, date(2026, 12, 1), date(2026, 12, 2), by=cast.tom)
    absence = add_days(mia, date(2026, 12, 1), date(2026, 12, 2), by=mia)
    with pytest.raises(ForLeads):
        remove(absence, by=cast.tom)
    with pytest.raises(Absent):
        absence_for(cast.tom, absence.pk)
    assert absence_for(cast.lead, absence.pk) == absence


def test_who_left_is_not_away(mia, cast):
    mia.is_active = False
    mia.save()

    with pytest.raises(Invalid, match="deactivated"):
        add_days(mia, date(2026, 12, 1), date(2026, 12, 2), by=cast.lead)
