"""Closing a conversation: the matter is done, until the customer writes again."""

from frontline.events.recording import Actor, Fact, record_all
from frontline.inbox import events, snoozing, waiting
from frontline.inbox.clocks.following import followed
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation
from frontline.kernel import clock


def close(conversation: Conversation, *, why: str = "", by: Actor | str) -> Conversation:
    """Close it. Closing what is closed changes nothing, so a key pressed twice is harmless."""
    with locked(conversation) as fresh:
        if not fresh.is_open:
            return fresh
        fresh.status, fresh.closed_at = Conversation.Status.CLOSED, clock.now()
        snoozing.clear(fresh)
        facts = followed(fresh, at=fresh.closed_at)
        fresh.save(update_fields=waiting.FIELDS)
        record_all(Fact(events.CLOSED, fresh.as_subject, by=by, why=why), *facts)
    return fresh
