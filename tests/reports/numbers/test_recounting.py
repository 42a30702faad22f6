"""What is counted is what the record says, whatever was done: histories driven through the verbs, counted as they
happened, equal everything counted from scratch; and equal a second reckoning of another make, from the messages, the
events and the clocks alone.
"""

import random
import threading
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction

from frontline.events.models import Event
from frontline.inbox.attributing import set_product
from frontline.inbox.categorising import add_defaults, categorise
from frontline.inbox.closing import close
from frontline.inbox.curating import merge_categories, rename
from frontline.inbox.merging import merge
from frontline.inbox.models import Category, Clock, Conversation, Message
from frontline.inbox.parting import part
from frontline.inbox.reopening import reopen
from frontline.inbox.replying import reply
from frontline.inbox.snoozing import snooze
from frontline.inbox.spam import mark_spam, unmark_spam
from frontline.inbox.undoing import undo
from frontline.kernel import clock
from frontline.kernel.refusal import Refusal
from frontline.people import erasing
from frontline.people.models import Teammate
from frontline.reports.numbers import figures, following
from frontline.reports.numbers.dimensions import lines
from frontline.reports.numbers.models import Fact, Kind
from frontline.reports.numbers.periods import named
from frontline.reports.numbers.reckoning import Reckoned
from frontline.reports.numbers.recounting import COLUMNS
from frontline.reports.numbers.scope import Scope
from frontline.reports.numbers.tallies import Figure, by_kind, distributed
from frontline.tiers.pinning import set_by_hand
from tests.builders.letters import received
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS = ("ada@northwind.example", "eve@elsewhere.example", "kim@stranger.example")


def facts() -> Counter:
    return Counter(Fact.objects.values_list(*COLUMNS))


class History:
    """Somebody does this and that for some weeks."""

    def __init__(self, seed, cast, traveller):
        self.chance, self.cast, self.traveller = random.Random(seed), cast, traveller
        self.done = Counter()

    def go_on(self, steps):
        for _ in range(steps):
            self.traveller.shift(timedelta(minutes=self.chance.randrange(3, 900)))
            rare = [self.reopen, self.undo, self.merge, self.part, self.spam, self.no_spam, self.categorise]
            rare += [self.attribute, self.snooze, self.move, self.curate]
            does = self.chance.choice([self.write] * 8 + [self.answer] * 7 + [self.close] * 2 + rare)
            try:
                does()
            except Refusal:
                continue
            self.done[does.__name__] += 1

    def any(self, **only):
        return self.chance.choice(list(Conversation.objects.filter(**only).order_by("pk")) or [None])

    @property
    def by(self):
        return self.chance.choice([self.cast.mia, self.cast.tom, self.cast.lead])

    def write(self):
        sender = self.chance.choice(SENDERS)
        known = (
            Message.objects.filter(author_address=sender).order_by("pk").values_list("message_id", flat=True)
        )
        if known and self.chance.random() < 0.6:
            received(sender, in_reply_to=self.chance.choice(list(known)))
        else:
            received(sender, noise=self.chance.choice(["", "", "", "auto-replied"]))

    def answer(self):
        if found := self.any():
            reply(found, "Look here.", by=self.by)

    def close(self):
        if found := self.any(status="open"):
            close(found, by=self.by)

    def reopen(self):
        if found := self.any(status="closed"):
            reopen(found, by=self.by)

    def undo(self):
        found = list(Message.objects.filter(direction="out").order_by("-pk")[:3])
        if found:
            undo(self.chance.choice(found), by=self.by)

    def merge(self):
        one, other = self.any(merged_into=None), self.any(merged_into=None)
        if one and other:
            merge(one, into=other, across_customers=True, by=self.by)

    def part(self):
        if found := self.any(merged_into__isnull=False):
            part(found, by=self.by)

    def spam(self):
        if found := self.any(is_spam=False):
            mark_spam(found, by=self.by)

    def no_spam(self):
        if found := self.any(is_spam=True):
            unmark_spam(found, by=self.by)

    def categorise(self):
        if found := self.any():
            some = self.chance.sample(list(Category.objects.order_by("pk")), 2)
            categorise(found, add=some[:1], remove=some[1:], by=self.by)

    def attribute(self):
        if found := self.any():
            set_product(found, self.chance.choice([self.cast.product, None]), by=self.by)

    def snooze(self):
        if found := self.any(status="open"):
            until = clock.now() + timedelta(days=1)
            snooze(found, until, is_theirs=self.chance.random() < 0.5, by=self.by)

    def move(self):
        """A company's tier changes."""
        company = self.chance.choice([self.cast.ada, self.cast.eve]).company
        tier = self.chance.choice(["priority", "subscriber", "community"])
        until_on = (clock.now() + timedelta(days=30)).date()
        set_by_hand(company, tier, until_on, why="They said so", by=self.cast.lead)

    def curate(self):
        one, other = self.chance.sample(list(Category.objects.order_by("pk")), 2)
        if self.chance.random() < 0.7:
            rename(one, f"{one.name[:20]} {self.chance.randrange(1000)}", by=self.cast.lead)
        elif Category.objects.count() > 6:
            merge_categories(one, into=other, by=self.cast.lead)


@pytest.fixture
def weeks(transactional_db, letters):
    """`weeks(seed)`: a history of some weeks, counted as it goes."""
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as traveller:
        add_defaults()
        cast = make_cast()

        def lived(seed):
            history = History(seed, cast, traveller)
            for _ in range(12):
                history.go_on(16)
                assert following.catch_up()
            return history

        yield lived


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counted_as_it_happens_is_counted_from_scratch(weeks, seed):
    history = weeks(seed)
    assert {"answer", "close", "undo", "merge", "spam"} <= set(history.done)
    as_it_happened = facts()
    Fact.objects.all().delete()
    following.start_over()
    assert following.catch_up()
    assert facts() == as_it_happened
    assert sum(as_it_happened.values()) > 40


@pytest.mark.parametrize("seed", [4, 5])
def test_it_is_what_a_second_reckoning_finds(weeks, seed):
    history = weeks(seed)
    counting = Conversation.objects.filter(is_spam=False, merged_into=None)
    assert facts_of(Kind.OPENED) == {(c.pk, c.created_at): None for c in counting}
    assert facts_of(Kind.SOLVED) == {
        (c.pk, c.closed_at): int((c.closed_at - c.created_at).total_seconds())
        for c in counting
        if c.closed_at
    }
    open_now = Fact.objects.filter(kind__in=[1, 2], until_at=None).values_list("conversation_id", flat=True)
    assert sorted(open_now) == sorted(counting.filter(status="open").values_list("pk", flat=True))
    judged = Clock.objects.filter(conversation__in=counting).exclude(verdict="")
    assert {
        (f.conversation_id, f.kind, f.at, f.is_good) for f in Fact.objects.filter(kind__in=[6, 7, 8])
    } == {
        (c.conversation_id, kinds[c.kind], c.broken_at or c.stopped_at, c.verdict == "kept") for c in judged
    }
    assert {
        (f.conversation_id, f.at, f.teammate_id, f.kind == Kind.FIRST_REPLY)
        for f in Fact.objects.filter(kind__in=[3, 4])
    } == naive_replies(counting)
    assert history.done


SPAM = ("conversation.marked_spam", "conversation.marked_not_spam")
kinds = {"first_reply": 6, "next_reply": 7, "resolution": 8}


def facts_of(kind):
    return {(f.conversation_id, f.at): f.took for f in Fact.objects.filter(kind=kind)}


def naive_replies(counting):
    """Each reply that follows a customer's message, with nothing of ours and no closing between the two."""
    found = set()
    for conversation in counting:
        people = conversation.messages.filter(is_automatic=False)
        happened = [(m.at, m.direction, m.teammate_id) for m in people]
        happened += [(at, "closed", None) for at in closings(conversation)]
        asked, first = False, True
        for at, what, by in sorted(happened, key=lambda line: line[0]):
            if what == "out":
                found |= {(conversation.pk, at, by, first)} if asked else set()
                first = False
            asked = what == "in" or (asked and what != "out" and what != "closed")
    return found


def closings(conversation):
    """A mark as spam that was taken back never closed it, if it was open before; nor did a merger that was parted."""
    events = Event.objects.filter(subject_kind="conversation", subject_id=conversation.pk).order_by("id")
    turns = [e for e in events if e.kind in {"conversation.closed", *SPAM}]
    for place, event in enumerate(turns):
        then = turns[place + 1].kind if place + 1 < len(turns) else ""
        never_was = event.kind == SPAM[0] and event.data["was_open"] and then == SPAM[1]
        if event.kind != SPAM[1] and not never_was:
            yield event.at


def test_figures_are_those_of_the_facts(weeks):
    """Medians, shares and the backlog of each day, against a reckoning in Python."""
    weeks(6)
    period = named("quarter", clock.now(), ZoneInfo("Europe/Dublin"))
    scope = Scope(period)
    reckoned = Reckoned(scope)
    now = by_kind(reckoned.tallies)
    inside = [f for f in Fact.objects.all() if period.since <= f.at < period.until]
    for kind in Kind:
        of_kind = [f for f in inside if f.kind == kind]
        figure = now.get(kind, Figure())
        has_length = kind in {Kind.FIRST_REPLY, Kind.NEXT_REPLY, Kind.SOLVED}
        worked = [f.worked for f in of_kind if has_length]
        assert figure.count == len(of_kind)
        assert figure.good == sum(f.is_good is True for f in of_kind)
        assert figure.judged == sum(f.is_good is not None for f in of_kind)
        assert (figure.median, figure.p90) == percentiles(worked)
    assert sum(distributed(reckoned.tallies, figures.EDGES)) == now[Kind.FIRST_REPLY].count
    spells = list(Fact.objects.filter(kind__in=[1, 2]))
    open_now = sum(figures.backlog(scope, clock.now()))
    for day, count in figures.open_by_day(scope, open_now).items():
        ends = Scope(named("dates", clock.now(), period.zone, str(day), str(day))).period.until
        assert count == sum(f.at < ends and (f.until_at is None or f.until_at >= ends) for f in spells), day
    for dimension, column in (("tier", "tier"), ("product", "product_id"), ("channel", "channel")):
        told = lines(reckoned, dimension)
        assert sum(line.opened for line in told) == now[Kind.OPENED].count
        for line in told:
            of_line = [f for f in inside if (getattr(f, column) or 0) == line.key]
            replies = [f.worked for f in of_line if f.kind == Kind.FIRST_REPLY]
            promises = [f.is_good for f in of_line if f.kind == Kind.FIRST_PROMISE]
            assert (line.replied, line.median, line.p90) == (len(replies), *percentiles(replies))
            assert (line.kept, line.judged) == (sum(promises), len(promises))
    for line in lines(reckoned, "teammate"):
        theirs = [f.worked for f in inside if f.teammate_id == line.key and f.kind in {3, 4}]
        assert (line.replied, line.median, line.p90) == (len(theirs), *percentiles(theirs))
        assert lines(reckoned.of(line.key), "teammate") == [line]


def percentiles(lengths):
    """The lower middle one, and the nearest rank of 90 %."""
    known = sorted(lengths)
    return (known[(len(known) + 1) // 2 - 1], known[-(-len(known) * 9 // 10) - 1]) if known else (None, None)


def test_the_figures_stay_when_a_customer_is_erased(weeks):
    """What was open of theirs is closed by it, and counts as that; all else is as it was."""
    history = weeks(9)
    were_open = set(Conversation.objects.filter(status="open").values_list("pk", flat=True))
    before = facts()
    erasing.go_on(erasing.erase(history.cast.ada, why=erasing.WHYS[0], by=history.cast.lead).pk)
    assert following.catch_up()
    after = facts()
    assert {fact[0] for fact in (after - before) + (before - after)} <= were_open
    following.start_over()
    assert following.catch_up()
    assert facts() == after


def test_a_renamed_category_keeps_its_conversations(weeks):
    weeks(7)
    scope = Scope(named("quarter", clock.now(), ZoneInfo("UTC")))
    before = {line.key: line.opened for line in lines(Reckoned(scope), "category")}
    category = Category.objects.filter(pk__in=[key for key in before if key]).first()
    rename(category, "Something else", by=Teammate.objects.get(role="lead"))
    after = {line.key: line for line in lines(Reckoned(scope), "category")}
    assert {key: line.opened for key, line in after.items()} == before
    assert after[category.pk].label == "Something else"


def test_what_commits_late_is_counted_too(weeks):
    """A cursor by event id would have passed it."""
    weeks(8)
    found = Conversation.objects.filter(status="open", is_spam=False, merged_into=None).first()
    assert found is not None
    lead = Teammate.objects.get(role="lead")
    begun, counted = threading.Event(), threading.Event()

    def late():
        with transaction.atomic():
            close(found, by=lead)
            begun.set()
            counted.wait(20)
        connection.close()

    thread = threading.Thread(target=late)
    thread.start()
    assert begun.wait(20)
    received("ada@northwind.example")
    following.catch_up()
    assert not Fact.objects.filter(conversation=found, kind=Kind.SOLVED).exists()
    counted.set()
    thread.join()
    following.catch_up()
    assert Fact.objects.filter(conversation=found, kind=Kind.SOLVED).exists()
