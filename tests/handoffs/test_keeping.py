"""What time brings: a word the day before, the digest at the hand-over, and what was missed, each once."""

from datetime import timedelta

import pytest

from frontline.config import recurring
from frontline.events.models import Event
from frontline.handoffs.acknowledging import NotNext, TooEarly, acknowledge
from frontline.handoffs.building import as_text, build
from frontline.handoffs.keeping import keep
from frontline.handoffs.models import Handoff
from frontline.handoffs.noting import write_note
from frontline.handoffs.preparing import handoff_for
from frontline.hours.making import Terms, make
from frontline.hours.reading import Stretch
from frontline.inbox.closing import close
from frontline.notify.models import Notice
from frontline.rotation.overriding import override
from frontline.rotation.planning import end_rotation, reschedule
from tests.builders.rotations import utc
from tests.builders.telling import told
from tests.handoffs.conftest import ENDS, SAID

pytestmark = pytest.mark.django_db


def at(instant, clock):
    clock.move_to(instant)
    keep()
    before = Notice.objects.count(), Event.objects.count()
    keep()
    assert (Notice.objects.count(), Event.objects.count()) == before, "done twice"


def note_all(shift, conversations, cast):
    for conversation in conversations:
        write_note(shift, conversation.pk, **SAID, by=cast.mia)


def test_a_day_before_the_end_the_hero_hears_what_lacks_a_note_once(shift, conversations, cast, clock):
    write_note(shift, conversations[0].pk, **SAID, by=cast.mia)
    at(ENDS - timedelta(hours=25), clock)
    assert told() == []
    at(ENDS - timedelta(hours=24), clock)
    at(ENDS - timedelta(hours=3), clock)
    assert told("handoff.lacking") == [
        ("Mia", "Your shift ends soon: 2 conversations without a note for the next one")
    ]
    assert "DNS" in Notice.objects.get().text
    assert "Backups" not in Notice.objects.get().text


def test_with_all_notes_written_nobody_is_reminded(shift, conversations, cast, clock):
    note_all(shift, conversations, cast)
    at(ENDS - timedelta(hours=20), clock)
    assert told() == []


def test_at_the_hand_over_the_next_one_gets_the_digest_though_nobody_built_it(
    shift, conversations, cast, clock
):
    note_all(shift, conversations, cast)
    at(ENDS, clock)
    assert told() == [("Tom", "handoff.given")]
    said = Notice.objects.get()
    assert said.subject == "Mia Rask hands over to you: 3 conversations"
    assert (
        f"- #{conversations[0].pk} Backups fail (Ada Okafor, priority)\n"
        "  Known: The job dies at 02:00\n  Tried: A restart\n  Next: Ask for the logs" in said.text
    )
    handoff = Handoff.objects.get()
    assert said.address == f"/handoff/{handoff.pk}"
    assert (handoff.built_at, handoff.built_by, handoff.missed_at) == (ENDS, None, None)


def test_what_was_built_before_goes_over_as_things_are_then(shift, conversations, cast, clock):
    note_all(shift, conversations, cast)
    build(handoff_for(shift), by=cast.mia)
    close(conversations[0], by=cast.mia)
    at(ENDS, clock)
    handoff = Handoff.objects.get()
    assert [each["subject"] for each in handoff.conversations] == ["DNS", "Slow checkout"]
    assert handoff.built_by == cast.mia


def test_notes_that_lack_at_the_hand_over_are_named_and_it_is_missed(shift, conversations, cast, clock):
    write_note(shift, conversations[0].pk, **SAID, by=cast.mia)
    at(ENDS, clock)
    handoff = Handoff.objects.get()
    assert handoff.missed_at == ENDS
    assert handoff.missed_because == "2 conversations went over without a note"
    assert "Without a note" in as_text(handoff)
    assert told("handoff.missed") == [("Lena", "A hand-off was missed: Mia Rask to Tom Lindqvist")]


def test_read_in_time_it_is_not_missed(shift, conversations, cast, clock):
    note_all(shift, conversations, cast)
    at(ENDS, clock)
    clock.shift(timedelta(hours=2))
    acknowledge(Handoff.objects.get(), by=cast.tom)
    acknowledge(Handoff.objects.get(), by=cast.tom)
    at(ENDS + timedelta(days=2), clock)
    handoff = Handoff.objects.get()
    assert (handoff.acknowledged_by, handoff.missed_at) == (cast.tom, None)
    assert Event.objects.filter(kind="handoff.acknowledged").count() == 1


def test_not_read_for_four_working_hours_it_is_missed(shift, conversations, cast, clock):
    note_all(shift, conversations, cast)
    at(ENDS, clock)
    # The default calendar is Monday to Friday from nine, here in UTC: 16 March, 08:00 is an hour before.
    at(utc(2026, 3, 16, 12, 59), clock)
    assert Handoff.objects.get().missed_at is None
    at(utc(2026, 3, 16, 13), clock)
    assert Handoff.objects.get().missed_because == "not read by Tom Lindqvist within four working hours"
    at(utc(2026, 3, 18, 13), clock)
    assert [kind for _, kind in told()] == ["handoff.given", "handoff.missed"]


def test_it_is_counted_in_the_working_hours_of_their_team(shift, conversations, cast, clock):
    weekend = ((), (), *((Stretch(9 * 60, 17 * 60),) for _ in range(5)))  # closed on Monday and Tuesday
    make(Terms("Wednesdays on", timezone="UTC", hours=weekend), teams=[cast.tom.team], by=cast.lead)
    note_all(shift, conversations, cast)
    at(ENDS, clock)
    at(utc(2026, 3, 18, 12, 59), clock)
    assert Handoff.objects.get().missed_at is None
    at(utc(2026, 3, 18, 13), clock)
    assert Handoff.objects.get().missed_at is not None


def test_with_nothing_open_there_is_nothing_to_read(hero, cast, clock):
    at(ENDS, clock)
    at(ENDS + timedelta(days=2), clock)
    assert Handoff.objects.get().missed_at is None
    assert told() == [("Tom", "handoff.given")]
    assert "empty desk" in Notice.objects.get().text


def test_only_who_takes_over_says_so_and_not_before(shift, conversations, cast, clock):
    handoff = build(handoff_for(shift), by=cast.mia)
    with pytest.raises(TooEarly):
        acknowledge(handoff, by=cast.tom)
    at(ENDS, clock)
    for other in (cast.mia, cast.lead):
        with pytest.raises(NotNext):
            acknowledge(handoff, by=other)


def test_it_goes_to_whoever_is_next_by_then(shift, conversations, cast, clock):
    at(ENDS - timedelta(hours=20), clock)
    assert Handoff.objects.get().to_teammate == cast.tom
    override(shift.rotation, "replace", cast.lead, ENDS, ENDS + timedelta(days=7), by=cast.lead)
    at(ENDS, clock)
    assert ("Lena", "handoff.given") in told()
    assert ("Tom", "handoff.given") not in told()


def test_when_the_end_moves_it_stays_one_hand_off(shift, conversations, cast, clock):
    from datetime import time

    note_all(shift, conversations, cast)
    build(handoff_for(shift), by=cast.mia)
    reschedule(shift.rotation, timezone="Europe/Berlin", hands_over_at=time(14), by=cast.lead)
    at(ENDS, clock)
    assert told() == []
    at(utc(2026, 3, 16, 13), clock)
    assert Handoff.objects.get().at == utc(2026, 3, 16, 13)
    assert told() == [("Tom", "handoff.given")]


def test_who_gives_the_shift_away_before_has_nothing_to_hand_over(shift, conversations, cast, clock):
    at(ENDS - timedelta(hours=20), clock)
    override(shift.rotation, "replace", cast.lead, ENDS - timedelta(hours=19), ENDS, by=cast.lead)
    at(ENDS - timedelta(hours=18), clock)
    found = {(h.from_teammate.first_name, h.at) for h in Handoff.objects.all()}
    assert found == {("Mia", ENDS - timedelta(hours=19)), ("Lena", ENDS)}


def test_with_the_rotation_its_coming_hand_over_is_gone(shift, conversations, cast, clock):
    at(ENDS - timedelta(hours=20), clock)
    end_rotation(shift.rotation, by=cast.lead)
    at(ENDS - timedelta(hours=19), clock)
    at(ENDS, clock)
    assert not Handoff.objects.exists()
    assert Event.objects.filter(kind="handoff.dropped").count() == 1
    assert ("Tom", "handoff.given") not in told()


def test_after_an_outage_of_two_days_the_next_one_still_gets_it(shift, conversations, cast, clock):
    at(ENDS - timedelta(hours=20), clock)
    at(ENDS + timedelta(days=2), clock)
    assert ("Tom", "handoff.given") in told()


def test_after_an_outage_of_weeks_it_is_only_put_on_record(shift, conversations, cast, clock):
    at(ENDS - timedelta(hours=20), clock)
    before = told()
    at(ENDS + timedelta(days=16), clock)
    assert told() == before
    assert "away" in Handoff.objects.get(from_teammate=cast.mia).missed_because


def test_nothing_is_made_up_for_what_ended_before_anybody_looked(hero, conversations, cast, clock):
    at(ENDS + timedelta(hours=30), clock)
    assert not Handoff.objects.exists()


def test_every_change_is_an_event(shift, conversations, cast, clock):
    note_all(shift, conversations, cast)
    at(ENDS, clock)
    acknowledge(Handoff.objects.get(), by=cast.tom)
    kinds = Event.objects.filter(subject_kind="handoff").order_by("id").values_list("kind", flat=True)
    assert list(dict.fromkeys(kinds)) == [
        "handoff.prepared",
        "handoff.noted",
        "handoff.built",
        "handoff.given",
        "handoff.acknowledged",
    ]


def test_a_timer_looks_after_it(shift, conversations, cast, clock):
    from procrastinate.contrib.django import app

    clock.move_to(ENDS)
    recurring.handoffs.func(0)
    assert ("Tom", "handoff.given") in told()
    crons = {key[1]: task.cron for key, task in app.periodic_registry.periodic_tasks.items()}
    assert crons["handoffs"] == "*/5 * * * *"
