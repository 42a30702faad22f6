from django.conf import settings
from django.db import models

from frontline.inbox.models.conversation import Conversation
from frontline.inbox.models.intake import Intake
from frontline.people.models import Customer


class Message(models.Model):
    """What the customer sees: written by them, or sent to them. Notes are another model, so no filter can mix them."""

    class Direction(models.TextChoices):
        IN = "in", "From the customer"
        OUT = "out", "To the customer"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction)
    channel = models.CharField(max_length=16)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="+")
    teammate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_automatic = models.BooleanField(default=False)
    author_name = models.CharField(max_length=160, blank=True)
    author_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=998, blank=True)
    text = models.TextField(
        help_text="In: what they wrote, as plain text, without the quoted rest. Out: Markdown."
    )
    quoted = models.TextField(
        blank=True, help_text="In: quoted history and signature, folded away on screen."
    )
    html = models.TextField(
        blank=True, help_text="In: their HTML as it came; sanitised whenever it is shown."
    )
    to = models.JSONField(default=list, help_text='[{"name", "address"}, ...]')
    cc = models.JSONField(default=list, help_text='[{"name", "address"}, ...]')
    message_id = models.CharField(max_length=255, help_text="RFC 5322 Message-ID with its angle brackets.")
    in_reply_to = models.CharField(max_length=255, blank=True)
    references = models.TextField(blank=True)
    intake = models.ForeignKey(Intake, models.SET_NULL, null=True, blank=True, related_name="messages")
    placed_because = models.CharField(max_length=300, blank=True)
    authenticity = models.JSONField(default=dict, help_text='In: {"verdict", "spf", "dkim", "dmarc", "by"}.')
    claimed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the sender's clock says it was written."
    )
    submission = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="Out: the one-time key of the form it was written in.",
    )
    merged_from = models.BigIntegerField(
        null=True, blank=True, help_text="The number of the conversation that it came with, if merged."
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["conversation", "at", "id"], name="message_timeline"),
            models.Index(fields=["message_id"], name="message_by_message_id"),
            # How much one customer wrote lately: a storm is noticed by it.
            models.Index(
                fields=["customer", "-at"], condition=models.Q(direction="in"), name="message_by_customer"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["intake"], condition=~models.Q(intake=None), name="one_message_per_intake"
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=~models.Q(submission=""), name="one_message_per_submission"
            ),
        ]

    @property
    def sender_is_verified(self) -> bool:
        return bool(self.authenticity.get("verdict") == "verified")


class Note(models.Model):
    """What only teammates see. Nothing that sends takes a Note."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(help_text="Markdown.")
    submission = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="The one-time key of the form it was written in.",
    )
    merged_from = models.BigIntegerField(
        null=True, blank=True, help_text="The number of the conversation that it came with, if merged."
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["conversation", "at", "id"], name="note_timeline")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=~models.Q(submission=""), name="one_note_per_submission"
            )
        ]
