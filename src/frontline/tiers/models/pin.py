"""Tiers that people set by hand, each until a day."""

from django.conf import settings
from django.db import models

from frontline.people.models import Company, Tier


class Pin(models.Model):
    """One company's tier, set by a lead, to the end of `until_on` (UTC)."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="tier_pin")
    tier = models.CharField(max_length=16, choices=Tier)
    until_on = models.DateField()
    why = models.CharField(max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
