"""The browsers that take notices, and our key for the services that bring them there."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Browser(models.Model):
    """One subscription (Push API): an address at the browser maker's push service, and the browser's keys."""

    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="push_browsers")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100, help_text="The browser's public key, Base64url.")
    auth = models.CharField(max_length=40, help_text="The secret we share with the browser, Base64url.")
    label = models.CharField(max_length=80, help_text="Such as Firefox on Linux.")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]


class Vapid(models.Model):
    """The key by which push services know us (RFC 8292): one for good, because browsers subscribe to it."""

    private_key = models.TextField(help_text="PKCS 8 as PEM, encrypted with the workspace's key.")
    public_key = models.CharField(max_length=100, help_text="Uncompressed point, Base64url.")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="one_vapid_key")]
