"""Conversations that a program of ours or the customer's opens through the REST interface. Answered by e-mail."""

import base64
import binascii
import json
import re
from typing import Any

from frontline.channels.email import addresses
from frontline.channels.email.channel import EmailChannel
from frontline.inbox.channel import Address, Authenticity, InboundAttachment, InboundMessage, Unreadable
from frontline.inbox.models import Intake
from frontline.kernel.folding import storable

_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+|[^\s@<>,;\"]+@localhost")


class ApiChannel(EmailChannel):
    """In: what the REST interface accepted, as JSON. Out: mail, for an API has nobody to show an answer to."""

    key = "api"
    label = "API"

    def parse(self, intake: Intake) -> InboundMessage:
        """The accepted JSON as a message. Raises Unreadable."""
        try:
            told: dict[str, Any] = json.loads(bytes(intake.raw))
            sender = Address(
                checked_address(told["customer"]["email"]), storable(told["customer"].get("name") or "")
            )
            return InboundMessage(
                external_id=intake.external_id,
                message_id=f"<{intake.external_id}@api.frontline.invalid>"[:255],
                sender=sender,
                subject=storable(told["subject"]),
                text=storable(told["text"]),
                our_address=_default_address(),
                product=storable(told.get("product") or ""),
                attachments=tuple(_file(f) for f in told.get("attachments") or ()),
                # Whoever holds a token vouches for the customer that they name.
                authenticity=Authenticity(
                    verdict="verified", by=f"API token of {intake.envelope.get('by', 'somebody')}"
                ),
            )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise Unreadable(f"Not what the API accepts: {error}") from error


def checked_address(text: str) -> str:
    """An e-mail address in lower case. Raises ValueError with a sentence."""
    text = text.strip().lower()
    if not _EMAIL.fullmatch(text) or len(text) > 254 or storable(text) != text:
        raise ValueError(f"{text[:80]!r} is not an e-mail address")
    return text


def decoded(content: str) -> bytes:
    """The bytes of a Base64 text. Raises ValueError with a sentence."""
    try:
        return base64.b64decode(content, validate=True)
    except binascii.Error as error:
        raise ValueError("the content of a file is not Base64") from error


def _file(told: dict[str, str]) -> InboundAttachment:
    name = storable(told["name"]).replace("/", "_").replace("\\", "_")[:255] or "file"
    return InboundAttachment(name, told.get("type") or "application/octet-stream", decoded(told["content"]))


def _default_address() -> str:
    found = addresses.default_address()
    return found.address if found else ""
