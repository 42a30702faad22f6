"""Assigning: whose conversation it is."""

from frontline.events.recording import Actor, record
from frontline.inbox import events
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation
from frontline.kernel.refusal import Invalid
from frontline.people.models import Teammate


def assign(
    conversation: Conversation, teammate: Teammate | None, *, why: str = "", by: Actor
) -> Conversation:
    """Give it to `teammate`, or to nobody. Raises Invalid for somebody who has left."""
    if teammate is not None and not teammate.is_active:
        raise Invalid(f"{teammate.name} is no longer active here: choose somebody else.")
    with locked(conversation) as fresh:
        if set_assignee(fresh, teammate, why=why, by=by):
            fresh.save(update_fields=["assignee"])
    return fresh


def set_assignee(conversation: Conversation, teammate: Teammate | None, *, why: str, by: Actor | str) -> bool:
    """Set it on a conversation that the caller has locked, and will save. Whether anything changed."""
    before = conversation.assignee
    if before == teammate:
        return False
    conversation.assignee = teammate
    record(
        events.ASSIGNED,
        conversation.as_subject,
        by=by,
        why=why,
        to=teammate.name if teammate else None,
        to_id=teammate.pk if teammate else None,
        was=before.name if before else None,
        was_id=before.pk if before else None,
    )
    return True
