"""Placing: which conversation a message belongs to, and why.

In this order: our signed reply address, then the Message-IDs it answers, then the channel's own thread. Each counts
only if the sender takes part in that conversation, so that nobody gets into another customer's matter by knowing, or
guessing, an id. A number in the subject counts for nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from frontline.inbox import reply_tokens
from frontline.inbox.channel import Address, InboundMessage
from frontline.inbox.locking import standing
from frontline.kernel import prepared

# Written out, as each answer asks. The Message-IDs are a question of their own, so that how many they are doesn't
# change the plan, and PostgreSQL keeps it.
_KNOWN = """
    SELECT {found}, conversation.id, conversation.merged_into_id,
        EXISTS (
            SELECT 1 FROM inbox_participant WHERE conversation_id = conversation.id AND address = %(sender)s
        ),
        CASE WHEN company.domain_is_verified AND company.domain = %(domain)s THEN company.name ELSE '' END
    FROM {where} JOIN people_customer customer ON customer.id = conversation.customer_id
    LEFT JOIN people_company company ON company.id = customer.company_id
"""
_NUMBERED = (
    _KNOWN.format(found="''", where="inbox_conversation conversation") + "WHERE conversation.id = %(number)s"
)
_ANSWERED = (
    _KNOWN.format(
        found="message.message_id",
        where="""unnest((SELECT %(wanted)s::text[])) AS wanted (message_id)
            JOIN inbox_message message ON message.message_id = wanted.message_id
            JOIN inbox_conversation conversation ON conversation.id = message.conversation_id""",
    )
    + "ORDER BY message.id DESC LIMIT 200"
)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a message goes: a conversation's number, or None for one of its own; `because` is shown to teammates."""

    number: int | None
    because: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A conversation that the message may belong to; `how` its sender does, in words, empty if not at all."""

    number: int
    merged_into: int | None
    how: str
    because: str = ""


def place(message: InboundMessage, sender: Address) -> Placement:
    """Decide where `message`, written by `sender`, belongs."""
    stranger_to: int | None = None
    for named in _candidates(message, sender):
        found = _where_it_goes_on(named, sender)
        if found.how:
            return Placement(found.number, f"{found.because}, and {sender.address} {found.how}")
        stranger_to = stranger_to or found.number
    if stranger_to is not None:
        return Placement(
            None, f"Answers a message of #{stranger_to}, but {sender.address} does not take part there"
        )
    if message.hints.in_reply_to or message.hints.references:
        return Placement(None, "Answers a message that is in no conversation here")
    return Placement(None, "A new matter: it answers nothing")


def _where_it_goes_on(named: _Candidate, sender: Address) -> _Candidate:
    if not named.merged_into:
        return named
    because = f"{named.because}, which was #{named.number} and is merged into this one"
    [found] = _numbered(standing(named.merged_into), sender, because)
    return found


def _candidates(message: InboundMessage, sender: Address) -> Iterator[_Candidate]:
    for token in message.hints.reply_tokens:
        number = reply_tokens.conversation_of(token)
        if number:
            yield from _numbered(number, sender, "Sent to this conversation's reply address")
    yield from _by_message_id(message, sender)


def _numbered(number: int, sender: Address, because: str) -> list[_Candidate]:
    rows = prepared.run(_NUMBERED, {"number": number, **_who(sender)})
    return [_candidate(row, because) for row in rows]


def _by_message_id(message: InboundMessage, sender: Address) -> Iterator[_Candidate]:
    hints = message.hints
    # The last reference is the direct parent, so it is believed before older ones.
    wanted = list(dict.fromkeys([*hints.in_reply_to, *reversed(hints.references)]))[:50]
    if not wanted:
        return
    rows = prepared.run(_ANSWERED, {"wanted": wanted, **_who(sender)})
    for message_id in wanted:
        header = "In-Reply-To" if message_id in hints.in_reply_to else "References"
        because = f"{header} names a message of this conversation"
        yield from (_candidate(row, because) for row in rows if row[0] == message_id)


def _who(sender: Address) -> dict[str, Any]:
    return {"sender": sender.address, "domain": sender.address.rpartition("@")[2]}


def _candidate(row: tuple[Any, ...], because: str) -> _Candidate:
    _, number, merged_into, takes_part, company = row
    how = "takes part in it" if takes_part else ""
    if company and not how and settings.COLLEAGUES_MAY_JOIN:
        how = f"is a colleague at {company}"
    return _Candidate(number, merged_into, how, because)
