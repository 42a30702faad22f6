from django.db import models

from frontline.people.models import Customer


class Storm(models.Model):
    """A flood of messages from one sender: all are taken in, none is answered automatically."""

    customer = models.OneToOneField(Customer, models.CASCADE, related_name="+")
    address = models.CharField(max_length=320)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-last_at"], name="storm_by_last_at")]
