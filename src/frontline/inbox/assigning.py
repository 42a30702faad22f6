"""Assigning: whose conversation it is."""

from frontline.events.recording import Actor, Fact, record_all
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


def assigned(
    conversation: Conversation, teammate: Teammate | None, *, why: str, by: Actor | str
) -> list[Fact]:
    """Set it on a conversation that the caller has locked, and will save. What is to be recorded."""
    before = conversation.assignee
    if before == teammate:
        return []
    conversation.assignee = teammate
    data = {
        "to": teammate.name if teammate else None,
        "to_id": teammate.pk if teammate else None,
        "was": before.name if before else None,
        "was_id": before.pk if before else None,
    }
    return [Fact(events.ASSIGNED, conversation.as_subject, by, why, data)]


def set_assignee(conversation: Conversation, teammate: Teammate | None, *, why: str, by: Actor | str) -> bool:
    """`assigned`, recorded. Whether anything changed."""
    facts = assigned(conversation, teammate, why=why, by=by)
    if facts:
        record_all(*facts)
    return bool(facts)
