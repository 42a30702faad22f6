from django.db import models


class Intake(models.Model):
    """The raw thing that arrived, kept as it came, before anybody tried to understand it."""

    class State(models.TextChoices):
        PENDING = "pending", "Waiting to be read"
        DONE = "done", "Recorded"
        FAILED = "failed", "Failed"

    channel = models.CharField(max_length=16)
    # The channel's own id (for mail the Message-ID) and the digest of the content: both must be the same for two
    # arrivals to be one thing, because some senders reuse ids.
    external_id = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    raw = models.BinaryField()
    size = models.PositiveIntegerField()
    envelope = models.JSONField(default=dict, help_text="How it came: via, mail_from, rcpt_tos, peer, helo.")
    copies = models.PositiveIntegerField(default=1, help_text="How often the same thing arrived.")
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    outcome = models.CharField(max_length=400, blank=True, help_text="What came of it, or why it failed.")
    attempts = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "external_id", "digest"], name="one_intake_per_arrival"
            )
        ]
        indexes = [
            # Only what still needs somebody is indexed by state: the done ones are nearly all, and nobody lists them.
            models.Index(fields=["state", "id"], condition=~models.Q(state="done"), name="intake_not_done"),
        ]
