"""Series: a study that repeats. How much a product is used: what volumes are divided by."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.people.models import Product, Teammate

TEAMMATE = settings.AUTH_USER_MODEL


class Series(models.Model):
    """The plan that each of its studies is made from; `filters`, `size` and the like as of Study."""

    class Every(models.TextChoices):
        WEEK = "week", "Every week"
        MONTH = "month", "Every month"
        QUARTER = "quarter", "Every quarter"

    question = models.CharField(max_length=200)
    products = models.ManyToManyField(Product, related_name="+")
    every = models.CharField(max_length=8, choices=Every, default=Every.MONTH)
    next_from_on = models.DateField(help_text="The first day of the period that is drawn next.")
    timezone = models.CharField(max_length=64)
    filters = models.JSONField(default=dict, blank=True)
    stratify_by = models.CharField(max_length=8, blank=True, default="")
    size = models.PositiveIntegerField()
    double_share = models.FloatField(default=0.2)
    readers = models.ManyToManyField(Teammate, blank=True, related_name="+")
    """Who is told when one is drawn."""
    mailed_to = models.ManyToManyField(Teammate, blank=True, related_name="+")
    """Who gets the report when one is read."""
    remind_after = models.PositiveSmallIntegerField(
        default=7, db_default=7, help_text="Days after which readers are reminded, and again; 0: never."
    )
    stopped_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["question", "id"]

    def __str__(self) -> str:
        return self.question

    @property
    def as_subject(self) -> tuple[str, int]:
        return ("series", int(self.pk))


class UsagePoint(models.Model):
    """How much a product was used from one day to another (both included), by one measure."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="usage")
    measure = models.CharField(max_length=60, help_text="What is counted: active apps, requests...")
    from_on = models.DateField()
    until_on = models.DateField()
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    is_total = models.BooleanField(
        default=False, db_default=False, help_text="Of all these days together; else at any time in them."
    )
    source = models.CharField(max_length=16, help_text="csv, api or form.")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["product", "measure", "from_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "measure", "from_on", "until_on"], name="one_usage_per_period"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on"), amount__gte=0), name="usage_is_sensible"
            ),
        ]
