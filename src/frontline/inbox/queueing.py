"""The place of a conversation in the queue: by who waits, then by tier, then by what is due."""

from datetime import datetime

from frontline.inbox.models import Conversation
from frontline.inbox.models.conversation import NOT_DUE


def place(conversation: Conversation) -> None:
    """Set `queue_at` from what else is known of a conversation that the caller has locked, and will save.

    What was put off until an instant was due at that instant, whatever else is promised later. Behind all that is due
    comes what is not, by how long it has waited.
    """
    due = [at for at in (conversation.due_at, called_back_at(conversation)) if at]
    conversation.queue_at = min(due) if due else conversation.waiting_since + NOT_DUE


def called_back_at(conversation: Conversation) -> datetime | None:
    """Since when it is back from a snooze, if nobody has written to the customer since."""
    return None if conversation.waits_for_customer else conversation.woken_at
