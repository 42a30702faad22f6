from typing import ClassVar

from django.db import models


class Rendered(models.Model):
    """One rendered picture, by what it shows. May be emptied at any time: whatever is missing is drawn again."""

    digest = models.CharField(max_length=64, primary_key=True)
    file = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes.")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-made_at"], name="rendered_by_age")]
