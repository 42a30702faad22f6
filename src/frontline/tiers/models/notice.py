"""What a source told us by a webhook, kept before it is worked on."""

from typing import ClassVar

from django.db import models

from frontline.tiers.models.account import Source


class Notice(models.Model):
    """Something has changed with `about`. What it is now is asked then: notices come late, twice, and out of order."""

    source = models.CharField(max_length=16, choices=Source)
    external_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=80)
    about = models.CharField(max_length=255, help_text="The account's id at its source.")
    received_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "external_id"], name="one_notice_per_external_id")
        ]
        indexes: ClassVar = [
            models.Index(fields=["received_at"], name="notice_by_time"),
        ]
