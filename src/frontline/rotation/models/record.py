"""What was, and that something changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.rotation.models.rotation import Rotation


class LoggedShift(models.Model):
    """The shift log: who was on. It ends where the rotation is `frozen_until`; where it has no row, nobody was on."""

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="log")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)
    because = models.CharField(max_length=400)
    was_absent = models.BooleanField(default=False)

    class Meta:
        ordering = ["from_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["rotation", "until_at"], name="logged_shift_by_time"),
            models.Index(fields=["teammate", "until_at"], name="logged_shift_by_teammate"),
        ]


class PlanVersion(models.Model):
    """One row, whose number grows with every change of who is or will be on: what was worked out is kept by it."""

    number = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_plan_version")]
