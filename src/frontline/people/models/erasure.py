from django.conf import settings
from django.db import models

from frontline.people.models.customer import Customer


class Erasure(models.Model):
    """A customer who is being erased, or was: how far it is, and nothing of who it was once it is done."""

    customer = models.OneToOneField(Customer, models.CASCADE, related_name="erasure")
    why = models.CharField(max_length=200)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    words = models.JSONField(
        default=list, help_text="Names and addresses to look for: emptied when it is done."
    )
    step = models.CharField(max_length=60, blank=True, help_text="Which it is at, as registered.")
    after = models.BigIntegerField(default=0, help_text="How far in that step.")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=models.Q(done_at=None), name="erasure_not_done")]
