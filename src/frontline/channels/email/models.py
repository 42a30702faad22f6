from django.db import models

from frontline.inbox.models import Dispatch
from frontline.people.models import Product


class SupportAddress(models.Model):
    """An e-mail address of ours that customers write to. Mail to any other is refused (550)."""

    address = models.EmailField(max_length=254, unique=True, help_text="Lower case.")
    name = models.CharField(max_length=80, blank=True, help_text="Shown as the sender's name of replies.")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="+")
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_address"
            )
        ]
        verbose_name_plural = "support addresses"

    def __str__(self) -> str:
        return self.address


class Mailbox(models.Model):
    """A mailbox polled by IMAP, and how far it has been read. UIDs count within one UIDVALIDITY (RFC 3501, 2.3.1.1)."""

    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(
        max_length=8, choices=[("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "None")], default="tls"
    )
    username = models.CharField(max_length=254)
    password = models.CharField(max_length=500, help_text="Encrypted with the workspace's key.")
    folder = models.CharField(max_length=200, default="INBOX")
    uid_validity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(default=0)
    starts_on = models.DateField(
        null=True, blank=True, help_text="Messages that arrived before are left alone."
    )
    is_active = models.BooleanField(default=True)
    polled_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["host", "username", "folder"], name="one_mailbox_per_folder")
        ]
        verbose_name_plural = "mailboxes"


class OutboxMail(models.Model):
    """A mail that would have gone out to one recipient, if FRONTLINE_EMAIL_URL were set: as it would have gone."""

    dispatch = models.OneToOneField(Dispatch, models.SET_NULL, null=True, blank=True, related_name="+")
    sender = models.CharField(max_length=320)
    recipient = models.CharField(max_length=320)
    subject = models.CharField(max_length=300, blank=True)
    raw = models.BinaryField()
    at = models.DateTimeField()
