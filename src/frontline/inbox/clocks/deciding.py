"""Deciding: what each clock of a conversation should be doing, of what the conversation is now. Pure.

- A reply's clock runs while they wait for us, one for each time that they begin to. Our reply stops it.
- The resolution's clock runs while they wait for us, from the opening to the close; a reopening lets it go on.
- Both pause in a snooze that the customer asked for; ours is our own affair.
- Spam, and what was merged away, counts for nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontline.hours.opening import Opening
from frontline.inbox.clocks import reckoning
from frontline.inbox.clocks.calendars import label_for
from frontline.inbox.clocks.held import Held, Step
from frontline.inbox.clocks.rules import FIRST_REPLY, NEXT_REPLY, RESOLUTION, Promise, promise_for
from frontline.people.models import Tier

WE_OWE, THEY_OWE, THEIR_SNOOZE = (
    "They wait for us",
    "Waits for the customer",
    "Snoozed, as the customer asked",
)
SET_ASIDE, REOPENED = "Closed or set aside", "Open again"
TAKEN_BACK, NEW_RULES = "The reply was taken back", "The promise has changed"


@dataclass(frozen=True, slots=True)
class Facts:
    """A conversation as clocks see it. `replied_at`: when a teammate last replied; `team_id` owns the product."""

    tier: str
    channel: str
    team_id: int | None
    waiting_since: datetime
    replied_at: datetime | None
    is_open: bool = True
    is_void: bool = False
    waits_for_customer: bool = False
    is_put_off: bool = False
    """In a snooze that the customer asked for."""
    undone_at: datetime | None = None
    """When the reply was written that was just taken back."""

    @property
    def we_owe(self) -> bool:
        return self.is_open and not self.is_void and not self.waits_for_customer

    @property
    def runs(self) -> bool:
        return self.we_owe and not self.is_put_off

    @property
    def because(self) -> str:
        """Why it runs, or pauses."""
        if self.waits_for_customer:
            return THEY_OWE
        return THEIR_SNOOZE if self.is_put_off else WE_OWE


class Deciding:
    """One decision, at the instant `at`."""

    def __init__(
        self, facts: Facts, rules: Iterable[Promise], opening: Callable[[str], Opening], at: datetime
    ) -> None:
        self.facts, self.rules, self.opening, self.at = facts, tuple(rules), opening, at

    def steps(self, clocks: Sequence[Held]) -> list[Step]:
        """What becomes of these, oldest first, and of those that begin; nothing for those that stay as they are.

        `clocks` are those that run or pause, the resolution's, and the last two of replies.
        """
        replies = [held for held in clocks if held.is_reply]
        resolution = next((held for held in clocks if not held.is_reply), None)
        return [*self._replies(replies), *self._resolution(resolution)]

    def _replies(self, replies: Sequence[Held]) -> list[Step]:
        now = next((held for held in replies if not held.is_over), None)
        same = self._of_same_spell(replies, now)
        if not self.facts.we_owe:
            if now is not None:
                return [self._end(now)]
            return self._ended_otherwise(same) if same else []
        if same is not None:
            ended = [reckoning.voided(now, self.opening(now.calendar), self.at)] if now else []
            return [*ended, *self._go_on(same)]
        return self._keep(now) if now else self._begin(NEXT_REPLY if self.facts.replied_at else FIRST_REPLY)

    def _of_same_spell(self, replies: Sequence[Held], now: Held | None) -> Held | None:
        over = [held for held in replies if held.stopped_at and (now is None or held.id < now.id)]
        last = max(over, key=lambda held: (held.stopped_at, held.id), default=None)
        return last if last is not None and self._is_same_spell(last) else None

    def _is_same_spell(self, held: Held) -> bool:
        """Whether they wait still, or again, for what this clock was stopped for: no reply of that time stands."""
        assert held.stopped_at
        replied_at, waiting_since = self.facts.replied_at, self.facts.waiting_since
        no_reply = replied_at is None or replied_at < held.stopped_at
        if self.facts.undone_at is not None and self.facts.waits_for_customer:
            return held.stopped_at == self.facts.undone_at
        return no_reply and waiting_since <= held.stopped_at

    def _ended_otherwise(self, held: Held) -> list[Step]:
        """The reply that stopped it was taken back, but another was written meanwhile, or the matter was closed."""
        undone, met = self.facts.undone_at, self.facts.waits_for_customer
        if undone is None:
            return []
        opening = self.opening(held.calendar)
        again = reckoning.gone_on(held, opening, self.at, TAKEN_BACK, gap="", runs=True)
        at = max(self.facts.waiting_since, undone) if met else self.at
        stop = reckoning.stopped(again.after, opening, at, met=met)
        whole = replace(again.begun[0], until_at=stop.ended_at, worked_for=stop.worked_for)
        return [replace(stop, ended_at=None, worked_for=None, begun=(whole,))]

    def _resolution(self, held: Held | None) -> list[Step]:
        if held is None:
            opens = self.facts.is_open and not self.facts.is_void
            return self._begin(RESOLUTION) if opens else []
        if self.facts.is_void or not self.facts.is_open:
            return [] if held.is_over else [self._end(held, met=not self.facts.is_void)]
        return self._go_on(held) if held.is_over else self._keep(held)

    def _end(self, held: Held, *, met: bool | None = None) -> Step:
        held = self._fresh(held)
        if self.facts.is_void:
            return reckoning.voided(held, self.opening(held.calendar), self.at)
        was_met = self.facts.waits_for_customer if met is None else met
        return reckoning.stopped(held, self.opening(held.calendar), self.at, met=was_met)

    def _begin(self, kind: str) -> list[Step]:
        terms = self._terms(kind)
        if terms is None:
            return []
        opening = self.opening(terms.calendar)
        at = self.facts.waiting_since
        return [reckoning.begun(terms, opening, at, self.facts.because, runs=self.facts.runs)]

    def _go_on(self, held: Held) -> list[Step]:
        terms = self._terms(held.kind)
        if terms is None:
            return []
        undone = self.facts.undone_at is not None
        gap = "" if undone else SET_ASIDE
        why = TAKEN_BACK if undone else REOPENED if self.facts.runs else self.facts.because
        held = _with_terms(held, terms)
        opening = self.opening(held.calendar)
        return [reckoning.gone_on(held, opening, self.at, why, gap=gap, runs=self.facts.runs)]

    def _keep(self, held: Held) -> list[Step]:
        """It goes on, perhaps by other terms; it runs or pauses, as it should."""
        terms = self._terms(held.kind)
        was, held = held, self._fresh(held)
        if terms is None:
            return [reckoning.voided(held, self.opening(held.calendar), self.at)]
        if _with_terms(held, terms) != held:
            return [self._regiven(held, terms)]
        opening = self.opening(held.calendar)
        if self.facts.runs == (held.since_at is not None):
            return [Step(held)] if held != was else []
        if not self.facts.runs:
            return [reckoning.paused(held, opening, self.at, self.facts.because)]
        if self._was_undone(held):
            return [reckoning.resumed(held, opening, held.begun_at or self.at, TAKEN_BACK)]
        return [reckoning.resumed(held, opening, self.at, self.facts.because)]

    def _was_undone(self, held: Held) -> bool:
        """Whether it pauses for nothing but a reply that was taken back."""
        undone, begun = self.facts.undone_at, held.begun_at
        return undone is not None and begun is not None and begun >= undone

    def _regiven(self, held: Held, terms: Held) -> Step:
        moved = f"The customer is {Tier(terms.tier).label} now" if terms.tier != held.tier else NEW_RULES
        before, after = self.opening(held.calendar), self.opening(terms.calendar)
        return reckoning.given(held, terms, before, after, self.at, moved)

    def _terms(self, kind: str) -> Held | None:
        """A clock of this kind that has not begun, by what is promised now; None if nothing is."""
        promise = promise_for(self.rules, self.facts.tier, self.facts.channel, kind)
        if promise is None or promise.promised is None:
            return None
        label = label_for(promise.calendar, self.facts.team_id)
        return Held(
            kind,
            self.facts.tier,
            promise.target,
            promise.warn,
            promise.promised,
            label,
            self.facts.waiting_since,
        )

    def _fresh(self, held: Held) -> Held:
        """With its instants as the calendar has them now."""
        return reckoning.with_instants(held, self.opening(held.calendar))


def _with_terms(held: Held, terms: Held) -> Held:
    return replace(
        held,
        tier=terms.tier,
        target_for=terms.target_for,
        warn_for=terms.warn_for,
        promised_for=terms.promised_for,
        calendar=terms.calendar,
    )
