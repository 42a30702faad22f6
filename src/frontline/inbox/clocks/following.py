"""Following: a conversation's clocks are brought in line with what it is now, and its place in the queue with them.

Every verb that changes who waits for whom calls `follow`, in its transaction, before it saves. Doing it again changes
nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from frontline.events.recording import Fact, record_all
from frontline.inbox import events
from frontline.inbox.clocks import calendars, current, keeping
from frontline.inbox.clocks.deciding import Deciding, Facts
from frontline.inbox.clocks.held import Held, Step
from frontline.inbox.clocks.keeping import Known
from frontline.inbox.clocks.rules import rank_of
from frontline.inbox.models import Conversation
from frontline.inbox.queueing import place

FIELDS = ["rank", "due_at", "queue_at"]
BY = "Clocks"


def follow(conversation: Conversation, *, at: datetime, undone_at: datetime | None = None) -> None:
    """Bring the clocks of `conversation` in line with it. The caller has locked it, and saves FIELDS.

    `at` is when what changed it happened; `undone_at` when the reply was written that was just taken back.
    """
    facts = followed(conversation, at=at, undone_at=undone_at)
    if facts:
        record_all(*facts)


def followed(conversation: Conversation, *, at: datetime, undone_at: datetime | None = None) -> list[Fact]:
    """`follow`, for callers that record what is to be recorded together with their own."""
    return _follow(conversation, keeping.read(conversation), at, undone_at)


class Opened:
    """The clocks of a conversation that is about to be made: their instants first, so that it is inserted whole.

    `rows` are theirs, to be inserted with it.
    """

    def __init__(self, conversation: Conversation, *, at: datetime) -> None:
        product = conversation.product
        known = Known(conversation.customer.tier, product.team_id if product else None, None)
        steps = _decided(conversation, known, at).steps(())
        _place(conversation, known.tier, [step.after for step in steps])
        self.rows = [row for step in steps for row in keeping.rows(conversation, step)]


def _follow(conversation: Conversation, known: Known, at: datetime, undone_at: datetime | None) -> list[Fact]:
    clocks = {held.id: held for held in known.clocks}
    facts: list[Fact] = []
    # A second look, for a clock that was given other terms and should pause, too; what was undone was seen to.
    for undone in (undone_at, None):
        steps = _decided(conversation, known, at, undone).steps([clocks[key] for key in sorted(clocks)])
        if not steps:
            break
        steps = keeping.write(conversation, steps)
        clocks |= {step.after.id: step.after for step in steps}
        facts += _facts(conversation, steps)
    _place(conversation, known.tier, clocks.values())
    return facts


def _decided(
    conversation: Conversation, known: Known, at: datetime, undone_at: datetime | None = None
) -> Deciding:
    facts = Facts(
        tier=known.tier,
        channel=conversation.channel,
        team_id=known.team_id,
        waiting_since=conversation.waiting_since,
        replied_at=known.replied_at,
        is_open=conversation.is_open,
        is_void=conversation.is_spam or conversation.merged_into_id is not None,
        waits_for_customer=conversation.waits_for_customer,
        is_put_off=conversation.snoozed_until is not None and conversation.snooze_is_theirs,
        undone_at=undone_at,
    )
    return Deciding(facts, current.recent(), calendars.opening, at)


def _place(conversation: Conversation, tier: str, clocks: Iterable[Held]) -> None:
    """Its place in the queue: by tier, then by the first promise that will be broken, or was."""
    due = [held.due_at for held in clocks if held.due_at and not held.is_over]
    conversation.rank, conversation.due_at = rank_of(tier), min(due, default=None)
    place(conversation)


def _facts(conversation: Conversation, steps: Sequence[Step]) -> list[Fact]:
    found = []
    for step in steps:
        held = step.after
        said = about(held)
        if step.broke:
            found.append(Fact(events.CLOCK_BROKE, conversation.as_subject, BY, data=said))
        if step.stopped:
            data = {**said, "verdict": held.verdict, "worked": int(held.worked_for.total_seconds())}
            found.append(Fact(events.CLOCK_STOPPED, conversation.as_subject, BY, data=data))
        if step.went_on:
            found.append(Fact(events.CLOCK_WENT_ON, conversation.as_subject, BY, data=said))
    return found


def about(held: Held) -> dict[str, Any]:
    """What events say of a clock."""
    due_at = held.due_at or held.broken_at
    return {
        "clock": held.id,
        "kind": held.kind,
        "tier": held.tier,
        "due_at": due_at.isoformat() if due_at else None,
    }
