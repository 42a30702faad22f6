from django.db import models

from frontline.people.models.teammate import Teammate


class ApiToken(models.Model):
    """A bearer token for the REST interface. Only its digest is kept, so a copy of the database opens nothing."""

    teammate = models.ForeignKey(Teammate, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
