"""Sending: one mail for one recipient, by whichever way FRONTLINE_EMAIL_URL names, or into the outbox.

Two guarantees, and their limit. A mail is handed over at most once for each call here, in a transaction with exactly
one recipient, so one recipient's refusal is only theirs. A failure says whether trying again can help
(DeliveryRefused.is_permanent). The limit is SMTP's own: if the connection is lost after the whole mail was sent and
before the answer, or this process dies in that moment, nobody knows whether it was taken. Then it counts as a
temporary failure and goes again with the same Message-ID, by which receivers tell that they have it already
(relays/answers.py, DeliveryUncertain).
"""

from email.message import EmailMessage
from functools import lru_cache

from django.conf import settings

from frontline.channels.email import composing, outbox
from frontline.channels.email.relays import address, smtp
from frontline.channels.email.relays.address import ProviderRelay, SmtpRelay
from frontline.channels.email.writing.mailboxes import Mailbox, mailbox
from frontline.inbox.models import Dispatch


def send(dispatch: Dispatch) -> str:
    """Compose `dispatch` and deliver it to its address; what was answered. Raises DeliveryRefused."""
    return deliver(
        composing.compose(dispatch),
        sender=mailbox(composing.sender_of(dispatch.message).address),
        recipient=composing.recipient_of(dispatch),
        dispatch=dispatch,
    )


def deliver(
    mail: EmailMessage, *, sender: Mailbox, recipient: Mailbox, dispatch: Dispatch | None = None
) -> str:
    """Hand `mail` over for `recipient` alone, whatever its headers say; what was answered. Raises DeliveryRefused.

    `sender` is the envelope's, to which bounces go.
    """
    relay = configured_relay(settings.EMAIL_URL)
    if isinstance(relay, ProviderRelay):
        from frontline.channels.email.relays import (
            provider,
        )  # and with it anymail and requests, only where needed

        return provider.send(relay, mail, recipient=recipient)
    raw = mail.as_bytes()
    if isinstance(relay, SmtpRelay):
        return smtp.send(relay, raw, sender=sender, recipient=recipient)
    return outbox.keep(mail, raw, sender=str(sender), recipient=str(recipient), dispatch=dispatch)


@lru_cache(maxsize=8)
def configured_relay(url: str) -> SmtpRelay | ProviderRelay | None:
    """The relay of FRONTLINE_EMAIL_URL; None if it is empty, and mail stays in the outbox. Raises WrongAddress."""
    return address.read(url)
