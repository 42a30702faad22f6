"""Acknowledging: an answer at once, with the number, when to expect a reply, and how to go on.

Never to a machine (RFC 3834), never twice within 15 minutes to one address, never into a storm.
"""

from datetime import timedelta

from frontline.events.recording import record
from frontline.inbox import events, following, storms
from frontline.inbox.acknowledgement_text import render_acknowledgement
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation, Message
from frontline.inbox.replying import write_automatic
from frontline.kernel import clock, prepared
from frontline.people.models import Workspace

AT_MOST_EVERY = timedelta(minutes=15)

_CLAIM = """
    INSERT INTO inbox_pace AS known (address, acknowledged_at) VALUES (%(address)s, %(now)s)
    ON CONFLICT (address) DO UPDATE SET acknowledged_at = %(now)s WHERE known.acknowledged_at <= %(before)s
    RETURNING id
"""


def acknowledge(conversation: Conversation) -> Message | None:
    """Acknowledge a new conversation, once; the message, or None if it should get none."""
    workspace = Workspace.objects.first()
    if workspace is None or not workspace.acknowledges:
        return None
    with locked(conversation, follows=True) as fresh:
        first = fresh.messages.order_by("id").first()
        if fresh.pk != conversation.pk or fresh.is_spam:
            return None  # it went on elsewhere, or is none, before there was time to say anything
        if first is None or first.is_automatic or first.direction != Message.Direction.IN:
            return None
        if fresh.messages.filter(is_automatic=True, direction=Message.Direction.OUT).exists():
            return None
        if storms.is_raging(fresh.customer) or not _claim(first.author_address):
            return None
        text = render_acknowledgement(fresh, workspace, link=following.link(fresh))
        message = write_automatic(fresh, text, author=workspace.name)
        record(events.ACKNOWLEDGED, fresh.as_subject, by="Frontline", message=message.pk)
    return message


def _claim(address: str) -> bool:
    """Whether this address may be acknowledged now; if so, it was just counted."""
    now = clock.now()
    return bool(prepared.run(_CLAIM, {"address": address, "now": now, "before": now - AT_MOST_EVERY}))
