"""Placing: which conversation a message belongs to, and why.

In this order: our signed reply address, then the Message-IDs it answers, then the channel's own thread. Each counts
only if the sender takes part in that conversation, so that nobody gets into another customer's matter by knowing, or
guessing, an id. A number in the subject counts for nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from frontline.inbox import reply_tokens
from frontline.inbox.channel import Address, InboundMessage
from frontline.inbox.locking import standing
from frontline.inbox.models import Conversation, Message


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a message goes: an existing conversation, or None for one of its own; `because` is shown to teammates."""

    conversation: Conversation | None
    because: str


def place(message: InboundMessage, sender: Address) -> Placement:
    """Decide where `message`, written by `sender`, belongs."""
    stranger_to: Conversation | None = None
    for conversation, because in map(_where_it_goes_on, _candidates(message)):
        how = _takes_part(conversation, sender)
        if how:
            return Placement(conversation, f"{because}, and {sender.address} {how}")
        stranger_to = stranger_to or conversation
    if stranger_to is not None:
        return Placement(
            None, f"Answers a message of #{stranger_to.number}, but {sender.address} does not take part there"
        )
    if message.hints.in_reply_to or message.hints.references:
        return Placement(None, "Answers a message that is in no conversation here")
    return Placement(None, "A new matter: it answers nothing")


def _where_it_goes_on(candidate: tuple[Conversation, str]) -> tuple[Conversation, str]:
    named, because = candidate
    if not named.merged_into_id:
        return candidate
    found = Conversation.objects.select_related("customer__company").get(pk=standing(named.merged_into_id))
    return found, f"{because}, which was #{named.number} and is merged into this one"


def _candidates(message: InboundMessage) -> Iterator[tuple[Conversation, str]]:
    for token in message.hints.reply_tokens:
        number = reply_tokens.conversation_of(token)
        found = (
            Conversation.objects.filter(pk=number).select_related("customer__company").first()
            if number
            else None
        )
        if found:
            yield found, "Sent to this conversation's reply address"
    yield from _by_message_id(message)


def _by_message_id(message: InboundMessage) -> Iterator[tuple[Conversation, str]]:
    hints = message.hints
    # The last reference is the direct parent, so it is believed before older ones.
    wanted = list(dict.fromkeys([*hints.in_reply_to, *reversed(hints.references)]))[:50]
    if not wanted:
        return
    known: dict[str, list[Message]] = {}
    for row in (
        Message.objects.filter(message_id__in=wanted)
        .select_related("conversation__customer__company")
        .only("message_id", "conversation")
        .order_by("-id")[:200]
    ):
        known.setdefault(row.message_id, []).append(row)
    for message_id in wanted:
        header = "In-Reply-To" if message_id in hints.in_reply_to else "References"
        for row in known.get(message_id, []):
            yield row.conversation, f"{header} names a message of this conversation"


def _takes_part(conversation: Conversation, sender: Address) -> str:
    """How the sender belongs to the conversation, in words; empty if not at all."""
    if conversation.participants.filter(address=sender.address).exists():
        return "takes part in it"
    company = conversation.customer.company
    domain = sender.address.rpartition("@")[2]
    if settings.COLLEAGUES_MAY_JOIN and company and company.domain_is_verified and company.domain == domain:
        return f"is a colleague at {company.name}"
    return ""
