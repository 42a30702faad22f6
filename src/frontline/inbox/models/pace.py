from django.db import models


class Pace(models.Model):
    """When an address was last acknowledged, so that two machines answering each other come to rest."""

    address = models.CharField(max_length=320, unique=True)
    acknowledged_at = models.DateTimeField()
