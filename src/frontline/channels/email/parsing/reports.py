"""Delivery reports: which message of ours did not reach whom (RFC 3464, RFC 6522)."""

import re
from typing import Any

from frontline.channels.email.parsing import addresses, bounces, charsets, ids, noise, structure
from frontline.channels.email.parsing.structure import Part
from frontline.channels.email.parsing.words import decoded
from frontline.inbox.channel import DeliveryFailure
from frontline.kernel.folding import storable

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_MAX_FAILURES = 200
_MAX_DIAGNOSTIC = 500
_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED_TYPES = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")


def failures(mail: Part, envelope: dict[str, Any], sender: str, text: str) -> tuple[DeliveryFailure, ...]:
    """The failures that a delivery report states; empty if this is no report, or one of success.

    A report is what says so by its type, or what comes from a mail system and reads like qmail's or Exim's.
    """
    status = next((part for part in mail.leaves() if part.type in _STATUS_TYPES), None)
    is_from_system = noise.is_from_mail_system(mail, envelope, sender)
    if status is not None and (mail.type == "multipart/report" or is_from_system):
        return _stated(mail, status)
    return bounces.failures(mail, text) if is_from_system else ()


def _stated(mail: Part, status: Part) -> tuple[DeliveryFailure, ...]:
    returned = _returned_id(mail, status)
    found = []
    for group in re.split(rb"\r?\n[ \t]*\r?\n", status.content.strip())[: _MAX_FAILURES + 1]:
        fields = structure.read_header(group.strip(b"\r\n") + b"\n\n")
        action = fields.get("action").decode("latin-1").split("(")[0].strip().lower()
        if action not in ("failed", "delayed"):
            continue
        code = _STATUS.search(fields.get("status").decode("latin-1"))
        found.append(
            DeliveryFailure(
                message_id=returned,
                recipient=_recipient(fields),
                status=code[1] if code else "",
                diagnostic=_diagnostic(fields),
                is_permanent=action == "failed",
            )
        )
    return tuple(found)


def _returned_id(mail: Part, status: Part) -> str:
    """The Message-ID of the mail that came back; if it didn't, the one that the report names, or says it answers."""
    for part in mail.leaves():
        if part.type in _RETURNED_TYPES:
            found = ids.message_id(structure.read_header(part.content.lstrip(b"\r\n")).get("message-id"))
            if found:
                return found
    named = structure.read_header(status.content.lstrip(b"\r\n"))
    fields = (named.get("x-original-message-id"), mail.get("in-reply-to"), mail.get("references"))
    return next((found for field in fields if (found := ids.message_id(field))), "")


def _recipient(fields: Part) -> str:
    """`rfc822; ada@northwind.example`; the original one, because it is the one that we wrote to."""
    for name in ("original-recipient", "final-recipient"):
        value = charsets.guess(fields.get(name)).partition(";")[2] or charsets.guess(fields.get(name))
        if address := addresses.normal(value.strip()):
            return address
    return ""


def _diagnostic(fields: Part) -> str:
    said = decoded(fields.get("diagnostic-code"), limit=_MAX_DIAGNOSTIC)
    return storable(re.sub(r"^[A-Za-z0-9-]+\s*;\s*", "", said))
