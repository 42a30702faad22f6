"""A report on its way to somebody by mail: one row for each, so that each gets it once."""

from typing import ClassVar

from django.db import models

from frontline.people.models import Teammate
from frontline.reports.studies.models.study import Study


class ReportMail(models.Model):
    study = models.ForeignKey(Study, models.CASCADE, related_name="mails")
    teammate = models.ForeignKey(Teammate, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=500, blank=True, help_text="What the mail server said last.")
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["study", "teammate"], name="one_report_mail_each")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(sent_at=None, given_up_at=None),
                name="report_mail_waiting",
            )
        ]
