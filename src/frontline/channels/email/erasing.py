"""Mails kept in the outbox to, or in a conversation of, a customer who is erased."""

from django.db.models import Q

from frontline.channels.email.models import OutboxMail
from frontline.people import erasing
from frontline.people.erasing import Erased


def register() -> None:
    """Called from AppConfig.ready."""
    erasing.register("email.outbox", _outbox, order=100)


def _outbox(erased: Erased, after: int) -> int | None:
    OutboxMail.objects.filter(
        Q(recipient__in=erased.addresses)
        | Q(dispatch__message__conversation__customer=erased.customer_id)
        | Q(dispatch__message__conversation__participants__address__in=erased.addresses)
    ).delete()
    return None
