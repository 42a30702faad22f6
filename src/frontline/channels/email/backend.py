"""Django's own mail (sign-in and password mails of django-allauth), sent by the same ways as answers to customers."""

from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage as DjangoMail
from django.core.mail.backends.base import BaseEmailBackend

from frontline.channels.email import addresses, sending
from frontline.channels.email.writing.headers import people
from frontline.channels.email.writing.mailboxes import NotAnAddress, mailbox
from frontline.inbox.channel import DeliveryRefused
from frontline.people.models import Workspace


class Backend(BaseEmailBackend):
    """For settings.EMAIL_BACKEND. Without FRONTLINE_EMAIL_URL mail goes to the outbox, as all other."""

    def send_messages(self, email_messages: Sequence[DjangoMail]) -> int:
        """The number of mails that went to all their recipients. Raises DeliveryRefused unless `fail_silently`."""
        return sum(self._send(each) for each in email_messages)

    def _send(self, message: DjangoMail) -> bool:
        try:
            mail = _from_us(message)
            sender = mailbox(parseaddr(str(mail["From"]))[1])
            for recipient in message.recipients():
                sending.deliver(mail, sender=sender, recipient=mailbox(parseaddr(recipient)[1]))
        except (DeliveryRefused, NotAnAddress):
            if not self.fail_silently:
                raise
            return False
        return bool(message.recipients())


def _from_us(message: DjangoMail) -> EmailMessage:
    """`message` with the default support address as its sender, unless the caller chose one."""
    ours = addresses.default_address()
    if ours is not None and message.from_email == settings.DEFAULT_FROM_EMAIL:
        house = ours.name or Workspace.objects.values_list("name", flat=True).first() or ""
        message.from_email = str(people("From", [(house, mailbox(ours.address))]))
    mail = message_from_bytes(message.message().as_bytes(), policy=SMTP.clone(cte_type="7bit"))
    assert isinstance(mail, EmailMessage)
    return mail
