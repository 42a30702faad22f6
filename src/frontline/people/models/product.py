from django.db import models

from frontline.people.models.teammate import Team


class Product(models.Model):
    """A part of what we sell, owned by one team."""

    name = models.CharField(max_length=80, unique=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="products")

    def __str__(self) -> str:
        return self.name
