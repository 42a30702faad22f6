"""Spam: closed in one key, counted in no report, and brought back as easily."""

from frontline.events.recording import Actor, Fact, record, record_all
from frontline.inbox import events, snoozing, waiting
from frontline.inbox.clocks.following import FIELDS, follow
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation
from frontline.kernel import clock


def mark_spam(conversation: Conversation, *, why: str = "", by: Actor | str) -> Conversation:
    """Close it as spam. What its sender writes into it from now on opens nothing."""
    with locked(conversation) as fresh:
        if fresh.is_spam:
            return fresh
        was_open = fresh.is_open
        fresh.is_spam = True
        fresh.status, fresh.closed_at = Conversation.Status.CLOSED, fresh.closed_at or clock.now()
        snoozing.clear(fresh)
        _save(fresh)
        record(events.SPAM, fresh.as_subject, by=by, why=why, was_open=was_open)
    return fresh


def unmark_spam(conversation: Conversation, *, why: str = "", by: Actor | str) -> Conversation:
    """It was none: it is open again, as it would be without the mark."""
    with locked(conversation) as fresh:
        if fresh.is_spam:
            record_all(cleared(fresh, why=why, by=by))
            _save(fresh)
    return fresh


def cleared(conversation: Conversation, *, why: str, by: Actor | str) -> Fact:
    """Take the mark from a conversation that the caller has locked, and will save, and open it. What to record."""
    conversation.is_spam = False
    conversation.status, conversation.closed_at = Conversation.Status.OPEN, None
    return Fact(events.NOT_SPAM, conversation.as_subject, by, why)


def _save(conversation: Conversation) -> None:
    follow(conversation, at=clock.now())
    conversation.save(update_fields=[*waiting.FIELDS, *FIELDS])
