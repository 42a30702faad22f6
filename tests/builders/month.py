"""A month of support, from a seed: first as a script of what happens, then played through the public verbs.

40 conversations a day by default, of three tiers and two products whose teams work in two zones; the clocks are changed
in the middle of it (in New York on 8 March, in Dublin on 29 March 2026); one day has an incident; 17 March is a holiday
in Ireland. Customers write again, also into what was closed; replies are taken back; conversations are put off by us
and by them, closed, reopened and marked as spam.

    month = Month(seed=1, a_day=40)
    stage = set_the_stage(cast)
    play(month.script(), stage, traveller, ticks=timedelta(minutes=15), tick=lambda now: ring(now))

The script says all that happened, so that a test can work out for itself what should have come of it.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import time_machine

from frontline.hours.closing import close as close_calendar
from frontline.hours.making import Terms, make
from frontline.hours.marking import When
from frontline.hours.reading import typed
from frontline.inbox import closing, reopening, snoozing, spam
from frontline.inbox.clocks.rules import Promise
from frontline.inbox.clocks.ruling import save_promises
from frontline.inbox.models import Conversation
from frontline.inbox.replying import reply
from frontline.inbox.undoing import undo
from frontline.people.finding import customer_at
from frontline.people.models import Company, Product, Teammate
from tests.builders.letters import received
from tests.cast import Cast

BEGINS = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 30
INCIDENT = 10  # the day of the month that it is on, from 0
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TIERS = ("priority", "subscriber", "community")
PRODUCTS = ("", "Postgres", "Builds")

DUBLIN = Terms("Dublin", "Europe/Dublin", (*[typed("9-12:30, 13:15-17:30")] * 5, (), ()), "IE")
NEW_YORK = Terms("New York", "America/New_York", (*[typed("20:00-04:00")] * 5, typed("22:00-06:00"), ()))
CLOSED = (datetime(2026, 3, 12, 14, 0, tzinfo=UTC), datetime(2026, 3, 13, 11, 30, tzinfo=UTC))
"""An afternoon and a morning off in Dublin."""

PROMISES = (
    Promise("priority", "", "first_reply", 15 * MINUTE, HOUR, 8 * HOUR, "team"),
    Promise("priority", "", "next_reply", HOUR, 3 * HOUR, 6 * HOUR, "team"),
    Promise("priority", "", "resolution", 8 * HOUR, 20 * HOUR, 24 * HOUR, "default"),
    Promise("subscriber", "", "first_reply", HOUR, 4 * HOUR, 8 * HOUR, "default"),
    Promise("subscriber", "", "next_reply", None, None, 12 * HOUR, "team"),
    Promise("community", "", "first_reply", 8 * HOUR, 20 * HOUR, 24 * HOUR, "always"),
)
"""What is promised in this month. Nothing else is."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens to conversation `key` (from 0). `what` is one of:

    "mail" (the first, or one more), "reply", "undo" (of the last reply), "snooze" and "snooze theirs" (until `until`),
    "wake" (because its instant has come), "close", "reopen", "spam".
    """

    at: datetime
    key: int
    what: str
    tier: str
    product: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class Month:
    """`a_day` conversations a day, `days` of it from BEGINS on."""

    seed: int = 1
    a_day: int = 40
    days: int = DAYS

    @property
    def ends(self) -> datetime:
        return BEGINS + self.days * DAY

    def script(self) -> list[Step]:
        """All that happens, in order.."""
        chance = random.Random(self.seed)
        steps: list[Step] = []
        key = 0
        for day in range(self.days):
            opens = BEGINS + day * DAY
            for _ in range(max(1, self.a_day // 4) if opens.weekday() >= 5 else self.a_day):
                hour = chance.triangular(0, 24, 13)
                steps += _Life(chance, key, opens + _whole(hour * HOUR)).steps()
                key += 1
            if day == INCIDENT:
                for _ in range(self.a_day * 2):
                    at = opens + 10 * HOUR + _whole(chance.random() * 2 * HOUR)
                    steps += _Life(chance, key, at, slower=3).steps()
                    key += 1
        return sorted((step for step in steps if step.at < self.ends), key=lambda step: step.at)


class _Life:
    """One conversation, until it is closed for good, forgotten, or the month is over."""

    def __init__(self, chance: random.Random, key: int, opens: datetime, *, slower: float = 1) -> None:
        self.chance, self.key, self.at, self.slower = chance, key, opens, slower
        self.tier = chance.choices(TIERS, (3, 4, 3))[0]
        self.product = chance.choice(PRODUCTS)

    def steps(self) -> Iterator[Step]:
        yield self._step("mail")
        if self._happens(0.03):
            self._wait(HOUR)
            yield self._step("spam")
            return
        for _ in range(self.chance.choice((1, 1, 2, 2, 3, 4))):
            yield from self._put_off()
            if self._happens(0.05):
                return  # forgotten
            yield from self._answer()
            yield from self._look_after()
            if self._happens(0.4):
                self._wait(HOUR)
                yield self._step("close")
            if self._happens(0.4):
                break
            self._wait(8 * HOUR)
            yield self._step("mail")
        self._wait(12 * HOUR)
        yield self._step("close")

    def _put_off(self) -> Iterator[Step]:
        """They wait for us, and perhaps we put it off, or they ask us to wait; and perhaps they can't."""
        if not self._happens(0.2):
            return
        self._wait(HOUR)
        until = self.at + 5 * MINUTE + self._some(10 * HOUR)
        yield self._step("snooze theirs" if self._happens(0.6) else "snooze", until)
        if self._happens(0.3):
            self.at += _whole(self.chance.random() * (until - self.at))
            yield self._step("mail")
        else:
            self.at = until
            yield self._step("wake")

    def _answer(self) -> Iterator[Step]:
        self._wait(self.slower * (3 if self._happens(0.8) else 20) * HOUR)
        if self._happens(0.12):
            yield self._step("close")
            self._wait(2 * HOUR)
            yield self._step("reopen")
            self._wait(HOUR)
        yield self._step("reply")
        if self._happens(0.1):
            self.at += self.chance.randint(2, 9) * timedelta(seconds=1)
            yield self._step("undo")
            self._wait(HOUR)
            yield self._step("reply")

    def _look_after(self) -> Iterator[Step]:
        """It waits for them, and we come back to it if they don't answer."""
        if not self._happens(0.15):
            return
        self._wait(10 * MINUTE)
        until = self.at + 5 * MINUTE + self._some(20 * HOUR)
        yield self._step("snooze", until)
        self.at = until
        yield self._step("wake")
        self._wait(2 * HOUR)
        yield self._step("reply")

    def _step(self, what: str, until: datetime | None = None) -> Step:
        return Step(self.at, self.key, what, self.tier, self.product, until)

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _wait(self, mean: timedelta) -> None:
        self.at += self._some(mean)

    def _some(self, mean: timedelta) -> timedelta:
        """A random time with that mean, in whole seconds, two at least."""
        seconds = self.chance.expovariate(1 / mean.total_seconds())
        return _whole(timedelta(seconds=seconds)) + timedelta(seconds=2)


def _whole(length: timedelta) -> timedelta:
    return timedelta(seconds=int(length.total_seconds()))


@dataclass
class Stage:
    """Who and what plays in it; `numbers` are the conversations by key, as they open."""

    by: Teammate
    customers: dict[str, str]
    numbers: dict[int, int] = field(default_factory=dict)
    replies: dict[int, list[object]] = field(default_factory=dict)


def set_the_stage(cast: Cast) -> Stage:
    """The calendars, the promises, the products' teams, and a customer of each tier. Call it at BEGINS."""
    dublin = make(DUBLIN, by=cast.lead)
    assert cast.product.team
    make(NEW_YORK, teams=[cast.product.team], by=cast.lead)
    close_calendar(dublin, When(from_at=CLOSED[0], until_at=CLOSED[1]), by=cast.lead)
    assert cast.mia.team
    Product.objects.get_or_create(name="Builds", defaults={"team": cast.mia.team})
    save_promises(PROMISES, of=0, by=cast.lead)
    customers = {}
    for tier in TIERS:
        domain = f"{tier}.example"
        Company.objects.create(name=tier.title(), domain=domain, domain_is_verified=True, tier=tier)
        customers[tier] = customer_at(f"someone@{domain}", name="Someone").addresses.get().value
    return Stage(cast.mia, customers)


def play(
    script: list[Step],
    stage: Stage,
    traveller: time_machine.Traveller,
    *,
    ticks: timedelta = HOUR,
    tick: Callable[[datetime], object] = lambda now: None,
    until: datetime | None = None,
) -> None:
    """Do each step at its instant, and call `tick` every `ticks` between them, and at the end."""
    now = BEGINS
    for step in script:
        while now + ticks <= step.at:
            now += ticks
            traveller.move_to(now)
            tick(now)
        traveller.move_to(step.at)
        perform(step, stage)
    while until and now < until:
        now = min(now + ticks, until)
        traveller.move_to(now)
        tick(now)


def perform(step: Step, stage: Stage) -> None:
    """Do one step now."""
    if step.what == "mail":
        _mail(step, stage)
        return
    conversation = Conversation(pk=stage.numbers[step.key])
    if step.what == "reply":
        stage.replies.setdefault(step.key, []).append(reply(conversation, "An answer.", by=stage.by))
    elif step.what == "undo":
        undo(stage.replies[step.key].pop(), by=stage.by)  # type: ignore[arg-type]
    elif step.what in {"snooze", "snooze theirs"}:
        assert step.until
        snoozing.snooze(conversation, step.until, is_theirs=step.what == "snooze theirs", by=stage.by)
    else:
        _OTHERS[step.what](conversation, stage.by)


def _mail(step: Step, stage: Stage) -> None:
    name = f"<{step.key}@month.example>"
    if step.key in stage.numbers:
        received(stage.customers[step.tier], text="And now?", in_reply_to=name)
        return
    message = received(
        stage.customers[step.tier], subject=f"Matter {step.key}", message_id=name, product=step.product
    )
    stage.numbers[step.key] = message.conversation_id


_OTHERS: dict[str, Callable[[Conversation, Teammate], object]] = {
    "wake": lambda conversation, by: snoozing.wake_if_due(conversation.pk),
    "close": lambda conversation, by: closing.close(conversation, by=by),
    "reopen": lambda conversation, by: reopening.reopen(conversation, by=by),
    "spam": lambda conversation, by: spam.mark_spam(conversation, by=by),
}
