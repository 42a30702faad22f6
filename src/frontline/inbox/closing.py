"""Closing a conversation: the matter is done, until the customer writes again."""

from frontline.events.recording import Actor, record
from frontline.inbox import events
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation
from frontline.kernel import clock


def close(conversation: Conversation, *, why: str = "", by: Actor) -> Conversation:
    """Close it. Closing what is closed changes nothing, so a key pressed twice is harmless."""
    with locked(conversation) as fresh:
        if not fresh.is_open:
            return fresh
        fresh.status, fresh.closed_at = Conversation.Status.CLOSED, clock.now()
        fresh.save(update_fields=["status", "closed_at"])
        record(events.CLOSED, fresh.as_subject, by=by, why=why)
    return fresh
