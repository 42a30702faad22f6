"""Where notices are posted to."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Webhook(models.Model):
    """An address of one teammate's own, or (without a teammate) of the workspace, for all who have none."""

    teammate = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="notice_webhook"
    )
    url = models.CharField(max_length=500)
    salt = models.CharField(max_length=60, help_text="The secret is made of it and the workspace's key.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(teammate__isnull=True), name="one_workspace_webhook"
            )
        ]
