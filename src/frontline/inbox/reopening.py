"""Reopening: by hand, because the customer wrote, or because a reply could not be delivered."""

from frontline.events.recording import Actor, record
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
    if conversation.is_spam:
        spam.clear(conversation, why=why, by=by)
    elif not conversation.is_open:
        conversation.status, conversation.closed_at = Conversation.Status.OPEN, None
        record(events.REOPENED, conversation.as_subject, by=by, why=why)
