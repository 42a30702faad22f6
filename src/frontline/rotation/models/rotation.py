"""Rotations as they were planned. Shifts are never stored: the evaluator works them out from these."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from frontline.people.models import Team


class Unit(models.TextChoices):
    HOUR = "hour", "hours"
    DAY = "day", "days"
    WEEK = "week", "weeks"
    MONTH = "month", "months"


class Advance(models.TextChoices):
    ALWAYS = "always", "every period"
    ACTIVE = "active", "only in periods with hours"


class Rotation(models.Model):
    """Whose turn it is. With an `expression` it is derived from others, and has no layers of its own.

    Slot 0 begins on `anchor_on` at `hands_over_at`, local time in `timezone`; the next `every` `unit`s later.
    """

    name = models.CharField(max_length=80, unique=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="rotations")
    is_hero = models.BooleanField(default=False, help_text="Whose week it is to answer customers first.")
    timezone = models.CharField(max_length=64, default="UTC")
    anchor_on = models.DateField()
    hands_over_at = models.TimeField(help_text="Local time, in the rotation's zone.")
    every = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.WEEK)
    advance = models.CharField(max_length=8, choices=Advance, default=Advance.ALWAYS)
    expression = models.JSONField(null=True, blank=True, help_text="The form of docs/rotation.md.")
    announced_for = models.PositiveSmallIntegerField(
        default=2, validators=[MaxValueValidator(26)], help_text="Weeks ahead in which a shift is announced."
    )
    frozen_until = models.DateTimeField(
        help_text="Up to here the shift log says who was on, and nothing else."
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-is_hero", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_hero"], condition=models.Q(is_hero=True, ended_at=None), name="one_hero_rotation"
            ),
            models.CheckConstraint(condition=models.Q(every__gte=1), name="rotation_every_at_least_one"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_derived(self) -> bool:
        return self.expression is not None


class Layer(models.Model):
    """One row of turns within a rotation. What it leaves empty of its cadence, the rotation says."""

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="layers")
    name = models.CharField(max_length=80, blank=True)
    priority = models.SmallIntegerField(default=0)
    hours = models.JSONField(
        null=True, blank=True, help_text='[{"days": ["mon"], "from": "09:00", "to": "17:00"}]; empty: always.'
    )
    timezone = models.CharField(max_length=64, blank=True)
    anchor_on = models.DateField(null=True, blank=True)
    hands_over_at = models.TimeField(null=True, blank=True)
    every = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=8, choices=Unit, blank=True)
    advance = models.CharField(max_length=8, choices=Advance, blank=True)

    class Meta:
        ordering = ["-priority", "id"]

    def __str__(self) -> str:
        return self.name or f"Layer {self.priority}"


class Lineup(models.Model):
    """A version of the order: from a slot on. Append-only; the one made last holds from its slot on."""

    layer = models.ForeignKey(Layer, models.CASCADE, related_name="lineups")
    from_slot = models.IntegerField()
    why = models.CharField(max_length=400, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class LineupMember(models.Model):
    """Who has the slots of a position; several of one position have them together, nobody on purpose is empty."""

    lineup = models.ForeignKey(Lineup, models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField()
    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lineup", "position", "teammate"], nulls_distinct=False, name="once_in_a_position"
            )
        ]


class Shadow(models.Model):
    """A newcomer rides along for `shifts` slots from `from_slot` on; only with `beside`, if that is said."""

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="shadows")
    teammate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_slot = models.IntegerField()
    shifts = models.PositiveSmallIntegerField(default=1)
    beside = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
