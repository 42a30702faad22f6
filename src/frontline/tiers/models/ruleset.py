"""The rules, in their order."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class RuleSet(models.Model):
    """One version of the whole list (tiers/rules.py has its shape). The newest counts; without any, the defaults do."""

    rules = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
