"""What the room itself keeps: who was here last, and what leads chose."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from frontline.rotation.models import Rotation

FOLLOW_UP_AFTER = timedelta(days=3)
DUE_NEXT_WITHIN = timedelta(hours=24)


class Presence(models.Model):
    """When a teammate was here last. One row each, written over: nobody can look up when somebody was here before."""

    teammate = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    seen_at = models.DateTimeField()


class ShiftRules(models.Model):
    """The one row with what leads chose for everybody's page; without it the defaults hold."""

    rotation = models.ForeignKey(
        Rotation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who is on in it has the turn; empty: the hero's.",
    )
    follow_up_after = models.DurationField(
        default=FOLLOW_UP_AFTER, help_text="So long after our last word a silent customer stands there again."
    )
    due_next_within = models.DurationField(
        default=DUE_NEXT_WITHIN, help_text="What is due so soon stands under what is due next."
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="one_row_of_shift_rules"),
            models.CheckConstraint(
                condition=Q(follow_up_after__gt=timedelta(0), due_next_within__gt=timedelta(0)),
                name="shift_rules_are_positive",
            ),
        ]
