"""Nothing is ever out of sight: whatever happens, each open conversation stands on somebody's page."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from frontline.inbox.assigning import assign
from frontline.inbox.closing import close
from frontline.inbox.models import Conversation
from frontline.inbox.replying import reply
from frontline.inbox.snoozing import snooze, wake, wake_if_due
from frontline.kernel import clock as our_clock
from frontline.kernel.refusal import Refusal
from frontline.people.deactivating import deactivate, reactivate
from frontline.people.models import Role, Teammate
from frontline.rotation.away.adding import add_time
from frontline.rotation.models import Absence, Rotation
from frontline.rotation.overriding import override
from frontline.rotation.plan import current
from frontline.rotation.plan.final import who_is_on
from frontline.shift import sections
from frontline.shift.gathering import gather
from frontline.shift.rules import choose, rules
from frontline.shift.scene import scene
from frontline.shift.views.listing import listed
from tests.builders.letters import received
from tests.builders.rotations import utc, weekly

pytestmark = pytest.mark.django_db
whom = st.integers(0, 4)
which = st.integers(0, 7)
BEGUN = ["", "", "", "answered", 20, 70]
STEPS = st.one_of(
    st.tuples(st.just("write"), which, whom),
    st.tuples(st.just("assign"), which, st.one_of(whom, st.none())),
    st.tuples(st.just("assign"), which, whom),
    st.tuples(st.just("reply"), which, whom),
    st.tuples(st.just("snooze"), which, st.sampled_from([1, 20, 70, 200])),
    st.tuples(st.just("wake"), which, st.booleans()),
    st.tuples(st.just("close"), which, whom),
    st.tuples(st.just("leave"), whom, st.none()),
    st.tuples(st.just("come back"), whom, st.none()),
    st.tuples(st.just("be away"), whom, st.sampled_from([3, 100])),
    st.tuples(st.just("plan"), st.lists(st.one_of(whom, st.none()), min_size=1, max_size=3), st.booleans()),
    st.tuples(st.just("nobody on"), st.none(), st.sampled_from([5, 300])),
    st.tuples(st.just("pass"), st.none(), st.sampled_from([1, 9, 30, 100, 200])),
    st.tuples(st.just("rules"), st.booleans(), st.sampled_from([1, 3, 24])),
)


@pytest.mark.timeout(600)
@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.tuples(st.one_of(st.none(), whom), st.sampled_from(BEGUN)), min_size=3, max_size=7),
    st.sets(st.integers(1, 4), max_size=2),
    st.sets(whom, max_size=2),
    st.lists(STEPS, min_size=1, max_size=12),
)
def test_whatever_happens_each_open_conversation_stands_on_somebodys_page(
    cast, clock, begun, gone, away, steps
):
    with transaction.atomic():
        clock.move_to(utc(2026, 3, 2, 9))
        current.forget()
        world = World(cast, clock)
        world.begin(begun, gone, away)
        world.live(steps)
        transaction.set_rollback(True)
    current.forget()


class World:
    def __init__(self, cast, clock):
        more = [
            Teammate.objects.create(email=f"{name}@acme.example", name=name, role=Role.SUPPORT)
            for name in ("olaf", "pia")
        ]
        self.lead, self.clock = cast.lead, clock
        self.people = [cast.lead, cast.mia, cast.tom, *more]
        self.conversations = []
        self.rotations = 0

    def begin(self, begun, gone, away):
        """Conversations of both customers, given to some, put off or answered; then some leave, and some are away."""
        self._rules(False, 1)
        for number, (who, what) in enumerate(begun):
            self._write(number, 0)
            self._assign(number, who)
            if what == "answered":
                reply(self._open_one(number), "We look into it.", by=self.people[who or 0])
                self._assign(number, who)
            elif what:
                self._snooze(number, what)
            self.clock.shift(timedelta(hours=1))
        for who in away:
            self._be_away(who, 100)
        for who in gone:
            self._leave(who, None)
        self._check()

    def live(self, steps):
        for number, (verb, *what) in enumerate(steps):
            with suppress(Refusal), transaction.atomic():
                getattr(self, "_" + verb.replace(" ", "_"))(*what)
            self.clock.shift(timedelta(minutes=7))
            if number % 4 == 3:
                self._check()
        self._check()
        self._read_all()

    def _write(self, number, _):
        """A customer writes: something new, or again."""
        if number < len(self.conversations):
            mail = f"<{self.conversations[number].pk}@customer.example>"
            received(in_reply_to=mail)
        else:
            who = ("ada@northwind.example", "eve@elsewhere.example")[len(self.conversations) % 2]
            made = received(who, message_id=f"<{len(self.conversations)}@x.example>").conversation
            made.messages.update(message_id=f"<{made.pk}@customer.example>")
            self.conversations.append(made)

    def _open_one(self, number):
        found = Conversation.objects.filter(status="open").order_by("pk")
        return found[number % len(found)] if found else None

    def _who(self, number):
        """An active one."""
        active = [each for each in self._fresh() if each.is_active]
        return active[number % len(active)]

    def _fresh(self):
        return list(Teammate.objects.filter(pk__in=[each.pk for each in self.people]).order_by("pk"))

    def _assign(self, number, who):
        if conversation := self._open_one(number):
            assign(conversation, None if who is None else self._who(who), by=self.lead)

    def _reply(self, number, who):
        if conversation := self._open_one(number):
            reply(conversation, "We look into it.", by=self._who(who))

    def _snooze(self, number, hours):
        if conversation := self._open_one(number):
            snooze(conversation, our_clock.now() + timedelta(hours=hours), by=self.lead)

    def _wake(self, number, by_hand):
        if conversation := self._open_one(number):
            wake(conversation, by=self.lead) if by_hand else wake_if_due(conversation.pk)

    def _close(self, number, who):
        if conversation := self._open_one(number):
            close(conversation, by=self._who(who))

    def _leave(self, who, _):
        if self._fresh()[who] != self.lead:
            deactivate(self._fresh()[who], by=self.lead)

    def _come_back(self, who, _):
        reactivate(self._fresh()[who], by=self.lead)

    def _be_away(self, who, hours):
        now = our_clock.now()
        add_time(self._fresh()[who], now, now + timedelta(hours=hours), by=self.lead)

    def _plan(self, members, is_hero):
        self.rotations += 1
        is_hero = is_hero and not Rotation.objects.filter(is_hero=True).exists()
        turns = [None if each is None else self._who(each) for each in members]
        weekly(turns, by=self.lead, name=f"Rotation {self.rotations}", is_hero=is_hero)

    def _nobody_on(self, _, hours):
        now = our_clock.now()
        rotation = self._counts()
        for duty in who_is_on(rotation.pk, now) if rotation else ():
            person = Teammate.objects.get(pk=duty.person.pk)
            override(rotation, "remove", person, now, now + timedelta(hours=hours), by=self.lead)

    def _pass(self, _, hours):
        self.clock.shift(timedelta(hours=hours))

    def _rules(self, chooses, days):
        rotation = Rotation.objects.order_by("-pk").first() if chooses else None
        choose(
            rotation,
            follow_up_after=timedelta(days=days),
            due_next_within=timedelta(hours=days),
            by=self.lead,
        )

    def _counts(self):
        return (
            Rotation.objects.filter(pk=rules().rotation_id).first()
            or Rotation.objects.filter(is_hero=True).first()
        )

    def _keepers(self, assignee):
        """The rule once more, from the tables and the evaluator."""
        now, rotation = our_clock.now(), self._counts()
        away = set(
            Absence.objects.filter(from_at__lte=now, until_at__gt=now).values_list("teammate", flat=True)
        )
        here = {each.pk for each in self._fresh() if each.is_active} - away
        on = who_is_on(rotation.pk, now) if rotation else ()
        turn = {duty.person.pk for duty in on if duty.is_on_call and not duty.is_absent} & here
        if assignee is None:
            return turn or {self.lead.pk}
        if assignee in here:
            return {assignee}
        is_active = Teammate.objects.get(pk=assignee).is_active
        return turn | {self.lead.pk} | ({assignee} if is_active else set())

    def _check(self):
        pages = {each.pk: self._page(each) for each in self._fresh() if each.is_active}
        for each in Conversation.objects.all():
            on = {pk for pk, numbers in pages.items() if each.pk in numbers}
            expected = self._keepers(each.assignee_id) if each.is_open else set()
            assert on == expected, (each, each.assignee_id, each.queue_at, each.snoozed_until)
            assert on or not each.is_open

    def _page(self, me):
        now = scene(me)
        parts = [each for each in sections.parts(now.desk) if each.section != sections.OUTSIDE.key]
        found = gather(parts, now.instants, limit=1000)
        numbers = [place.number for places in found.values() for place in places]
        assert len(numbers) == len(set(numbers)), "a conversation stands twice on a page"
        return set(numbers)

    def _read_all(self):
        """Page by page each section is the same, in the same order."""
        for me in (each for each in self._fresh() if each.is_active):
            now = scene(me)
            whole = gather(sections.parts(now.desk), now.instants, limit=1000)
            for key, places in whole.items():
                assert [place.number for place in places] == self._read_through(key, me)

    def _read_through(self, key, me):
        """The section, two rows at a time."""
        found, after = [], None
        while True:
            page = listed(key, me, after, 2)
            found += [row.pk for row in page.rows]
            if page.next_cursor is None:
                return found
            after = page.next_cursor
