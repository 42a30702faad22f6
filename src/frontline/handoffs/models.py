"""Hand-offs, and the notes that make them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.inbox.models import Conversation, Note
from frontline.rotation.models import Rotation

TEAMMATE = settings.AUTH_USER_MODEL


class Handoff(models.Model):
    """One hand-over of the hero's shift, at `at`, from one to the next.

    `digest`: {"conversations": [{"number", "subject", "customer", "company", "tier", "known", "tried", "next",
    "state", "handed_to"}, ...]}; `state` is noted, stale or lacking.
    """

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="handoffs")
    from_teammate = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+")
    to_teammate = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, blank=True, related_name="+")
    since_at = models.DateTimeField(help_text="When the shift that ends began.")
    at = models.DateTimeField(help_text="When it ends.")
    begins_at = models.DateTimeField(null=True, blank=True, help_text="When the next one begins.")
    digest = models.JSONField(default=dict)
    built_at = models.DateTimeField(null=True, blank=True)
    built_by = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True, help_text="When the next one was told.")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, blank=True, related_name="+")
    missed_at = models.DateTimeField(null=True, blank=True)
    unread_at = models.DateTimeField(null=True, blank=True, help_text="When it should have been read by.")
    missed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["-at", "-id"], name="handoff_by_time")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rotation", "from_teammate", "at"], name="one_handoff_per_shift")
        ]

    @property
    def conversations(self) -> list[dict[str, object]]:
        return list(self.digest.get("conversations", []))

    @property
    def lacking(self) -> list[dict[str, object]]:
        """Those that went over without a note that counts."""
        return [each for each in self.conversations if each["state"] != "noted"]


class HandoffNote(models.Model):
    """What the next one needs to know about one conversation; teammates see it as a note there."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    note = models.OneToOneField(Note, models.CASCADE, related_name="+")
    from_teammate = models.ForeignKey(
        TEAMMATE, models.PROTECT, related_name="+", help_text="Whose shift ends: a lead may write for them."
    )
    known = models.CharField(max_length=500)
    tried = models.CharField(max_length=500, blank=True)
    next = models.CharField(max_length=500)
    handed_to = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["from_teammate", "at"], name="handoff_note_by_shift")]
