from django.db import models

from frontline.inbox.channel import KEPT_BACK
from frontline.inbox.models.message import Message


class Dispatch(models.Model):
    """One message on its way to one address. One row an address, so that one bad address holds nobody else up."""

    class State(models.TextChoices):
        QUEUED = "queued", "Queued"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    message = models.ForeignKey(Message, models.CASCADE, related_name="dispatches")
    address = models.CharField(max_length=320)
    name = models.CharField(max_length=160, blank=True)
    is_copied = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(help_text="Not before this; until then a reply can be undone.")
    answer = models.CharField(max_length=500, blank=True, help_text="What the receiving server said last.")
    is_permanent = models.BooleanField(
        default=False, help_text="Failed in a way that trying again won't mend."
    )
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "address"], name="one_dispatch_per_address")
        ]
        indexes = [
            models.Index(
                fields=["state", "due_at"], condition=~models.Q(state="sent"), name="dispatch_not_sent"
            )
        ]
        ordering = ["id"]

    @property
    def is_kept_back(self) -> bool:
        """Whether it is done with, and yet nobody outside got anything: it went into the outbox."""
        return self.state == self.State.SENT and self.answer.startswith(KEPT_BACK)
