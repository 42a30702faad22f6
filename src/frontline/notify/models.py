"""What teammates were told, and how that reached them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.notify.transport import KEPT_BACK


class Notice(models.Model):
    """One thing that one teammate was told. `key` says what it was, so that telling it twice is once."""

    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, help_text="Such as rotation.reminder.")
    subject = models.CharField(max_length=200)
    text = models.TextField(help_text="Plain; lines that begin with a dash are a list.")
    address = models.CharField(max_length=300, blank=True, help_text="A path of ours where to look.")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["teammate", "key"], name="told_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["teammate", "-id"], name="notice_by_teammate")]


class Delivery(models.Model):
    """One notice on its way by one transport."""

    class State(models.TextChoices):
        QUEUED = "queued", "On its way"
        SENDING = "sending", "On its way"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not delivered"
        DROPPED = "dropped", "Not sent"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    transport = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(help_text="Not tried before this.")
    answer = models.CharField(
        max_length=500, blank=True, help_text="What the other side said last, or why not."
    )
    is_permanent = models.BooleanField(
        default=False, help_text="Failed in a way that trying again won't mend."
    )
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "transport"], name="one_delivery_per_transport")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "due_at"],
                condition=models.Q(state__in=["queued", "sending", "failed"]),
                name="delivery_not_sent",
            )
        ]

    @property
    def is_kept_back(self) -> bool:
        """Whether it is done with, and yet nobody got anything."""
        return self.state == self.State.SENT and self.answer.startswith(KEPT_BACK)
