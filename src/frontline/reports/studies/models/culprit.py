"""Culprits: what was to blame, one list for each product, kept over its studies; and what was done about them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from frontline.people.models import Product

TEAMMATE = settings.AUTH_USER_MODEL


class Culprit(models.Model):
    """A merged one stays as it is, with its labels, and points to the one it goes by now: so a merge can be undone."""

    class Kind(models.TextChoices):
        FEATURE = "feature", "Feature"
        UX = "ux", "UI/UX"
        GUIDANCE = "guidance", "Question/guidance"
        OUTAGE = "outage", "Outage"
        THEIR_CODE = "their_code", "Customer's own code"
        OTHER = "other", "Other"

    product = models.ForeignKey(Product, models.CASCADE, related_name="culprits")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.FEATURE)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(TEAMMATE, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "product",
                Lower("name"),
                condition=models.Q(merged_into=None),
                name="one_culprit_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_subject(self) -> tuple[str, int]:
        return ("culprit", int(self.pk))


class CulpritAction(models.Model):
    """What was done, or is going to be done, about a culprit; reports mark it on their time line."""

    class Kind(models.TextChoices):
        PULL_REQUEST = "pull_request", "Pull request"
        DOCS = "docs", "Docs"
        PLANNED = "planned", "Planned work"

    culprit = models.ForeignKey(Culprit, models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=160)
    link = models.URLField(max_length=500, blank=True)
    on = models.DateField(help_text="When it took, or is to take, effect.")
    owner = models.ForeignKey(TEAMMATE, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(TEAMMATE, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["on", "id"]
