"""Promises in the hours of whoever is on shift, and what leads choose."""

import pytest

from frontline.events.models import Event
from frontline.hours import working_time
from frontline.hours.making import ensure_default
from frontline.inbox.clocks import calendars
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate
from frontline.rotation.away.adding import add_time
from frontline.rotation.plan import current
from frontline.shift import turn
from frontline.shift.relaying import on_shift
from frontline.shift.rules import ForLeads, choose, rules
from tests.builders.rotations import utc, weekly
from tests.shift.conftest import DAY, HOUR, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def zones(hero, cast):
    ensure_default()  # nine to five, UTC
    for who, zone in ((cast.mia, "Europe/Berlin"), (cast.tom, "America/New_York")):
        Teammate.objects.filter(pk=who.pk).update(timezone=zone)
    current.forget()


def test_it_is_open_while_whoever_has_the_turn_is_at_work(zones):
    opening = calendars.opening("on_shift")
    # Thursday, Mia in Berlin: from eight to four UTC.
    assert working_time.is_open(opening, utc(2026, 3, 12, 8, 30))
    assert working_time.closes_at(opening, utc(2026, 3, 12, 8, 30)) == utc(2026, 3, 12, 16)
    # From Monday nine o'clock in Berlin on Tom, in New York (summer time there already): from one to nine pm UTC.
    assert not working_time.is_open(opening, utc(2026, 3, 17, 9))
    assert working_time.opens_at(opening, utc(2026, 3, 17, 9)) == utc(2026, 3, 17, 13)


def test_while_nobody_has_the_turn_the_teams_hours_count(zones, hero, cast, clock):
    from frontline.rotation.overriding import override

    now = utc(2026, 3, 12, 12)
    override(hero, "remove", cast.mia, now, now + DAY, by=cast.lead)
    opening = on_shift()
    assert not working_time.is_open(opening, utc(2026, 3, 13, 8, 30)), "Mia would be at work"
    assert working_time.is_open(opening, utc(2026, 3, 13, 9, 30))


def test_somebody_away_without_a_cover_counts_as_nobody(zones, cast):
    now = utc(2026, 3, 12, 12)
    add_time(cast.mia, now, now + DAY, by=cast.lead)
    assert working_time.is_open(on_shift(), utc(2026, 3, 12, 16, 30)), "by the team's hours"


def test_without_a_rotation_the_default_counts(cast, clock):
    ensure_default()
    assert on_shift() is None
    assert calendars.opening("on_shift") == calendars.opening("default")


def test_it_is_worked_out_once_for_each_change(zones, cast, django_assert_num_queries):
    first = on_shift()
    with django_assert_num_queries(0):
        assert on_shift() is first
    now = utc(2026, 3, 12, 12)
    add_time(cast.tom, now + 8 * DAY, now + 9 * DAY, by=cast.lead)
    assert on_shift() is not first


def test_leads_choose_which_rotation_counts(hero, cast):
    second = weekly([cast.tom], by=cast.lead, name="Second line")
    assert turn.standing().name == "Hero"
    answer = browser(cast.lead).post(
        "/shift/rules", {"rotation": second.pk, "follow_up_after": 5, "due_next_within": 8}
    )
    assert answer.status_code == 302
    assert turn.standing().name == "Second line"
    assert (rules().follow_up_after, rules().due_next_within) == (5 * DAY, 8 * HOUR)
    event = Event.objects.get(kind="workspace.shift_rules_changed")
    assert event.data["rotation"] == "Second line"


def test_others_do_not(hero, cast):
    assert browser(cast.mia).get("/shift/rules").status_code == 403
    with pytest.raises(ForLeads):
        choose(None, follow_up_after=DAY, due_next_within=HOUR, by=cast.mia)


def test_what_makes_no_sense_is_refused(hero, cast):
    with pytest.raises(Invalid):
        choose(None, follow_up_after=100 * DAY, due_next_within=HOUR, by=cast.lead)
    answer = browser(cast.lead).post("/shift/rules", {"follow_up_after": 0, "due_next_within": 8})
    assert answer.status_code == 422


def test_choosing_the_same_again_records_nothing(hero, cast):
    for _ in range(2):
        choose(None, follow_up_after=2 * DAY, due_next_within=HOUR, by=cast.lead)
    assert Event.objects.filter(kind="workspace.shift_rules_changed").count() == 1
