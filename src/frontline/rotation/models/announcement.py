"""What somebody knows of their shift, so that they hear of it once, and of every change."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.rotation.models.rotation import Rotation


class Announcement(models.Model):
    """One turn as its teammate knows it. `stints` are [from, until] in whole seconds since 1970, UTC."""

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="announcements")
    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    role = models.CharField(max_length=12)
    stints = models.JSONField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    moves = models.PositiveIntegerField(default=0, help_text="How often it has changed since.")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Since then it is another's.")

    class Meta:
        ordering: ClassVar = ["from_at", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["until_at"],
                condition=models.Q(withdrawn_at=None),
                name="announcement_standing",
            )
        ]
