"""What would change today if something else were promised. Nothing is changed by asking."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from frontline.inbox.clocks import calendars
from frontline.inbox.clocks.deciding import Deciding, Facts
from frontline.inbox.clocks.held import Held
from frontline.inbox.clocks.keeping import held_of
from frontline.inbox.clocks.reckoning import is_late
from frontline.inbox.clocks.rules import KINDS, Promise
from frontline.inbox.models import Clock, Conversation
from frontline.inbox.models.clock import RUNNING

SHOWN = 20
_BATCH = 500
_OURS = Q(messages__direction="out", messages__is_automatic=False)


@dataclass(frozen=True, slots=True)
class Over:
    """A conversation with a promise that would be broken at once."""

    number: int
    subject: str
    tier: str
    kind: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Of `looked_at` open conversations, how many are over now, and would be; the first SHOWN that are not now."""

    looked_at: int
    over_now: int
    over_then: int
    new: list[Over]


def preview(promises: Sequence[Promise], now: datetime) -> Preview:
    """What these promises would make of the open conversations, at `now`. Three queries for each 500 of them."""
    looked_at, over_now, over_then = 0, 0, 0
    new: list[Over] = []
    for conversation, clocks in _open():
        looked_at += 1
        then = _then(conversation, clocks, promises, now)
        late = [held for held in then if _is_over(held, now)]
        was = any(_is_over(held, now) for held in clocks)
        over_now, over_then = over_now + was, over_then + bool(late)
        if late and not was and len(new) < SHOWN:
            tier = conversation.customer.tier
            new.append(Over(conversation.number, conversation.subject, tier, KINDS[late[0].kind]))
    return Preview(looked_at, over_now, over_then, new)


def _open() -> Iterator[tuple[Conversation, list[Held]]]:
    last = 0
    found = Conversation.objects.filter(status=Conversation.Status.OPEN, merged_into=None, is_spam=False)
    found = found.select_related("customer__company", "product").order_by("pk")
    while batch := list(found.filter(pk__gt=last)[:_BATCH]):
        clocks: dict[int, list[Held]] = defaultdict(list)
        for clock in Clock.objects.filter(RUNNING, conversation__in=batch).order_by("pk"):
            clocks[clock.conversation_id].append(held_of(clock))
        for conversation in batch:
            yield conversation, clocks[conversation.number]
        last = batch[-1].pk


def _then(
    conversation: Conversation, clocks: Sequence[Held], promises: Sequence[Promise], now: datetime
) -> list[Held]:
    facts = Facts(
        tier=conversation.customer.tier,
        channel=conversation.channel,
        team_id=conversation.product.team_id if conversation.product else None,
        waiting_since=conversation.waiting_since,
        replied_at=None if clocks else _replied_at(conversation),
        is_open=True,
        waits_for_customer=conversation.waits_for_customer,
        is_put_off=conversation.snoozed_until is not None and conversation.snooze_is_theirs,
    )
    steps = Deciding(facts, promises, calendars.opening, now).steps(clocks)
    then = {held.id: held for held in clocks} | {step.after.id: step.after for step in steps if step.after.id}
    return [*then.values(), *(step.after for step in steps if not step.after.id)]


def _replied_at(conversation: Conversation) -> datetime | None:
    """Only asked of those that have no clock yet: what kind the first would be."""
    found = Conversation.objects.filter(pk=conversation.pk).aggregate(at=Max("messages__at", filter=_OURS))
    at: datetime | None = found["at"]
    return at


def _is_over(held: Held, now: datetime) -> bool:
    return not held.is_over and (held.broken_at is not None or is_late(held, now))
