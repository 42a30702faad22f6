"""A week of support, from a seed, in which people answer as people do, and heed what they are told.

40 conversations a day, of three tiers; an incident on Thursday brings as many again within two hours. Mia, the hero,
and a second support engineer answer during working hours, in the order of the queue; some matters go to Tom, who has
work of his own and looks after them now and then. Now and then somebody takes a matter and forgets it, until they are
warned. A warning is heeded more often the louder it is, and often it isn't. Everything goes through the public verbs
and the real queue.
"""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import time_machine

from frontline.hours import working_time
from frontline.hours.making import Terms, make
from frontline.hours.reading import typed
from frontline.inbox.assigning import assign
from frontline.inbox.clocks.calendars import opening
from frontline.inbox.closing import close
from frontline.inbox.models import Clock, Conversation
from frontline.inbox.replying import reply
from frontline.notify.models import Notice
from frontline.people.finding import customer_at
from frontline.people.models import Company, Teammate
from tests.builders.letters import received
from tests.builders.month import BEGINS, DAY, HOUR, MINUTE, TIERS

HOURS = Terms("Support", "Europe/Dublin", (*[typed("9-17:30")] * 5, (), ()))
TICK = 10 * MINUTE
HEEDED = {"promise.soon": 0.3, "promise.still": 0.4, "promise.last": 0.6, "promise.broken": 1.0}
OTHERS_TAKE_OVER = 0.3  # of what they are told of another's matter
GOES_TO_TOM, IS_FORGOTTEN, WRITES_AGAIN = 0.12, 0.05, 0.45
MOST_ROUNDS = 3
INCIDENT = 3  # Thursday


@dataclass
class Worker:
    """`answers_in` is the mean of what an answer takes; `looks_every` how often somebody with other work looks here."""

    teammate: Teammate
    answers_in: timedelta
    looks_every: timedelta = timedelta()
    busy_until: datetime = BEGINS
    read_to: int = 0  # the notices that were read
    heeds: list[int] = field(default_factory=list)


@dataclass
class Week:
    """`tick` does what the timers and the workers of jobs do. After `live`, the record says what came of it."""

    workers: list[Worker]
    tom: Teammate
    traveller: time_machine.Traveller
    tick: Callable[[], None]
    seed: int = 1
    a_day: int = 40
    days: int = 7
    rounds: dict[int, int] = field(default_factory=dict)
    forgotten: set[int] = field(default_factory=set)
    _mails: list[tuple[datetime, int, str, str]] = field(default_factory=list)

    def live(self) -> None:
        self.chance = random.Random(self.seed)
        self.customers = _customers()
        self._plan_arrivals()
        now = BEGINS
        while now < BEGINS + self.days * DAY:
            now += TICK if self._is_open(now) else 3 * TICK
            while self._mails and self._mails[0][0] <= now:
                self._arrives(*heapq.heappop(self._mails))
            self.traveller.move_to(now)
            self.tick()
            for worker in self.workers if self._is_open(now) else ():
                self._work(worker, now)

    def _plan_arrivals(self) -> None:
        for day in range(self.days):
            midnight = BEGINS + day * DAY
            for _ in range(self.a_day // 4 if midnight.weekday() >= 5 else self.a_day):
                self._comes(midnight + self.chance.triangular(0, 24, 13) * HOUR)
            if day == INCIDENT:
                for _ in range(self.a_day):
                    self._comes(midnight + (10 + 2 * self.chance.random()) * HOUR)

    def _comes(self, at: datetime, thread: str = "") -> None:
        tier = self.chance.choices(TIERS, (3, 4, 3))[0]
        heapq.heappush(self._mails, (at.replace(microsecond=0), len(self._mails), tier, thread))

    def _arrives(self, at: datetime, _: int, tier: str, thread: str) -> None:
        self.traveller.move_to(at)
        if thread:
            sender = Conversation.objects.get(messages__message_id=thread).participants.get().address
            received(sender, in_reply_to=thread, text="And now?")
        else:
            name = f"<{self.chance.random()}@week.example>"
            received(self.customers[tier], subject="How do I do this?", message_id=name)

    def _work(self, worker: Worker, now: datetime) -> None:
        self._read(worker)
        if worker.busy_until > now:
            return
        found = self._heeded(worker) or self._next(worker)
        if found is None:
            return
        fate = self.chance.random()
        is_new = found.assignee_id is None and found.pk not in self.rounds
        if is_new and worker.teammate != self.tom and fate < GOES_TO_TOM + IS_FORGOTTEN:
            assign(found, self.tom if fate < GOES_TO_TOM else worker.teammate, by=worker.teammate)
            if fate >= GOES_TO_TOM:
                self.forgotten.add(found.pk)
            worker.busy_until = now + self._some(TICK)
            return
        self._answer(found, worker, now)
        worker.busy_until = now + self._some(worker.answers_in) + self._some(worker.looks_every)

    def _answer(self, conversation: Conversation, worker: Worker, now: datetime) -> None:
        reply(conversation, "An answer.", by=worker.teammate)
        self.forgotten.discard(conversation.pk)
        self.rounds[conversation.pk] = self.rounds.get(conversation.pk, 0) + 1
        if self.rounds[conversation.pk] < MOST_ROUNDS and self.chance.random() < WRITES_AGAIN:
            thread = conversation.messages.filter(direction="in").order_by("pk").first()
            assert thread
            self._comes(now + self._some(4 * HOUR), thread.message_id)
        else:
            close(conversation, by=worker.teammate)

    def _read(self, worker: Worker) -> None:
        """What reached them since they last looked; a warning is heeded, or forgotten again."""
        notices = Notice.objects.filter(
            teammate=worker.teammate,
            pk__gt=worker.read_to,
            kind__in=HEEDED,
            deliveries__state__in=["sent", "digested"],
        )
        for notice in notices.distinct().order_by("pk"):
            worker.read_to = notice.pk
            for clock in Clock.objects.filter(pk__in=notice.about).select_related("conversation"):
                is_theirs = clock.conversation.assignee_id in {None, worker.teammate.pk}
                if self.chance.random() < HEEDED[notice.kind] * (1 if is_theirs else OTHERS_TAKE_OVER):
                    worker.heeds.append(clock.conversation_id)

    def _heeded(self, worker: Worker) -> Conversation | None:
        while worker.heeds:
            found = _waiting().filter(pk=worker.heeds.pop(0)).first()
            if found:
                return found
        return None

    def _next(self, worker: Worker) -> Conversation | None:
        """Their own first, then what is nobody's; Tom only looks after his own."""
        mine = _waiting().filter(assignee=worker.teammate).exclude(pk__in=self.forgotten).first()
        return mine or (None if worker.teammate == self.tom else _waiting().filter(assignee=None).first())

    def _is_open(self, now: datetime) -> bool:
        return working_time.is_open(opening("default"), now)

    def _some(self, mean: timedelta) -> timedelta:
        seconds = self.chance.expovariate(1 / mean.total_seconds()) if mean else 0
        return timedelta(seconds=int(seconds))


def _waiting():  # type: ignore[no-untyped-def]
    """What waits for us, in the order of the queue."""
    found = Conversation.objects.filter(status="open", snoozed_until=None, waits_for_customer=False)
    return found.order_by("rank", "queue_at", "id")


def _customers() -> dict[str, str]:
    found = {}
    for tier in TIERS:
        Company.objects.create(
            name=tier.title(), domain=f"{tier}.example", domain_is_verified=True, tier=tier
        )
        found[tier] = customer_at(f"someone@{tier}.example", name="Someone").addresses.get().value
    return found


def keep_hours(by: Teammate) -> None:
    """The calendar that promises are reckoned in. Call it at BEGINS."""
    make(HOURS, by=by)
