"""Who wrote a mail."""

from typing import Any

from frontline.channels.email.parsing.addresses import addresses, normal
from frontline.channels.email.parsing.structure import Part
from frontline.inbox.channel import Address, Unreadable


def authors(mail: Part, envelope: dict[str, Any]) -> list[Address]:
    """The sender first, then any others that From names. Never empty: raises Unreadable if nobody is named anywhere.

    Where From names several, RFC 5322 section 3.6.2 wants a Sender; if it is one of them, it goes first. Without a
    usable From: Sender, Reply-To, Return-Path, the envelope.
    """
    named = _named(mail, "from")
    sender = _named(mail, "sender")
    if len(named) > 1 and sender:
        named.sort(key=lambda one: one.address != sender[0].address)
    found = named or sender[:1] or _named(mail, "reply-to")[:1] or _named(mail, "return-path")[:1]
    if not found:
        given = envelope.get("mail_from")
        address = normal(given) if isinstance(given, str) else ""
        found = [Address(address)] if address else []
    if not found:
        raise Unreadable(
            "The mail names no sender: not in From, Sender, Reply-To or Return-Path, and not in its envelope."
        )
    return found


def reply_to(mail: Part, sender: Address) -> Address | None:
    """The first Reply-To that isn't the sender."""
    named = _named(mail, "reply-to")
    return named[0] if named and named[0].address != sender.address else None


def _named(mail: Part, field: str) -> list[Address]:
    return [one for value in mail.get_all(field)[:1] for one in addresses(value)]
