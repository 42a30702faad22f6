"""Acknowledging: an answer at once, with the number, when to expect a reply, and how to go on.

Never to a machine (RFC 3834), never twice within 15 minutes to one address, never into a storm.
"""

from dataclasses import dataclass
from datetime import timedelta

from frontline.events.recording import record
from frontline.inbox import events, following, storms
from frontline.inbox.acknowledgement_text import render_acknowledgement
from frontline.inbox.locking import locked
from frontline.inbox.models import Conversation, Message
from frontline.inbox.replying import asked_around, write_automatic
from frontline.kernel import clock, prepared
from frontline.kernel.asking import Asking, together
from frontline.kernel.reading import columns, made, width
from frontline.people.models import Customer, Workspace

AT_MOST_EVERY = timedelta(minutes=15)

_KNOWN = f"""
    SELECT {columns(Workspace)}, {columns(Customer)}, first.author_address,
        NOT first.is_automatic AND first.direction = 'in'
        AND NOT EXISTS (
            SELECT 1 FROM inbox_message
            WHERE conversation_id = %(number)s AND is_automatic AND direction = 'out'
        )
        AND NOT EXISTS (SELECT 1 FROM inbox_storm WHERE customer_id = %(customer)s AND last_at > %(since)s)
    FROM people_workspace
    JOIN people_customer ON people_customer.id = %(customer)s
    JOIN LATERAL (
        SELECT author_address, is_automatic, direction FROM inbox_message
        WHERE conversation_id = %(number)s ORDER BY id LIMIT 1
    ) AS first ON true
    WHERE people_workspace.acknowledges
"""  # noqa: S608  (of constants)
_CLAIM = """
    INSERT INTO inbox_pace AS known (address, acknowledged_at) VALUES (%(address)s, %(now)s)
    ON CONFLICT (address) DO UPDATE SET acknowledged_at = %(now)s WHERE known.acknowledged_at <= %(before)s
    RETURNING id
"""


@dataclass(frozen=True, slots=True)
class _Known:
    """`address` wrote first; it `is_due` if a person did, and nothing was said by itself yet, and no storm rages."""

    workspace: Workspace
    customer: Customer
    address: str
    is_due: bool


def acknowledge(conversation: Conversation) -> Message | None:
    """Acknowledge a new conversation, once; the message, or None if it should get none."""
    with locked(conversation, follows=True) as fresh:
        if fresh.pk != conversation.pk or fresh.is_spam:
            return None  # it went on elsewhere, or is none, before there was time to say anything
        known, around = together(_asked(fresh), asked_around(fresh))
        if known is None or not known.is_due or not _claim(known.address):
            return None
        fresh.customer = known.customer
        text = render_acknowledgement(fresh, known.workspace, link=following.link(fresh))
        message = write_automatic(fresh, text, around, author=known.workspace.name)
        record(events.ACKNOWLEDGED, fresh.as_subject, by="Frontline", message=message.pk)
    return message


def _asked(conversation: Conversation) -> Asking[_Known | None]:
    values = {
        "number": conversation.pk,
        "customer": conversation.customer_id,
        "since": clock.now() - storms.WITHIN,
    }
    [rows] = yield [(_KNOWN, values)]
    if not rows:
        return None
    [(*row, address, is_due)] = rows
    return _Known(made(Workspace, row), made(Customer, row, width(Workspace)), address, is_due)


def _claim(address: str) -> bool:
    """Whether this address may be acknowledged now; if so, it was just counted."""
    now = clock.now()
    return bool(prepared.run(_CLAIM, {"address": address, "now": now, "before": now - AT_MOST_EVERY}))
