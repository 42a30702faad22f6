"""Amendments: overrides, swaps and covers, and the asking that comes before those of others' shifts."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from frontline.rotation.models.rotation import Rotation

TEAMMATE = settings.AUTH_USER_MODEL


class Bounded(models.Model):
    """An interval. A bound with a slot is where that slot begins, also after hand-overs have moved; `*_at` is where
    it was when this was made, and the bound itself where there is no slot."""

    from_at = models.DateTimeField()
    from_slot = models.IntegerField(null=True, blank=True)
    until_at = models.DateTimeField()
    until_slot = models.IntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")), name="%(class)s_has_a_length"
            )
        ]


class Ask(Bounded):
    """A teammate asks another (or, without `to`, anyone) to take their shift: for one of theirs, or as a cover."""

    class Kind(models.TextChoices):
        SWAP = "swap", "Swap"
        COVER = "cover", "Cover"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        EXPIRED = "expired", "Expired"

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="asks")
    kind = models.CharField(max_length=8, choices=Kind)
    teammate = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+", help_text="Whose shift it is.")
    to = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, blank=True, related_name="+")
    # What a swap gives in return: a shift of the other's.
    back_from_at = models.DateTimeField(null=True, blank=True)
    back_from_slot = models.IntegerField(null=True, blank=True)
    back_until_at = models.DateTimeField(null=True, blank=True)
    back_until_slot = models.IntegerField(null=True, blank=True)
    why = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    made_by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_by = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(Bounded.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "from_at"], name="ask_by_state")]


class Amendment(Bounded):
    """A change for an interval, never of the order. Append-only; revoked, all is as if it had never been."""

    class Kind(models.TextChoices):
        REPLACE = "replace", "Replaces"
        ADD = "add", "Is on too"
        REMOVE = "remove", "Is not on"
        SWAP = "swap", "Swap"
        COVER = "cover", "Cover"

    rotation = models.ForeignKey(Rotation, models.CASCADE, related_name="amendments")
    kind = models.CharField(max_length=8, choices=Kind)
    teammate = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, blank=True, related_name="+")
    ask = models.ForeignKey(Ask, models.PROTECT, null=True, blank=True, related_name="amendments")
    why = models.CharField(max_length=400, blank=True)
    made_by = models.ForeignKey(TEAMMATE, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(TEAMMATE, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Bounded.Meta):
        ordering = ["id"]
        indexes = [models.Index(fields=["rotation", "until_at"], name="amendment_by_rotation")]
