"""Calendar feeds: shifts for the calendars that people have anyway."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.rotation.models.rotation import Rotation


class CalendarFeed(models.Model):
    """A secret address: of one person's shifts, or (with `rotation`) of one rotation's."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rotation = models.ForeignKey(Rotation, models.CASCADE, null=True, blank=True, related_name="feeds")
    secret_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]


class FeedEntry(models.Model):
    """One entry as calendars know it: its UID stays, its SEQUENCE grows when it changes (RFC 5545, 3.8.7.4)."""

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="+")
    uid = models.CharField(max_length=120, unique=True)
    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    role = models.CharField(max_length=12)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["rotation", "until_at"], name="feed_entry_by_time")]
