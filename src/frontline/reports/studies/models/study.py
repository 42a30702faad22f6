"""Studies: a question put to a random sample of conversations, and the draw that answers it."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.people.models import Product, Teammate
from frontline.reports.studies.days import midnight
from frontline.reports.studies.models.series import Series

TEAMMATE = settings.AUTH_USER_MODEL


class Study(models.Model):
    """One question about some products in a period.

    `filters`: {"tiers": ["priority", ...], "categories": [id, ...], "channels": ["email", ...]}; a key that is absent
    or empty filters nothing. `population_*` and `drawn_at` are empty until the sample is drawn.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Not drawn yet"
        READING = "reading", "Being read"
        FINISHED = "finished", "Finished"

    class StratifyBy(models.TextChoices):
        NOTHING = "", "Simple random"
        WEEK = "week", "By week"
        TIER = "tier", "By tier"

    question = models.CharField(max_length=200)
    products = models.ManyToManyField(Product, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(help_text="Its last day.")
    timezone = models.CharField(max_length=64, help_text="Whose days they are.")
    filters = models.JSONField(default=dict, blank=True)
    stratify_by = models.CharField(max_length=8, choices=StratifyBy, blank=True, default="")
    seed = models.BigIntegerField(help_text="The draw follows from it and the conversations' numbers.")
    size = models.PositiveIntegerField(help_text="How many are to be read.")
    double_share = models.FloatField(default=0.2, help_text="The share that two people read, 0 to 1.")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="studies")
    previous = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="next",
        help_text="Beside which it stands.",
    )
    readers = models.ManyToManyField(Teammate, blank=True, related_name="+")
    """Who is asked to read; every teammate may."""
    population = models.PositiveIntegerField(null=True, blank=True, help_text="Drawn from that many.")
    population_digest = models.CharField(
        max_length=64, blank=True, help_text="Of which conversations those were."
    )
    drawn_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+", null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="study_period"
            ),
            models.CheckConstraint(
                condition=models.Q(double_share__gte=0, double_share__lte=1), name="study_double_share"
            ),
            models.UniqueConstraint(fields=["series", "from_on"], name="one_study_per_period"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def as_subject(self) -> tuple[str, int]:
        """How events name this study."""
        return ("study", int(self.pk))

    @property
    def is_reading(self) -> bool:
        return self.state == self.State.READING

    @property
    def is_finished(self) -> bool:
        return self.state == self.State.FINISHED

    @property
    def begins_at(self) -> datetime:
        return midnight(self.timezone, self.from_on)

    @property
    def ends_at(self) -> datetime:
        """The first instant after it."""
        return midnight(self.timezone, self.until_on + timedelta(days=1))


class Stratum(models.Model):
    """A part of the population that is drawn from on its own; a simple random sample has one, named ""."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="strata")
    key = models.CharField(max_length=16, blank=True, help_text="2026-03-09 (a week's Monday), or a tier.")
    population = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="How many of it are to be read.")

    class Meta:
        ordering: ClassVar = ["study", "key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["study", "key"], name="one_stratum_per_key")]
