"""What was promised, and how much of its time is left."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.inbox.models.conversation import Conversation

RUNNING = models.Q(stopped_at=None)


class Clock(models.Model):
    """One promise in one conversation: that we answer first, answer next, or solve it, in so much working time."""

    class Kind(models.TextChoices):
        FIRST_REPLY = "first_reply", "First reply"
        NEXT_REPLY = "next_reply", "Next reply"
        RESOLUTION = "resolution", "Resolution"

    class Verdict(models.TextChoices):
        KEPT = "kept", "Kept"
        BROKEN = "broken", "Broken"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=16, choices=Kind)
    tier = models.CharField(max_length=16, help_text="The tier whose rule it follows.")
    target_for = models.DurationField(null=True, blank=True, help_text="Working time: as good as it gets.")
    warn_for = models.DurationField(null=True, blank=True, help_text="Working time until somebody is warned.")
    promised_for = models.DurationField(help_text="Working time within which the promise is kept.")
    calendar = models.CharField(max_length=32, help_text="Whose working time: see inbox/clocks/calendars.py.")
    started_at = models.DateTimeField()
    worked_for = models.DurationField(
        help_text="Working time used up until `since_at`, or in all once paused."
    )
    since_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it runs; null while it pauses."
    )
    target_at = models.DateTimeField(null=True, blank=True)
    warn_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="When the promise is broken; null in a pause."
    )
    warned_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was met, or nobody waits any more."
    )
    verdict = models.CharField(
        max_length=8, choices=Verdict, blank=True, help_text="Empty: still open, or void."
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["conversation", "id"], name="clock_by_conversation"),
            models.Index(
                fields=["due_at"], condition=RUNNING & models.Q(broken_at=None), name="clock_breaking"
            ),
            models.Index(
                fields=["warn_at"],
                condition=RUNNING & models.Q(warned_at=None, broken_at=None),
                name="clock_warning",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "kind"], condition=RUNNING, name="one_running_clock_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of #{self.conversation_id}"


class ClockInterval(models.Model):
    """Part of a clock's life: it ran, or it paused, and why. Together they explain its verdict."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="intervals")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    is_running = models.BooleanField()
    worked_for = models.DurationField(null=True, blank=True, help_text="Working time in it, once it is over.")
    why = models.CharField(max_length=200)
    calendar = models.CharField(
        max_length=32, blank=True, default="", db_default="", help_text="Whose working time counted in it."
    )

    class Meta:
        ordering: ClassVar = ["from_at", "id"]
        indexes: ClassVar = [models.Index(fields=["clock", "from_at"], name="interval_by_clock")]


class ClockRules(models.Model):
    """One version of what is promised (inbox/clocks/rules.py has its shape). The newest counts; else the defaults."""

    rules = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
