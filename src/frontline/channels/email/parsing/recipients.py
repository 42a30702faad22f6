"""To whom a mail came, by every way of saying so."""

from collections.abc import Callable
from typing import Any

from frontline.channels.email.parsing.addresses import addresses, normal, without_tag
from frontline.channels.email.parsing.structure import Part

_FIELDS = (
    "to",
    "cc",
    "delivered-to",
    "x-delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "resent-to",
)
_MAX_ASKED = 30
Ours = Callable[[str], bool]


def all_recipients(mail: Part, envelope: dict[str, Any]) -> list[str]:
    """Every address that the mail names as a recipient, the header's first, then the envelope's; each once."""
    named = [one.address for field in _FIELDS for value in mail.get_all(field) for one in addresses(value)]
    given = envelope.get("rcpt_tos") or ()
    listed = (
        [normal(one) for one in given if isinstance(one, str)] if isinstance(given, (list, tuple)) else []
    )
    return [one for one in dict.fromkeys([*named, *listed]) if one]


def our_address(recipients: list[str], ours: Ours) -> str:
    """The first of them that is ours, without its tag; or nothing. Of very many, some are asked about."""
    asked = (
        recipients
        if len(recipients) <= 2 * _MAX_ASKED
        else [*recipients[:_MAX_ASKED], *recipients[-_MAX_ASKED:]]
    )
    return next((base for one in asked for base in [base_of(one, ours)] if base), "")


def base_of(address: str, ours: Ours) -> str:
    """The address of ours that `address` is, or is with a tag (`support+r.x@…` is `support@…`); or nothing."""
    base, tag = without_tag(address)
    if tag.startswith("r.") and ours(base):
        return base
    if ours(address):
        return address
    return base if tag and ours(base) else ""
