"""What is still to be told."""

from django.db import models

from frontline.events.models import Event
from frontline.inbox.models import Clock


class Untold(models.Model):
    """Something happened, and nobody has been told of it yet. The row goes in the transaction in which they are."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="+")


class Warned(models.Model):
    """A promise that runs out: how loudly that was said (stages.Stage). The row goes once nothing is left to say."""

    clock = models.OneToOneField(Clock, models.CASCADE, primary_key=True, related_name="+")
    stage = models.PositiveSmallIntegerField(default=0, db_default=0)
