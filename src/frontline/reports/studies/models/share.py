"""A report for people without a sign-in."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.reports.studies.models.study import Study

TEAMMATE = settings.AUTH_USER_MODEL


class Share(models.Model):
    """A permanent address of a study's report, until it is revoked. The secret in it is shown once, and not kept."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="shares")
    token_digest = models.CharField(max_length=64, unique=True, help_text="Of the secret in its address.")
    shows_customers = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
