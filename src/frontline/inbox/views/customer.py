"""The customer's pane beside a conversation."""

import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontline.inbox.models import Conversation, Message, Participant
from frontline.inbox.timeline import Entry
from frontline.kernel import clock
from frontline.people.models import Customer, CustomerAddress, Tier

EARLIER = 10


@dataclass(frozen=True, slots=True)
class Side:
    """Who asks, and what they asked before."""

    customer: Customer
    name: str
    tier: str
    addresses: Sequence[CustomerAddress]
    earlier: Sequence[Conversation]
    has_more: bool
    """Whether there are more conversations than `earlier` names."""
    verdict: str
    """What is known of the sender of their last message: "verified", "failed", "unknown"; "" without a message."""
    local_time: datetime | None
    participants: Sequence[Participant]


def side(conversation: Conversation, entries: Sequence[Entry], participants: Sequence[Participant]) -> Side:
    """The pane, in two queries."""
    customer = conversation.customer
    others = list(
        Conversation.objects.raw(
            "SELECT id, subject, status, customer_id FROM inbox_conversation"
            " WHERE customer_id = %s AND id <> %s ORDER BY id DESC LIMIT %s",
            [customer.pk, conversation.pk, EARLIER + 1],
        )
    )
    addresses = list(
        CustomerAddress.objects.raw(
            "SELECT * FROM people_customeraddress WHERE customer_id = %s ORDER BY id", [customer.pk]
        )
    )
    return Side(
        customer=customer,
        name=customer.name
        or (addresses[0].value if addresses else "Erased" if customer.erased_at else "No name"),
        tier=Tier(customer.tier).label,
        addresses=addresses,
        earlier=others[:EARLIER],
        has_more=len(others) > EARLIER,
        verdict=_verdict([e.message for e in entries if e.message]),
        local_time=_local_time(customer.timezone),
        participants=[p for p in participants if p.address not in {a.value for a in addresses}],
    )


def _verdict(messages: Sequence[Message]) -> str:
    last = next((m for m in reversed(messages) if m.direction == Message.Direction.IN), None)
    return str(last.authenticity.get("verdict", "unknown")) if last else ""


def _local_time(name: str) -> datetime | None:
    try:
        return clock.now().astimezone(zoneinfo.ZoneInfo(name)) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
