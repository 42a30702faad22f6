"""E-mail as a channel of the inbox."""

import logging
import secrets
import uuid
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error

from frontline.channels.email import addresses, authenticity, sending
from frontline.channels.email.parsing import parse
from frontline.channels.email.writing.mailboxes import NotAnAddress, mailbox
from frontline.inbox.channel import DeliveryRefused, InboundMessage
from frontline.inbox.models import Dispatch, Intake

log = logging.getLogger(__name__)


class EmailChannel:
    """Mail in by SMTP, LMTP, IMAP and providers' webhooks; mail out by SMTP or a provider."""

    key = "email"
    label = "E-mail"

    def parse(self, intake: Intake) -> InboundMessage:
        """The mail as a message, with whether its sender is who it says. Raises Unreadable."""
        raw = bytes(intake.raw)
        message = parse(raw, envelope=intake.envelope, ours=addresses.is_ours)
        ours = addresses.support_address(message.our_address) if message.our_address else None
        return replace(
            message,
            our_address=ours.address if ours else message.our_address,
            product=ours.product.name if ours and ours.product else "",
            authenticity=authenticity.assess(raw, intake.envelope),
        )

    def send(self, dispatch: Dispatch) -> str:
        """Deliver to the dispatch's one address; the server's answer. Raises DeliveryRefused (sending.py)."""
        try:
            return sending.send(dispatch)
        except (DeliveryRefused, Error):
            raise
        except Exception as error:
            # A fault of ours must not stop the worker, nor leave the dispatch without a word on it.
            log.exception("dispatch %s could not be sent", dispatch.pk)
            raise DeliveryRefused(
                f"A fault in Frontline ({type(error).__name__}: {error})", is_permanent=False
            ) from error

    def is_ours(self, address: str) -> bool:
        """Whether mail to `address` comes to us."""
        return addresses.is_ours(address)

    def default_address(self) -> str:
        """The address that we write from first; empty if there is none yet."""
        found = addresses.default_address()
        return found.address if found else ""

    def new_message_id(self, our_address: str) -> str:
        """A Message-ID that nobody can guess and nobody else gives out: `<5f3a9c1e.UUID@acme.example>`."""
        return f"<{secrets.token_hex(4)}.{uuid.uuid4()}@{_domain(our_address)}>"


def _domain(our_address: str) -> str:
    ours = addresses.support_address(our_address) if our_address else None
    ours = ours or addresses.default_address()
    try:
        return mailbox(ours.address if ours else "").domain
    except NotAnAddress:
        return urlsplit(settings.PUBLIC_URL).hostname or "localhost"
