"""Reopening: by hand, because the customer wrote, or because a reply could not be delivered."""

from frontline.events.recording import Actor, Fact, record_all
from frontline.inbox import events, spam
from frontline.inbox.clocks.following import FIELDS, follow
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation
from frontline.kernel import clock


def reopen(conversation: Conversation, *, why: str = "", by: Actor | str) -> Conversation:
    """Open it again; if it was spam, then it is none. Reopening what is open changes nothing."""
    with locked(conversation) as fresh:
        bring_back(fresh, why=why, by=by)
        follow(fresh, at=clock.now())
        fresh.save(update_fields=["status", "closed_at", "is_spam", *FIELDS])
    return fresh


def bring_back(conversation: Conversation, *, why: str, by: Actor | str) -> None:
    """Set a conversation that the caller has locked, and will save, to open."""
    facts = brought_back(conversation, why=why, by=by)
    if facts:
        record_all(*facts)


def brought_back(conversation: Conversation, *, why: str, by: Actor | str) -> list[Fact]:
    """`bring_back`, for callers that record what is to be recorded together with their own."""
    if conversation.is_spam:
        return [spam.cleared(conversation, why=why, by=by)]
    if conversation.is_open:
        return []
    conversation.status, conversation.closed_at = Conversation.Status.OPEN, None
    return [Fact(events.REOPENED, conversation.as_subject, by, why)]
