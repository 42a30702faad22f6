"""Absences: when somebody is away, said by hand or by a calendar of theirs."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class AbsenceCalendar(models.Model):
    """A calendar by URL whose entries are absences: all of them, or those with one of `words` in their title."""

    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    url = models.TextField(help_text="Often a secret: shown to its owner alone.")
    words = models.CharField(max_length=200, blank=True, help_text="Separated by commas; empty: every entry.")
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="Of what was read last.")
    fetched_at = models.DateTimeField(null=True, blank=True, help_text="The last time that it worked.")
    failing_since_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=400, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["teammate", "url"], name="one_absence_calendar_per_url")
        ]


class Absence(models.Model):
    """Away from one instant to another. Whole days are days in the zone that the teammate had when it was said."""

    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=True)
    summary = models.CharField(max_length=160, blank=True)
    calendar = models.ForeignKey(
        AbsenceCalendar, models.CASCADE, null=True, blank=True, related_name="absences"
    )
    uid = models.CharField(max_length=300, blank=True, help_text="Of the calendar's entry.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["from_at", "id"]
        indexes = [models.Index(fields=["until_at", "from_at"], name="absence_by_time")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")), name="absence_has_a_length"
            )
        ]
