"""What is snoozed is out of the way until its instant, and never lost: a job, a sweep or the customer wakes it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from frontline.events.models import Event
from frontline.hours.making import Terms, make
from frontline.hours.reading import typed
from frontline.inbox import sweeping
from frontline.inbox.closing import close
from frontline.inbox.models import Clock, Conversation
from frontline.inbox.queries import listed
from frontline.inbox.replying import reply
from frontline.inbox.snoozing import LONGEST, snooze, wake, wake_if_due
from frontline.inbox.timeline import timeline
from frontline.inbox.undoing import undo
from frontline.kernel.refusal import Invalid
from tests.builders.letters import Letters, received
from tests.cast import Cast

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST = "<first@customer.example>"


@pytest.fixture(autouse=True)
def clock(letters: Letters):
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def conversation(cast: Cast, clock) -> Conversation:
    return received(message_id=FIRST).conversation


def now_is(conversation: Conversation) -> Conversation:
    return Conversation.objects.get(pk=conversation.pk)


def sentences(conversation: Conversation) -> list[str]:
    return [f"{e.author} {e.sentence}" for e in timeline(conversation).entries if e.kind == "event"]


def open_numbers(cast: Cast) -> list[int]:
    return [row.pk for row in listed("open", cast.mia).rows]


def test_it_leaves_the_queue_says_why_and_until_when(cast: Cast, conversation: Conversation):
    snooze(conversation, MONDAY + 3 * HOUR, why="Waits for a release", by=cast.mia)

    found = now_is(conversation)
    assert (found.snoozed_until, found.snoozed_by, found.snoozed_why) == (
        MONDAY + 3 * HOUR,
        cast.mia,
        "Waits for a release",
    )
    assert open_numbers(cast) == []
    assert sentences(conversation) == ["Mia Rask snoozed it until 12:00: Waits for a release"]


@pytest.mark.parametrize(
    ("until", "said"), [(3 * DAY, "Thu 09:00"), (20 * DAY, "22 Mar 09:00"), (LONGEST, "3 Mar 2027 09:00")]
)
def test_far_instants_are_told_with_their_day(cast: Cast, conversation: Conversation, until, said):
    snooze(conversation, MONDAY + until, is_theirs=True, by=cast.mia)

    assert sentences(conversation) == [f"Mia Rask snoozed it until {said}, as the customer asked"]


@pytest.mark.parametrize("until", [timedelta(0), -HOUR, LONGEST + timedelta(seconds=1)])
def test_instants_that_make_no_sense_are_refused(cast: Cast, conversation: Conversation, until):
    with pytest.raises(Invalid):
        snooze(conversation, MONDAY + until, by=cast.mia)
    assert now_is(conversation).snoozed_until is None


def test_what_is_closed_can_not_be_snoozed(cast: Cast, conversation: Conversation):
    close(conversation, by=cast.mia)
    with pytest.raises(Invalid):
        snooze(conversation, MONDAY + HOUR, by=cast.mia)


def test_a_promised_call_back_comes_back_on_top_of_its_tier_and_says_so(
    cast: Cast, conversation: Conversation, clock
):
    reply(conversation, "I'll call you on Tuesday.", by=cast.mia)
    snooze(conversation, MONDAY + DAY, why="Call-back promised", by=cast.mia)
    clock.move_to(MONDAY + DAY - HOUR)
    other = received().conversation
    assert open_numbers(cast) == [other.pk]

    clock.move_to(MONDAY + DAY)
    wake_if_due(conversation.pk)

    first, second = listed("open", cast.mia).rows
    assert (first.pk, second.pk) == (conversation.pk, other.pk)
    assert (first.waits_for_customer, first.woken_at, first.snoozed_why) == (
        False,
        MONDAY + DAY,
        "Call-back promised",
    )
    assert sentences(conversation)[-1] == "Frontline brought it back from its snooze: Call-back promised"


def test_it_is_due_no_more_once_we_have_written(cast: Cast, conversation: Conversation, clock):
    reply(conversation, "I'll call you on Tuesday.", by=cast.mia)
    snooze(conversation, MONDAY + DAY, why="Call-back promised", by=cast.mia)
    clock.move_to(MONDAY + DAY)
    wake_if_due(conversation.pk)
    clock.shift(HOUR)
    answer = reply(conversation, "As promised", by=cast.mia)
    assert now_is(conversation).waits_for_customer

    undo(answer, by=cast.mia)
    found = now_is(conversation)
    assert (found.waits_for_customer, found.waiting_since) == (False, MONDAY + DAY), "still promised"

    reply(conversation, "As promised", by=cast.mia)
    clock.shift(HOUR)
    received(in_reply_to=FIRST)
    found = now_is(conversation)
    assert found.woken_at is None
    assert found.queue_at > MONDAY + DAY


def test_the_job_comes_at_its_instant_and_does_nothing_before(cast: Cast, conversation: Conversation, clock):
    snooze(conversation, MONDAY + HOUR, by=cast.mia)
    job = ProcrastinateJob.objects.get(task_name="inbox.wake")
    assert (job.scheduled_at, job.args) == (MONDAY + HOUR, {"number": conversation.pk})

    wake_if_due(conversation.pk)
    assert now_is(conversation).snoozed_until is not None

    snooze(conversation, MONDAY + 2 * HOUR, by=cast.tom)
    clock.move_to(MONDAY + HOUR)
    wake_if_due(conversation.pk)
    assert now_is(conversation).snoozed_until == MONDAY + 2 * HOUR, "put off further since"

    clock.move_to(MONDAY + 2 * HOUR)
    for _ in range(2):
        wake_if_due(conversation.pk)
    assert now_is(conversation).snoozed_until is None
    assert Event.objects.filter(kind="conversation.woken").count() == 1


def test_a_lost_job_loses_nothing(cast: Cast, conversation: Conversation, clock):
    snooze(conversation, MONDAY + HOUR, by=cast.mia)
    ProcrastinateJob.objects.all().delete()

    sweeping.sweep()
    assert not ProcrastinateJob.objects.filter(task_name="inbox.wake").exists()
    clock.move_to(MONDAY + HOUR + timedelta(minutes=2))
    sweeping.sweep()

    assert ProcrastinateJob.objects.get(task_name="inbox.wake").args == {"number": conversation.pk}


def test_the_customer_s_next_word_brings_it_back(cast: Cast, conversation: Conversation, clock):
    reply(conversation, "Tell me how it went.", by=cast.mia)
    snooze(conversation, MONDAY + 7 * DAY, is_theirs=True, why="They test it", by=cast.mia)
    clock.shift(DAY)
    received(in_reply_to=FIRST, noise="out of office")
    assert open_numbers(cast) == [], "a machine's word is none"

    received(in_reply_to=FIRST)

    found = now_is(conversation)
    assert (found.snoozed_until, found.snoozed_why, found.snooze_is_theirs) == (None, "", False)
    assert open_numbers(cast) == [conversation.pk]
    assert "brought it back from its snooze: the customer wrote" in sentences(conversation)[-1]


def test_closing_ends_it(cast: Cast, conversation: Conversation, clock):
    snooze(conversation, MONDAY + HOUR, why="Later", by=cast.mia)
    close(conversation, by=cast.mia)
    clock.shift(DAY)
    wake_if_due(conversation.pk)

    found = now_is(conversation)
    assert (found.snoozed_until, found.snoozed_why, found.is_open) == (None, "", False)


def test_waking_by_hand_is_as_if_it_had_never_left(cast: Cast, conversation: Conversation, clock):
    before = now_is(conversation)
    snooze(conversation, MONDAY + 7 * DAY, by=cast.mia)
    for _ in range(2):
        wake(conversation, by=cast.tom)

    found = now_is(conversation)
    assert (found.queue_at, found.due_at, found.waiting_since) == (
        before.queue_at,
        before.due_at,
        before.waiting_since,
    )
    assert found.woken_at is None
    assert sentences(conversation)[-1] == "Tom Lindqvist brought it back from its snooze"


def test_promises_pause_while_the_customer_asked_to_wait_and_go_on_while_we_put_it_off(cast: Cast, clock):
    make(Terms("Office", "UTC", (*[typed("9-17")] * 5, (), ())), by=cast.lead)
    theirs, ours = received().conversation, received().conversation
    snooze(theirs, MONDAY + 2 * HOUR, is_theirs=True, by=cast.mia)
    snooze(ours, MONDAY + 2 * HOUR, by=cast.mia)

    def due(conversation):
        return Clock.objects.get(conversation=conversation, kind="first_reply").due_at

    assert due(theirs) is None
    went_on = due(ours)
    assert went_on is not None
    clock.shift(2 * HOUR)
    for each in (theirs, ours):
        wake_if_due(each.pk)

    assert due(ours) == went_on
    assert due(theirs) == MONDAY + DAY + 2 * HOUR, "two hours of working time later, and so on the next day"
    assert now_is(ours).due_at == went_on


class TestPages:
    @pytest.fixture
    def mia(self, cast: Cast) -> Client:
        client = Client()
        client.force_login(cast.mia)
        return client

    def test_without_scripts_there_is_a_page(self, mia: Client, cast: Cast, conversation: Conversation):
        make(Terms("Office", "UTC", (*[typed("9-17")] * 5, (), ())), by=cast.lead)
        other = received().conversation
        page = mia.get(f"/conversations/{conversation.pk}/snooze?view=mine").content.decode()
        assert "Tomorrow, when work begins" in page
        assert "Monday, when work begins" in page
        assert "2026-03-03T09:00:00+00:00" in page

        sent = {"until": "2026-03-09T09:00:00+00:00", "why": "Call-back promised", "next": other.pk}
        answer = mia.post(f"/conversations/{conversation.pk}/snooze", sent, follow=True)

        assert answer.redirect_chain == [(f"/conversations/{other.pk}", 302)]
        assert f'action="/conversations/{conversation.pk}/waking"' in answer.content.decode()
        assert now_is(conversation).snoozed_until == MONDAY + 7 * DAY
        listing = mia.get("/inbox/snoozed").content.decode()
        assert "Call-back promised" in listing
        assert f'id="row-{conversation.pk}"' in listing

        mia.post(f"/conversations/{conversation.pk}/waking")
        assert now_is(conversation).snoozed_until is None

    @pytest.mark.parametrize(
        ("sent", "until"),
        [
            ({"until": "hours"}, MONDAY + 3 * HOUR),
            ({"until": "week"}, MONDAY + 7 * DAY),
            ({"until": "at", "at": "2026-03-04T15:30"}, datetime(2026, 3, 4, 14, 30, tzinfo=UTC)),
            ({"until": "at", "at": "2026-03-29T02:30"}, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ],
    )
    def test_local_times_are_those_of_the_teammate(
        self, mia: Client, cast: Cast, conversation: Conversation, sent, until
    ):
        cast.mia.timezone = "Europe/Berlin"
        cast.mia.save()
        mia.post(f"/conversations/{conversation.pk}/snooze", sent)
        assert now_is(conversation).snoozed_until == until

    @pytest.mark.parametrize(
        "sent",
        [
            {},
            {"until": "at"},
            {"until": "at", "at": "soon"},
            {"until": "at", "at": "2026-03-01T09:00"},
            {"until": "2026-03-09T09:00:00"},
            {"until": "2030-03-09T09:00:00+00:00"},
        ],
    )
    def test_what_makes_no_sense_comes_back_with_what_was_written(
        self, mia: Client, conversation: Conversation, sent
    ):
        answer = mia.post(f"/conversations/{conversation.pk}/snooze", {**sent, "why": "a reason"})

        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        assert 'value="a reason"' in answer.content.decode()
        assert now_is(conversation).snoozed_until is None
