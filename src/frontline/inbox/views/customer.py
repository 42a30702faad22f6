"""The customer's pane beside a conversation."""

import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontline.inbox.models import Conversation, Message, Participant
from frontline.inbox.timeline import Entry
from frontline.kernel import clock
from frontline.kernel.asking import Asking
from frontline.kernel.reading import columns, made
from frontline.people.models import Customer, CustomerAddress, Tier

EARLIER = 10
_OTHERS = (
    "SELECT id, subject, status FROM inbox_conversation"
    " WHERE customer_id = %s AND id <> %s ORDER BY id DESC LIMIT %s"
)
_ADDRESSES = (
    f"SELECT {columns(CustomerAddress)} FROM people_customeraddress WHERE customer_id = %s ORDER BY id"  # noqa: S608
)


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


def siding(conversation: Conversation) -> Asking[tuple[list[Conversation], list[CustomerAddress]]]:
    """What else they asked, and where they can be reached."""
    others, addresses = yield [
        (_OTHERS, [conversation.customer_id, conversation.pk, EARLIER + 1]),
        (_ADDRESSES, [conversation.customer_id]),
    ]
    return (
        [Conversation(pk=pk, subject=subject, status=status) for pk, subject, status in others],
        [made(CustomerAddress, row) for row in addresses],
    )


def side(
    conversation: Conversation,
    entries: Sequence[Entry],
    participants: Sequence[Participant],
    others: Sequence[Conversation],
    addresses: Sequence[CustomerAddress],
) -> Side:
    """The pane, of what siding() found."""
    customer = conversation.customer
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
