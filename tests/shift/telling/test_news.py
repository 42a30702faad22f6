"""Who hears of what happens in conversations."""

from datetime import timedelta

import pytest
from django.db import transaction

from frontline.events.recording import record
from frontline.inbox.assigning import assign
from frontline.inbox.channel import DeliveryRefused
from frontline.inbox.closing import close
from frontline.inbox.dispatching import send
from frontline.inbox.models import Conversation, Dispatch
from frontline.inbox.replying import reply
from frontline.kernel import clock as now
from frontline.notify.models import Delivery, Notice
from frontline.people.deactivating import deactivate
from frontline.people.models import Company
from frontline.rotation.models import Absence
from frontline.shift.telling.models import Untold
from frontline.shift.telling.news import tell_news
from frontline.tiers.pinning import set_by_hand
from tests.builders.letters import received
from tests.builders.telling import deliver_all, told
from tests.shift.telling.conftest import ADA, EVE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters", "hero")]


def away(teammate):
    begins = now.now() - timedelta(hours=1)
    Absence.objects.create(
        teammate=teammate,
        from_at=begins,
        until_at=begins + timedelta(days=5),
        made_at=begins,
        made_by=teammate,
    )


def test_the_hero_hears_of_new_conversations_and_of_priority_ones_at_once(cast, tick, whispers):
    received(ADA, subject="Backups fail")
    received(EVE, subject="Dark mode")
    tick()
    assert told() == [("Mia", "conversation.new"), ("Mia", "conversation.new.priority")]
    deliver_all()
    assert [subject.partition("#")[0] for _, subject in whispers.heard] == ["New, Priority: "]
    notice = Notice.objects.get(kind="conversation.new.priority")
    number = Conversation.objects.get(customer=cast.ada).pk
    assert notice.subject == f"New, Priority: #{number} Backups fail (Northwind, Priority)"
    assert notice.address == f"/conversations/{number}"
    assert "They fail since last night." in notice.text
    assert notice.text.endswith("You are the hero.")


def test_told_once_however_often_the_timer_runs(tick):
    received()
    tick()
    tick()
    assert len(told()) == 1
    assert not Untold.objects.exists()


def test_the_assignee_hears_when_the_customer_writes_again(cast, tick):
    first = received(message_id="<one@customer.example>")
    reply(first.conversation, "Try this.", by=cast.tom)
    tick()
    received(in_reply_to="<one@customer.example>")
    tick()
    assert told() == [("Tom", "conversation.answered")]


def test_what_was_answered_before_anybody_was_told_is_not_told(cast, tick):
    first = received()
    reply(first.conversation, "Try this.", by=cast.tom)
    closed = received(EVE).conversation
    close(closed, by=cast.tom)
    tick()
    assert told() == []


def test_who_is_given_a_conversation_hears_by_whom_and_who_takes_one_does_not(cast, tick):
    one, other = received().conversation, received(EVE).conversation
    tick()
    before = len(told())
    assign(one, cast.tom, why="you know backups", by=cast.mia)
    assign(other, cast.mia, by=cast.mia)
    tick()
    assert told()[before:] == [("Tom", "conversation.assigned")]
    assert "by Mia Rask: you know backups" in Notice.objects.get(kind="conversation.assigned").text


def test_only_the_last_of_several_assignments_is_told(cast, tick):
    one = received().conversation
    tick()
    before = len(told())
    assign(one, cast.tom, by=cast.mia)
    assign(one, cast.lead, by=cast.mia)
    tick()
    assert told()[before:] == [("Lena", "conversation.assigned")]


def test_the_next_in_line_hears_for_who_is_away_or_gone(cast, tick):
    away(cast.mia)
    received()
    tick()
    assert told() == [("Lena", "conversation.new.priority")]
    first = received(EVE, message_id="<one@customer.example>")
    reply(first.conversation, "Try this.", by=cast.tom)
    tick()
    before = len(told())
    deactivate(cast.tom, by=cast.lead)
    received(EVE, in_reply_to="<one@customer.example>")
    tick()
    assert told()[before:] == [("Lena", "conversation.answered")]


def test_without_a_rotation_the_leads_hear_of_what_is_new(cast, tick, hero):
    hero.delete()
    from frontline.rotation.plan import current

    current.forget()
    received()
    tick()
    assert told() == [("Lena", "conversation.new.priority")]


def test_who_wrote_it_hears_that_a_reply_could_not_be_delivered(cast, tick, letters, clock):
    first = received()
    reply(first.conversation, "Try this.", by=cast.tom)
    assign(first.conversation, cast.mia, by=cast.mia)
    letters.refusals[ADA] = [DeliveryRefused("550 no such user", is_permanent=True)]
    clock.shift(timedelta(minutes=1))
    send(Dispatch.objects.get().pk)
    tick()
    assert ("Tom", "conversation.undelivered") in told()
    notice = Notice.objects.get(kind="conversation.undelivered")
    assert f"to {ADA}: 550 no such user" in notice.text


def test_the_assignee_hears_that_a_customer_has_another_tier(cast, tick):
    for _ in range(2):
        assign(received(EVE).conversation, cast.tom, by=cast.tom)
    received(EVE)  # nobody's
    elsewhere = Company.objects.get(name="Elsewhere")
    set_by_hand(elsewhere, "priority", now.now().date(), why="They signed today.", by=cast.lead)
    tick()
    found = Notice.objects.filter(kind="conversation.tier").order_by("pk")
    assert [notice.teammate for notice in found] == [cast.tom, cast.tom]
    assert "(Elsewhere, Priority)" in found[0].subject
    assert "Community before: " in found[0].text


def test_ten_new_conversations_are_one_message(cast, tick, whispers, clock):
    for number in range(10):
        received(f"someone{number}@elsewhere.example", subject=f"Question {number}")
        tick(timedelta(minutes=1))
        deliver_all()
    clock.shift(timedelta(minutes=6))
    deliver_all()
    deliver_all()
    assert whispers.heard == [("Mia", "10 things happened")]


def test_a_flood_is_one_notice(cast, tick, whispers, clock):
    for number in range(40):
        received(f"someone{number}@elsewhere.example")
    tick()
    ((_, subject),) = told("conversation.new")
    assert subject.startswith("40 new conversations: #")
    assert Notice.objects.get().text.count("\n- ") == 30  # with the line that says how many more


def test_what_somebody_took_meanwhile_is_not_told_of_any_more(cast, tick, whispers, clock):
    taken, left = received(EVE).conversation, received(EVE, subject="Left alone").conversation
    tick()
    assign(taken, cast.tom, by=cast.tom)
    clock.shift(timedelta(minutes=15))
    deliver_all()
    deliver_all()
    assert [subject.partition(" (")[0] for _, subject in whispers.heard] == [f"New: #{left.pk} Left alone"]
    assert Delivery.objects.filter(state="dropped").count() == 1


def test_what_happened_half_a_day_ago_is_told_no_more(tick, clock):
    received()
    clock.shift(timedelta(hours=12))
    tell_news()
    assert told() == []
    assert not Untold.objects.exists()


def test_what_it_costs_does_not_grow_with_what_is_told_together(cast, tick, django_assert_max_num_queries):
    for number in range(40):
        received(f"someone{number}@elsewhere.example")
    with django_assert_max_num_queries(45):
        tell_news()


def test_what_cannot_be_told_holds_up_nothing(cast, tick):
    with transaction.atomic():
        record("dispatch.failed", ("conversation", 1), by="Frontline", dispatch="not a number")
    received()
    tick()
    assert told() == [("Mia", "conversation.new.priority")]
    assert not Untold.objects.exists()
